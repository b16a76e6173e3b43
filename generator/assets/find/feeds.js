// @ts-check
/**
 * The feed that follows a search: the smallest one that holds all that the search may ever give.
 * Pure.
 */

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./columns.js").Collection} Collection */
/** @typedef {import("./state.js").State} State */

import { fold } from "./excerpt.js";

/**
 * @typedef {object} Feed
 * @property {string} path its folder: `skills/excel/`, empty for the whole board
 * @property {string} label
 * @property {boolean} exact whether it is the search itself
 */

const FOLDERS = [["skill", "skills"], ["category", "categories"], ["industry", "industries"]];

/**
 * @param {Columns} columns
 * @param {State} state
 * @returns {Feed}
 */
export function closest(columns, state) {
  const asked = named(columns, state);
  const found = [...single(columns, asked), ...collected(columns, asked)];
  found.sort((a, b) => Number(b.exact) - Number(a.exact) || a.size - b.size);
  const whole = !asked.q && asked.chosen.size === 0;
  return found[0] ?? { path: "", label: "the whole board", exact: whole };
}

/**
 * Words that are a skill's name are that skill.
 * @param {Columns} columns
 * @param {State} state
 * @returns {State}
 */
function named(columns, state) {
  if (!state.q || state.chosen.has("skill")) return state;
  const skills = columns.facets.find(({ id }) => id === "skill")?.values ?? [];
  const skill = skills.find(({ id, label }) => [fold(id), fold(label)].includes(fold(state.q)));
  if (!skill) return state;
  return { ...state, q: "", chosen: new Map(state.chosen).set("skill", new Set([skill.id])) };
}

/**
 * @param {Columns} columns
 * @param {State} state
 */
function* single(columns, state) {
  for (const [name, folder] of FOLDERS) {
    const facet = columns.facets.find(({ id }) => id === name);
    const chosen = [...(state.chosen.get(name) ?? [])];
    const place = facet?.values.findIndex(({ id }) => id === chosen[0]) ?? -1;
    if (!facet || place < 0 || chosen.length !== 1) continue;
    const size = facet.items.reduce((sum, item) => sum + Number(item === place), 0);
    const exact = !state.q && state.chosen.size === 1;
    yield { path: `${folder}/${chosen[0]}/`, label: facet.values[place].label, exact, size };
  }
}

/**
 * @param {Columns} columns
 * @param {State} state
 */
function* collected(columns, state) {
  for (const collection of columns.collections) {
    const holds = conditions(collection).every(([facet, allows]) => {
      const chosen = state.chosen.get(facet);
      return chosen && [...chosen].every(allows);
    });
    if (!holds) continue;
    const exact = !state.q && isSame(collection, state);
    yield { path: collection.path, label: collection.label, exact, size: 0 };
  }
}

/**
 * @param {Collection} collection
 * @returns {[string, (value: string) => boolean][]}
 */
function conditions({ any, most }) {
  /** @type {[string, (value: string) => boolean][]} */
  const lists = Object.entries(any).map(([facet, values]) => [
    // A search for students finds what is for anyone too: a feed that leaves that out is too small.
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
function isSame({ any, most }, { chosen }) {
  if (Object.keys(most).length || chosen.size !== Object.keys(any).length) return false;
  return Object.entries(any).every(([facet, values]) => chosen.get(facet)?.size === values.length);
}
