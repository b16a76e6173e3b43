// @ts-check
/**
 * The search and the filters, and how the URL stores them: `?q=excel&skill=excel,sql&sort=pay`.
 * Pure: nothing here touches the page.
 */

import { parseLeast } from "./least_pay.js";

export const PAGE_SIZE = 20;
const MOST_RESULTS = 500;
const MOST_VALUES = 100; // in one facet
const MOST_CHARACTERS = 200; // in a query

/**
 * @typedef {object} State
 * @property {string} q the query
 * @property {Map<string, Set<string>>} selected values by facet
 * @property {string} sort empty for the default: best match if there is a query, else newest
 * @property {number} show how many results
 * @property {boolean} boards whether the network's other boards are searched too
 */

/** The facets that a URL may contain. */
const FACETS = [
  "skill", "mode", "country", "hours", "rate", "deadline", "level", "category", "industry",
  "weeks", "offers", "audience", "verified",
];
const SORTS = ["best", "newest", "deadline", "pay", "rate", "hours"];

/**
 * @param {boolean} [boards]
 * @returns {State}
 */
export function emptyState(boards = false) {
  return { q: "", selected: new Map(), sort: "", show: PAGE_SIZE, boards };
}

/**
 * Reads a URL. Anything invalid is ignored.
 * @param {string} search `location.search`
 * @returns {State}
 */
export function parse(search) {
  const params = new URLSearchParams(search);
  const state = emptyState();
  state.q = cleanQuery(params.get("q") ?? "");
  for (const facet of FACETS) {
    const values = (params.get(facet) ?? "").split(",").map((value) => value.trim()).filter(Boolean);
    const valid = facet === "rate" ? values.filter(parseLeast).slice(0, 1) : values;
    if (valid.length) state.selected.set(facet, new Set(valid.slice(0, MOST_VALUES)));
  }
  const sort = params.get("sort") ?? "";
  if (SORTS.includes(sort)) state.sort = sort;
  const show = Number.parseInt(params.get("show") ?? "", 10);
  state.boards = params.get("boards") === "all";
  if (show > PAGE_SIZE) state.show = Math.min(Math.ceil(show / PAGE_SIZE) * PAGE_SIZE, MOST_RESULTS);
  return state;
}

/**
 * @param {State} state
 * @returns {string} `?q=excel`; empty for the default state
 */
export function serialize(state) {
  const params = new URLSearchParams();
  if (state.q) params.set("q", state.q);
  for (const facet of FACETS) {
    const values = state.selected.get(facet);
    if (values?.size) params.set(facet, [...values].sort().join(","));
  }
  if (state.sort && state.sort !== defaultSort(state)) params.set("sort", state.sort);
  if (state.show > PAGE_SIZE) params.set("show", String(state.show));
  if (state.boards) params.set("boards", "all");
  const text = params.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/**
 * The sort order in use. There is no best match without a query.
 * @param {State} state
 */
export function sortOrder(state) {
  return state.sort === "best" && !state.q ? "newest" : state.sort || defaultSort(state);
}

/** @param {State} state */
function defaultSort(state) {
  return state.q ? "best" : "newest";
}

/**
 * Whether there is no search and no filter. The page then shows the list from the build.
 * @param {State} state
 */
export function isDefault(state) {
  return !state.q && !state.boards && state.selected.size === 0 && sortOrder(state) === "newest" && state.show === PAGE_SIZE;
}

/**
 * `state` with one value selected or deselected. The results start at the first again.
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @returns {State}
 */
export function toggled(state, facet, value) {
  const values = new Set(state.selected.get(facet));
  if (!values.delete(value)) values.add(value);
  return withFacet(state, facet, values);
}

/**
 * `state` with one value of a facet and no other, or with none if `value` is empty.
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @returns {State}
 */
export function chosen(state, facet, value) {
  return withFacet(state, facet, new Set(value ? [value] : []));
}

/**
 * `state` without one filter, or without the query if `facet` is `q`.
 * @param {State} state
 * @param {string} facet
 * @returns {State}
 */
export function without(state, facet) {
  return facet === "q" ? { ...state, q: "", show: PAGE_SIZE } : withFacet(state, facet, new Set());
}

/**
 * @param {State} state
 * @param {string} facet
 * @param {Set<string>} values
 * @returns {State}
 */
function withFacet(state, facet, values) {
  const selected = new Map(state.selected);
  if (values.size) selected.set(facet, values);
  else selected.delete(facet);
  return { ...state, selected, show: PAGE_SIZE };
}

/**
 * A query without needless white space, and not too long.
 * @param {string} text
 */
export function cleanQuery(text) {
  return text.replace(/\s+/g, " ").trim().slice(0, MOST_CHARACTERS);
}
