// @ts-check
/**
 * The filterable facts of every open listing: one row per listing, newest first. They come from
 * find/columns.bin, which generator/rendering/search_data.py writes. Typed arrays hold them, so that counting ten
 * thousand rows takes milliseconds.
 */

import { dayNumber } from "../lib/days.js";
import { inBase } from "../lib/exchange.js";
import { parseLeast } from "./least_pay.js";

/**
 * @typedef {object} Value
 * @property {string} id
 * @property {string} label
 * @property {number} [amount] hourly pay, in the base of the exchange rates
 */

/**
 * A facet. Row `r` has the values `items[starts[r]]` to `items[starts[r + 1] - 1]`.
 * @typedef {object} Facet
 * @property {string} id
 * @property {string} label
 * @property {Value[]} values
 * @property {Uint32Array} starts
 * @property {Uint16Array | Uint32Array} items
 * @property {boolean} [open] a row without a value matches every value, such as work from anywhere
 * @property {boolean} [ordered] the values have a fixed order
 * @property {(value: string) => number} [least] the least amount that a choice accepts: a row is
 *   accepted from it on
 * @property {import("../lib/exchange.js").Exchange} [exchange]
 */

/**
 * @typedef {object} Collection
 * @property {string} path
 * @property {string} label
 * @property {Record<string, string[]>} any accepted values, by facet
 * @property {Record<string, number>} most upper limits, by facet
 */

/**
 * @typedef {object} Columns
 * @property {number} size
 * @property {Facet[]} facets
 * @property {Float64Array} deadlines days since 1970
 * @property {Record<string, Float64Array>} sortKeys by sort order; the smallest key comes first
 * @property {string[]} ids the id of each row's listing: `acme/survey`
 * @property {[string, string][]} words the first word of each part of the index, and its file
 * @property {string} language of the board
 * @property {import("../lib/exchange.js").Exchange} exchange
 * @property {Float64Array} hours
 * @property {Float64Array} weeks
 * @property {Collection[]} collections
 * @property {Record<string, [string, string]>} feeds the folders that have one; its file and type
 * @property {Columns} [own] those of our own board, if these are of several
 * @property {(row: number) => Elsewhere | null | undefined} [elsewhere] the listing of a row, if it is
 *   another board's: null if it is not there yet, undefined if it is our own
 */

/**
 * A listing of another board.
 * @typedef {object} Elsewhere
 * @property {any} listing as the API has it, checked
 * @property {{id: string, name: string, url: string, today: string}} board
 */

// Bands of numbers: the largest number of each, and its label.
export const HOURS = [[10, "Up to 10 hours"], [20, "11–20 hours"], [40, "21–40 hours"], [Infinity, "More than 40 hours"]];
const WEEKS = [[1, "1 week"], [2, "2 weeks"], [4, "3–4 weeks"], [8, "5–8 weeks"], [Infinity, "9 weeks and more"]];
const ROUNDING = 1 - 1e-9; // an amount that is equal but for the rounding of a division is enough
const CLOSES = [[6, "This week"], [30, "This month"], [Infinity, "Later"]];

/**
 * @param {string} url
 * @param {string} day `2026-11-23`, in the board's time zone
 * @returns {Promise<Columns>}
 */
export async function loadColumns(url, day) {
  return decodeColumns(await loadPacked(url), day);
}

/**
 * Loads a compressed JSON file.
 * @param {string} url
 * @param {RequestCache} [cache] `default` for a file whose name changes with its content
 * @returns {Promise<any>}
 */
export async function loadPacked(url, cache = "no-cache") {
  const response = await fetch(url, { cache });
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("deflate"))).json();
}

/**
 * @param {any} data the content of the file
 * @param {string} day
 * @returns {Columns}
 */
export function decodeColumns(data, day) {
  const ids = data.ids.split(" ");
  const first = dayNumber(data.first);
  const deadlines = new Float64Array(data.deadline).map((days) => first + days);
  const most = new Float64Array(data.most);
  const weeks = new Float64Array(data.weeks);
  const pay = comparablePay(data);
  /** @type {Columns} */
  const columns = {
    size: ids.length,
    ids,
    exchange: data.exchange,
    words: data.words,
    language: data.language,
    deadlines,
    hours: most,
    weeks,
    collections: data.collections,
    feeds: data.feeds,
    sortKeys: { deadline: deadlines, pay: highestFirst(pay.total), rate: highestFirst(pay.hourly), hours: most },
    facets: [
      listFacet("skill", "Skill", data.skill),
      singleFacet("mode", "Place", data.mode),
      { ...listFacet("country", "You live in", data.country), open: true },
      bandFacet("hours", "Total hours", most, HOURS),
      payFacet(pay.hourly, data.exchange),
      deadlineFacet(deadlines, day),
      { ...singleFacet("level", "Level", data.level), ordered: true },
      singleFacet("category", "Type of work", data.category),
      singleFacet("industry", "Industry", data.industry),
      bandFacet("weeks", "Duration", weeks, WEEKS),
      listFacet("offers", "On top of the pay", data.offers),
      { ...listFacet("audience", "Open to", data.audience), open: true },
      verifiedFacet(data.verified),
    ].filter((facet) => facet.values.length),
  };
  const level = columns.facets.find((facet) => facet.id === "level");
  if (level) sortLevels(level);
  return columns;
}

/**
 * The facet of deadlines, which depends on the current day.
 * @param {Float64Array} deadlines
 * @param {string} day
 * @returns {Facet}
 */
