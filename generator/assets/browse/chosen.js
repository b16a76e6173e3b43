// @ts-check
/**
 * The first listings of a search, for pages of other sites: /embed/ and the component that
 * embed/v1.js defines. It understands what /browse/ does, an employer and a collection. It reads
 * public files only and touches no page.
 *
 * Most lists are the newest of one part of the board, which has a small file. Everything else, and
 * a list whose file does not answer, is searched as on /browse/.
 */

import { limit } from "../embed/limit.js";
import { today } from "../lib/days.js";
import { parse, serialize, sortOrder } from "./url_state.js";

/** @typedef {import("../card.js").Facts} Facts */
/** @typedef {import("./url_state.js").State} State */

/**
 * @typedef {object} Listings
 * @property {number} total how many there are in all
 * @property {Facts[]} listings the first of them
 */

/**
 * @typedef {object} Chosen
 * @property {number} total
 * @property {string} all the path of a page that lists them, from the board's root
 * @property {boolean} isWider whether that page lists others too
 * @property {Facts[]} listings
 */

/**
 * What to show.
 * @typedef {object} Wanted
 * @property {State} state the search
 * @property {string} employer its id; empty for all
 * @property {string} collection its id; empty for all
 * @property {number} most how many listings
 */

// The parts of the board that a search may be, and the folders of their files below embed/.
const FOLDERS = new Map([
  ["employer", "employers"], ["collection", "collections"],
  ["skill", "skills"], ["category", "categories"], ["industry", "industries"],
]);
const ID = /^[\w-]+$/;

/**
 * @param {string} root the board's address, with a slash at the end
 * @param {string} search `?skill=excel&limit=5`
 * @returns {Promise<Chosen>}
 */
export async function chosen(root, search) {
  const params = new URLSearchParams(search);
  const [employer, collection] = ["employer", "collection"].map((name) => params.get(name) ?? "");
  const state = { ...parse(search), boards: false }; // one board's
  const wanted = { state, employer, collection, most: limit(params.get("limit")) };
  const { total, listings } = await newest(root, wanted) ?? await searched(root, wanted);
  if (!total || !(employer || collection)) return { total, all: `browse/${serialize(state)}`, isWider: false, listings };
  const all = employer ? `employers/${employer}/` : `collections/${collection}/`;
  return { total, all, isWider: Boolean(state.q) || conditions(wanted).length > 1, listings };
}

/**
 * The newest of a part of the board; null if something else is wanted, or if its file has too few.
 * @param {string} root
 * @param {Wanted} wanted
 * @returns {Promise<Listings | null>}
 */
async function newest(root, wanted) {
  const file = fileOf(wanted);
  if (!file) return null;
  try {
    const response = await fetch(`${root}embed/${file}.json`, { cache: "no-cache" });
    if (!response.ok) return null;
    const { zone, deadlines, listings } = await response.json();
    const day = today(new Date(), zone);
    const total = Object.entries(deadlines).reduce((sum, [on, count]) => (on < day ? sum : sum + count), 0);
    const first = listings.filter((/** @type {Facts} */ { deadline }) => deadline >= day).slice(0, wanted.most);
    return first.length < Math.min(total, wanted.most) ? null : { total, listings: first };
  } catch (error) {
    console.warn(error);
    return null;
  }
}

/**
 * The name of the file with the newest of what is wanted; empty if that is no part of the board.
 * @param {Wanted} wanted
 */
function fileOf(wanted) {
  if (wanted.state.q || sortOrder(wanted.state) !== "newest") return "";
  const parts = conditions(wanted);
  if (!parts.length) return "all";
  const [[kind, id]] = parts;
  return parts.length === 1 && FOLDERS.has(kind) && ID.test(id) ? `${FOLDERS.get(kind)}/${id}` : "";
}

/**
 * What the listings must be, beside the words of a query: `["skill", "excel"]`.
 * @param {Wanted} wanted
 */
function conditions({ state, employer, collection }) {
  const selected = [...state.selected].map(([facet, values]) => [facet, [...values].join()]);
  return [["employer", employer], ["collection", collection], ...selected].filter(([, id]) => id);
}

/**
 * @param {string} root
 * @param {Wanted} wanted
 * @returns {Promise<Listings>}
 */
async function searched(root, wanted) {
  // Several times as large as this script. The address is right in any file that this is part of.
  const { href } = new URL("./chosen_by_columns.js", import.meta.url);
  const { chosenByColumns } = /** @type {typeof import("./chosen_by_columns.js")} */ (await import(href));
  return chosenByColumns(root, wanted);
}
