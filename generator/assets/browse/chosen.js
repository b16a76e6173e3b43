// @ts-check
/**
 * The first listings of a search, for pages of other sites: /embed/ and the component that
 * embed/v1.js defines. It understands what /browse/ does, an employer and a collection. It reads
 * public files only and touches no page.
 */

import { today } from "../lib/days.js";
import { decodeColumns, loadPacked } from "./columns.js";
import { countFacets, sorted } from "./facet_counts.js";
import { loadFound } from "./found_listings.js";
import { parse, serialize, sortOrder } from "./url_state.js";
import { WordSearch } from "./word_search.js";

/** @typedef {import("./columns.js").Columns} Columns */

/**
 * @typedef {object} Chosen
 * @property {number} total how many there are in all
 * @property {string} all the path of a page that lists them, from the board's root
 * @property {import("../card.js").Facts[]} listings the first of them
 */

const MOST = 20;
const USUAL = 6;

/**
 * @param {string} root the board's address, with a slash at the end
 * @param {string} search `?skill=excel&limit=5`
 * @returns {Promise<Chosen>}
 */
export async function chosen(root, search) {
  const params = new URLSearchParams(search);
  const state = parse(search);
  const data = await loadPacked(`${root}find/columns.bin`);
  const day = today(new Date(), data.zone);
  const page = `browse/${serialize(state)}`;
  if (!data.ids) return { total: 0, all: page, listings: [] };
  const columns = decodeColumns(data, day);
  const found = state.q ? await new WordSearch(`${root}find/`).find(state.q, columns, true) : null;
  const rows = found ? found.rows : new Uint8Array(columns.size).fill(1);
  const { employer, collection } = Object.fromEntries(params);
  if (employer) columns.ids.forEach((id, row) => { if (!id.startsWith(`${employer}/`)) rows[row] = 0; });
  if (collection) keepCollection(columns, collection, rows, day);
  const matching = sorted(columns, countFacets(columns, state, rows, day).rows, sortOrder(state), found && found.ranks);
  const part = employer ? `employers/${employer}/` : `collections/${collection}/`;
  const most = Math.min(Math.max(Number.parseInt(params.get("limit") ?? "", 10) || USUAL, 1), MOST);
  const listings = await Promise.all(matching.slice(0, most).map((row) => loadFound(root, columns, row)));
  return {
    total: matching.length,
    all: matching.length && (employer || collection) ? part : page,
    listings: listings.map(({ facts }) => facts),
  };
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