export function deadlineFacet(deadlines, day) {
  const now = dayNumber(day);
  const facet = bandFacet("deadline", "Closes", deadlines.map((deadline) => deadline - now), CLOSES);
  ["week", "month", "later"].forEach((id, index) => { facet.values[index].id = id; });
  return facet;
}

/**
 * The facets that a board offers, in its order; all if it does not say which.
 * @param {Facet[]} facets
 * @param {string | undefined} ids with spaces between: `skill mode`
 */
export function offered(facets, ids) {
  if (!ids) return facets;
  const known = new Set(ids.split(" ").map((id) => (id === "pay" ? "rate" : id))); // its former name
  return [...known].flatMap((id) => facets.filter((facet) => facet.id === id));
}

/**
 * A facet with exactly one value per row.
 * @param {string} id
 * @param {string} label
 * @param {{values: [string, string][], rows: number[]}} column
 * @param {boolean} [ordered]
 * @returns {Facet}
 */
function singleFacet(id, label, column, ordered) {
  const starts = new Uint32Array(column.rows.length + 1).map((_, row) => row);
  return { id, label, ordered, values: decodeValues(column.values), starts, items: new Uint16Array(column.rows) };
}

/**
 * A facet with any number of values per row.
 * @param {string} id
 * @param {string} label
 * @param {{values: [string, string][], rows: number[][]}} column
 * @returns {Facet}
 */
export function listFacet(id, label, column) {
  const starts = new Uint32Array(column.rows.length + 1);
  column.rows.forEach((items, row) => { starts[row + 1] = starts[row] + items.length; });
  const items = new Uint32Array(starts[column.rows.length]);
  column.rows.forEach((values, row) => items.set(values, starts[row]));
  return { id, label, values: decodeValues(column.values), starts, items };
}

/** @param {any[][]} values */
function decodeValues(values) {
  return values.map(([id, label]) => ({ id, label }));
}

/**
 * A facet of numbers in bands. The id of a band is its largest number.
 * @param {string} id
 * @param {string} label
 * @param {Float64Array} numbers
 * @param {any[][]} bands
 * @returns {Facet}
 */
function bandFacet(id, label, numbers, bands) {
  const values = bands.map(([most, text]) => [Number.isFinite(most) ? String(most) : "more", text]);
  const limits = bands.map(([most]) => most);
  const rows = new Array(numbers.length);
  for (let row = 0; row < rows.length; row += 1) rows[row] = countBelow(limits, numbers[row]);
  return singleFacet(id, label, { values: /** @type {[string, string][]} */ (values), rows }, true);
}

/**
 * How many limits are less than `number`, which is the index of its band.
 * @param {number[]} limits in ascending order
 * @param {number} number
 */
function countBelow(limits, number) {
  let index = 0;
  while (index < limits.length && limits[index] < number) index += 1;
  return index;
}

/** @param {number[]} flags @returns {Facet} */
function verifiedFacet(flags) {
  const rows = flags.map((flag) => (flag ? [0] : []));
  const values = /** @type {[string, string][]} */ (flags.includes(1) ? [["yes", "Verified employer"]] : []);
  return listFacet("verified", "Employer", { values, rows });
}

/**
 * Sorts the values of the facet of levels, the easiest first.
 * @param {Facet} facet
 */
function sortLevels(facet) {
  const order = ["beginner", "intermediate", "advanced"];
  const { values } = facet;
  facet.values = [...values].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  facet.items = facet.items.map((item) => facet.values.indexOf(values[item]));
}

/**
 * Total and hourly pay of each row in the base of the exchange rates; NaN if its currency has none.
 * It is the least that the listing promises: the lowest pay, for the most hours.
 * @param {any} data
 */
function comparablePay(data) {
  const size = data.amount.length;
  const [total, hourly] = [new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < size; row += 1) {
    const amount = inBase(data.amount[row], data.currency.values[data.currency.rows[row]][0], data.exchange);
    total[row] = data.hourly[row] ? amount * data.least[row] : amount;
    hourly[row] = data.hourly[row] ? amount : amount / data.most[row];
  }
  return { total, hourly };
}

/**
 * Keys that put the highest pay first, and last what can't be compared.
 * @param {Float64Array} amounts
 */
function highestFirst(amounts) {
  return amounts.map((amount) => (Number.isNaN(amount) ? Infinity : -amount));
}

/**
 * The facet of hourly pay. Its values are the amounts that there are, in ascending order, so that
 * the counts of any least amount are sums. A row that can't be compared has no value.
 * @param {Float64Array} hourly
 * @param {import("../lib/exchange.js").Exchange} exchange
 * @returns {Facet}
 */
function payFacet(hourly, exchange) {
  const amounts = [...new Set(hourly)].filter((amount) => !Number.isNaN(amount)).sort((a, b) => a - b);
  const index = new Map(amounts.map((amount, at) => [amount, at]));
  const rows = [...hourly].map((amount) => (Number.isNaN(amount) ? [] : [/** @type {number} */ (index.get(amount))]));
  const facet = listFacet("rate", "Hourly pay", { values: [], rows });
  return {
    ...facet,
    values: amounts.map((amount) => ({ id: "", label: "", amount })),
    ordered: true,
    exchange,
    least: (value) => {
      const found = parseLeast(value);
      return found ? inBase(found.amount, found.currency, exchange) * ROUNDING : NaN;
    },
  };
}
