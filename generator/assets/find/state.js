// @ts-check
/**
 * What somebody looks for, and how it stands in the address: `?q=excel&skill=excel,sql&sort=pay`.
 * Pure: nothing here knows the page.
 */

export const PAGE = 20;

/**
 * @typedef {object} State
 * @property {string} q the words
 * @property {Map<string, Set<string>>} chosen values by facet
 * @property {string} sort empty: best match where there are words, else newest
 * @property {number} show how many results
 */

/** The facets that an address may name. */
export const FACETS = [
  "skill", "mode", "country", "hours", "pay", "rate", "deadline", "level", "category", "industry",
  "weeks", "offers", "audience", "verified",
];
export const SORTS = ["best", "newest", "deadline", "pay", "rate", "hours"];

/** @returns {State} */
export function nothing() {
  return { q: "", chosen: new Map(), sort: "", show: PAGE };
}

/**
 * @param {string} search `location.search`
 * @returns {State}
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const state = nothing();
  state.q = tidy(given.get("q") ?? "");
  for (const facet of FACETS) {
    const values = (given.get(facet) ?? "").split(",").map((value) => value.trim()).filter(Boolean);
    if (values.length) state.chosen.set(facet, new Set(values.slice(0, 100)));
  }
  const sort = given.get("sort") ?? "";
  if (SORTS.includes(sort)) state.sort = sort;
  const show = Number.parseInt(given.get("show") ?? "", 10);
  if (show > PAGE) state.show = Math.min(Math.ceil(show / PAGE) * PAGE, 500);
  return state;
}

/**
 * @param {State} state
 * @returns {string} `?q=excel`, or nothing
 */
export function write(state) {
  const said = new URLSearchParams();
  if (state.q) said.set("q", state.q);
  for (const facet of FACETS) {
    const values = state.chosen.get(facet);
    if (values?.size) said.set(facet, [...values].sort().join(","));
  }
  if (state.sort && state.sort !== usual(state)) said.set("sort", state.sort);
  if (state.show > PAGE) said.set("show", String(state.show));
  const text = said.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/**
 * The order that counts.
 * @param {State} state
 */
export function order(state) {
  return state.sort === "best" && !state.q ? "newest" : state.sort || usual(state);
}

/** @param {State} state */
function usual(state) {
  return state.q ? "best" : "newest";
}

/** @param {State} state */
export function isFiltered(state) {
  return state.chosen.size > 0;
}

/**
 * Whether nothing is asked for: the page then is the list that the board was built with.
 * @param {State} state
 */
export function isPlain(state) {
  return !state.q && !isFiltered(state) && order(state) === "newest" && state.show === PAGE;
}

/**
 * `state` with a value switched on or off; results start at the first again.
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @returns {State}
 */
export function toggled(state, facet, value) {
  const values = new Set(state.chosen.get(facet));
  if (!values.delete(value)) values.add(value);
  return withFacet(state, facet, values);
}

/**
 * `state` without what is chosen in `facet`; without the words for `q`.
 * @param {State} state
 * @param {string} facet
 * @returns {State}
 */
export function without(state, facet) {
  return facet === "q" ? { ...state, q: "", show: PAGE } : withFacet(state, facet, new Set());
}

/**
 * @param {State} state
 * @param {string} facet
 * @param {Set<string>} values
 * @returns {State}
 */
function withFacet(state, facet, values) {
  const chosen = new Map(state.chosen);
  if (values.size) chosen.set(facet, values);
  else chosen.delete(facet);
  return { ...state, chosen, show: PAGE };
}

/** @param {string} text */
export function tidy(text) {
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}
