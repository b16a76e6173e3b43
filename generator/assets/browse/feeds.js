// @ts-check
/**
 * Finds the feed for a search: the smallest one that contains every listing that the search may
 * find, now or later. Pure.
 */

import { fold } from "../lib/text.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./columns.js").Collection} Collection */
/** @typedef {import("./url_state.js").State} State */

/**
 * @typedef {object} Feed
 * @property {string} path its folder, such as `skills/excel/`; empty for the whole board
 * @property {string} label
 * @property {boolean} exact whether it contains nothing else
 * @property {string} file
 * @property {string} type
 */

const FOLDERS = [["skill", "skills"], ["category", "categories"], ["industry", "industries"]];

/**
 * @param {Columns} columns
 * @param {State} search
 * @returns {Feed}
 */
export function closestFeed(columns, search) {
  const state = queryAsSkill(columns, search);
  const feeds = [...termFeeds(columns, state), ...collectionFeeds(columns, state)]
    .filter(({ path }) => columns.feeds[path.split("/", 1)[0]]);
  feeds.sort((a, b) => Number(b.exact) - Number(a.exact) || a.size - b.size);
  const isEverything = !state.q && state.selected.size === 0;
  const found = feeds[0] ?? { path: "", label: "the whole board", exact: isEverything };
  const [file, type] = columns.feeds[found.path.split("/", 1)[0]] ?? ["feed.xml", "application/rss+xml"];
  return { ...found, file, type };
}

/**
 * If the query is the name of a skill, the same search with that skill selected.
 * @param {Columns} columns
 * @param {State} state
 * @returns {State}
 */
function queryAsSkill(columns, state) {
  if (!state.q || state.selected.has("skill")) return state;
  const skills = columns.facets.find(({ id }) => id === "skill")?.values ?? [];
  const skill = skills.find(({ id, label }) => [fold(id), fold(label)].includes(fold(state.q)));
  if (!skill) return state;
  return { ...state, q: "", selected: new Map(state.selected).set("skill", new Set([skill.id])) };
}

/**
 * The feeds of a single selected skill, category or industry.
 * @param {Columns} columns
 * @param {State} state
 */
function* termFeeds(columns, state) {
  for (const [name, folder] of FOLDERS) {
    const facet = columns.facets.find(({ id }) => id === name);
    const [value, ...others] = state.selected.get(name) ?? [];
    const index = facet?.values.findIndex(({ id }) => id === value) ?? -1;
    if (!facet || index < 0 || others.length) continue;
    let size = 0;
    for (const item of facet.items) size += Number(item === index);
    const exact = !state.q && state.selected.size === 1;
    yield { path: `${folder}/${value}/`, label: facet.values[index].label, exact, size };
  }
}

/**
 * The feeds of collections that contain everything that is selected.
 * @param {Columns} columns
 * @param {State} state
 */
function* collectionFeeds(columns, state) {
  for (const collection of columns.collections) {
    const containsAll = conditions(collection).every(([facet, accepts]) => {
      const values = state.selected.get(facet);
      return values && [...values].every(accepts);
    });
    if (!containsAll) continue;
    const exact = !state.q && isSame(collection, state);
    yield { path: collection.path, label: collection.label, exact, size: 0 };
  }
}

/**
 * What a collection accepts, by facet.
 * @param {Collection} collection
 * @returns {[string, (value: string) => boolean][]}
 */
function conditions({ any, most }) {
  /** @type {[string, (value: string) => boolean][]} */
  const lists = Object.entries(any).map(([facet, values]) => [
    // A search for students also finds projects for anyone: a feed without those is too small.
    facet, (value) => values.includes(value) && (facet !== "audience" || values.includes("anyone")),
  ]);
  const limits = Object.entries(most).map(([facet, limit]) => /** @type {[string, (value: string) => boolean]} */ (
    [facet, (value) => Number(value) <= limit]
  ));
  return [...lists, ...limits];
}

/**
 * @param {Collection} collection
 * @param {State} state
 */
function isSame({ any, most }, { selected }) {
  if (Object.keys(most).length || selected.size !== Object.keys(any).length) return false;
  return Object.entries(any).every(([facet, values]) => selected.get(facet)?.size === values.length);
}
