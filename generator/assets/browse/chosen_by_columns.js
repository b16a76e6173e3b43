// @ts-check
/**
 * The first listings of any search, from the columns and the index of words: what chosen.js has no
 * small file for.
 */

import { today } from "../lib/days.js";
import { decodeColumns, loadPacked } from "./columns.js";
import { countFacets, sorted } from "./facet_counts.js";
import { loadFound } from "./found_listings.js";
import { parse, sortOrder } from "./url_state.js";
import { WordSearch } from "./word_search.js";

/** @typedef {import("./columns.js").Columns} Columns */

/**
 * @param {string} root the board's address, with a slash at the end
 * @param {import("./chosen.js").Wanted} wanted
 * @returns {Promise<import("./chosen.js").Listings>}
 */
export async function chosenByColumns(root, { state, employer, collection, most }) {
  const data = await loadPacked(`${root}find/columns.bin`);
  const day = today(new Date(), data.zone);
  if (!data.ids) return { total: 0, listings: [] };
  const columns = decodeColumns(data, day);
  const found = state.q ? await new WordSearch(`${root}find/`).find(state.q, columns, true) : null;
  const rows = found ? found.rows : new Uint8Array(columns.size).fill(1);
  if (employer) columns.ids.forEach((id, row) => { if (!id.startsWith(`${employer}/`)) rows[row] = 0; });
  if (collection) keepCollection(columns, collection, rows, day);
  const matching = sorted(columns, countFacets(columns, state, rows, day).rows, sortOrder(state), found && found.ranks);
  const listings = await Promise.all(matching.slice(0, most).map((row) => loadFound(root, columns, row)));
  return { total: matching.length, listings: listings.map(({ facts }) => facts) };
}

/**
 * Sets to 0 the rows that are not in a collection; all if there is no such collection.
 * @param {Columns} columns
 * @param {string} name
 * @param {Uint8Array} rows
 * @param {string} day
 */
function keepCollection(columns, name, rows, day) {
  const wanted = columns.collections.find(({ path }) => path === `collections/${name}/`);
  const selected = new Map(Object.entries(wanted?.any ?? {}).map(([facet, values]) => [facet, new Set(values)]));
  const inside = new Set(wanted ? countFacets(columns, { ...parse(""), selected }, null, day).rows : []);
  const { hours = Infinity, weeks = Infinity } = wanted?.most ?? {};
  for (let row = 0; row < columns.size; row += 1) {
    if (!inside.has(row) || columns.hours[row] > hours || columns.weeks[row] > weeks) rows[row] = 0;
  }
}
