// @ts-check
/** `10 hours and some Excel` is a search for Excel, among projects of up to 10 hours. Pure. */

import { HOURS } from "./columns.js";
import { cleanQuery } from "./url_state.js";
import { withoutStopWords } from "./word_search.js";

/** @typedef {import("./url_state.js").State} State */

// Hours a week or a day say nothing about the hours in all.
const TYPED = /(?:\b(?:about|around|at most|for|max|under|up to)\s+)?\b(\d{1,3})\s*(?:h|hrs?|hours?)\b(?!\s*(?:a|each|every|per|\/)\s*(?:day|month|week))/i;

/**
 * `state` with the hours of its query as a filter.
 * @param {State} state
 * @returns {State}
 */
export function withTypedHours(state) {
  const match = TYPED.exec(state.q);
  if (!match) return state;
  const q = withoutStopWords(cleanQuery(state.q.replace(match[0], " ")));
  const hours = bands(Number(match[1]));
  if (!hours.size) return { ...state, q };
  return { ...state, q, selected: new Map(state.selected).set("hours", hours) };
}

/**
 * The bands of `HOURS` that begin below `hours`; none if that is all of them.
 * @param {number} hours
 */
function bands(hours) {
  const last = HOURS.findIndex(([most]) => Number(most) >= hours);
  const ids = HOURS.slice(0, last + 1).map(([most]) => String(most));
  return new Set(last === HOURS.length - 1 ? [] : ids);
}
