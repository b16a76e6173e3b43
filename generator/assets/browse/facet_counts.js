// @ts-check
/**
 * Which rows match the filters, and how many each value would give. A row matches a facet if it
 * has one of the selected values, and must match every facet. The counts of a facet ignore its own
 * selection, so that they show what one more value would add. One pass over the rows. Pure.
 */

import { dayNumber } from "../lib/days.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./columns.js").Facet} Facet */
/** @typedef {import("./url_state.js").State} State */

/**
 * @typedef {object} Counts
 * @property {number[]} rows the matching rows, newest first
 * @property {Map<string, Uint32Array>} values the count of each value, by facet
 * @property {Map<string, number>} without how many rows would match without one facet, or without
 *   the query (`q`)
 * @property {number} open how many listings are open in all
 */

const NONE = -1; // the row matches every facet
const SEVERAL = -2;

/**
 * @param {Columns} columns
 * @param {State} state
 * @param {Uint8Array | null} found 1 for each row that matches the query; null without a query
 * @param {string} day `2026-11-23`, in the board's time zone
 * @returns {Counts}
 */
export function countFacets(columns, state, found, day) {
  const now = dayNumber(day);
  const { facets } = columns;
  const counts = facets.map((facet) => new Uint32Array(facet.values.length));
  const unrestricted = new Uint32Array(facets.length); // rows that count for every value of a facet
  const active = facets.flatMap((facet, index) => (state.selected.has(facet.id) ? [index] : []));
  const masks = facets.map((facet) => selectionMask(facet, state.selected.get(facet.id)));
  const failedOnly = new Uint32Array(facets.length); // rows that fail this facet and no other
  const rows = [];
  let [open, failedQuery] = [0, 0];
  for (let row = 0; row < columns.size; row += 1) {
    if (columns.deadlines[row] < now) continue;
    open += 1;
    const failed = failedFacet(facets, active, masks, row);
    if (found && !found[row]) {
      if (failed === NONE) failedQuery += 1;
    } else if (failed === NONE) {
      rows.push(row);
      for (let index = 0; index < facets.length; index += 1) count(facets[index], counts[index], unrestricted, index, row);
    } else if (failed !== SEVERAL) {
      failedOnly[failed] += 1;
      count(facets[failed], counts[failed], unrestricted, failed, row);
    }
  }
  counts.forEach((values, index) => {
    for (let value = 0; value < values.length; value += 1) values[value] += unrestricted[index];
  });
  // The rows that match everything also match without one of the facets.
  const without = active.map((index) => /** @type {[string, number]} */ ([facets[index].id, failedOnly[index] + rows.length]));
  if (found) without.push(["q", failedQuery + rows.length]);
  return { rows, open, values: new Map(facets.map(({ id }, index) => [id, counts[index]])), without: new Map(without) };
}

/**
 * The active facet that `row` fails. `NONE` if it matches all, `SEVERAL` if it fails more than one.
 * @param {Facet[]} facets
 * @param {number[]} active
 * @param {Uint8Array[]} masks
 * @param {number} row
 */
function failedFacet(facets, active, masks, row) {
  let failed = NONE;
  for (const index of active) {
    if (matches(facets[index], masks[index], row)) continue;
    if (failed !== NONE) return SEVERAL;
    failed = index;
  }
  return failed;
}

/**
 * @param {Facet} facet
 * @param {Uint8Array} mask
 * @param {number} row
 */
function matches({ starts, items, open }, mask, row) {
  const end = starts[row + 1];
  if (open && starts[row] === end) return true;
  for (let item = starts[row]; item < end; item += 1) if (mask[items[item]]) return true;
  return false;
}

/**
 * Adds the values of `row` to the counts of a facet.
 * @param {Facet} facet
 * @param {Uint32Array} counts
 * @param {Uint32Array} unrestricted
 * @param {number} index of the facet
 * @param {number} row
 */
function count({ starts, items, open }, counts, unrestricted, index, row) {
  const end = starts[row + 1];
  if (open && starts[row] === end) unrestricted[index] += 1;
  for (let item = starts[row]; item < end; item += 1) counts[items[item]] += 1;
}

/**
 * 1 for each selected value, or for each amount that is enough.
 * @param {Facet} facet
 * @param {Set<string> | undefined} selected
 */
function selectionMask(facet, selected) {
  if (facet.least && selected) {
    const limit = Math.min(...[...selected].map(facet.least));
    return Uint8Array.from(facet.values, ({ amount = 0 }) => Number(amount >= limit));
  }
  return Uint8Array.from(facet.values, ({ id }) => (selected?.has(id) ? 1 : 0));
}

/**
 * `rows` in a sort order. Equal rows stay newest first.
 * @param {Columns} columns
 * @param {number[]} rows
 * @param {string} order
 * @param {Float64Array | null} ranks the rank of each row among the search results
 */
export function sorted(columns, rows, order, ranks) {
  const key = order === "best" ? ranks : columns.sortKeys[order];
  // Two infinite keys differ by NaN, which counts as equal.
  return key ? [...rows].sort((a, b) => key[a] - key[b] || a - b) : rows;
}
