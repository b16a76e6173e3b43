// @ts-check
/** A listing's data as the rules read it, and what an hour of the work pays. */

import { parseMarkdown } from "../markdown/markdown.js";
import { Numeral } from "../numeral.js";
import { compare, decimal, divide, shown } from "./decimal.js";

/** @typedef {import("./decimal.js").Decimal} Decimal */
/** @typedef {{low: Decimal, high: Decimal}} Range */
/** @typedef {Record<string, any>} Data fields as YAML has them; numbers are `Numeral`s */

/**
 * @param {any} value a `Numeral`, or an object with `min` and `max`
 * @returns {Range}
 */
function rangeOf(value) {
  const { min, max } = value instanceof Numeral ? { min: value, max: value } : value;
  return { low: decimal(min.text), high: decimal(max.text) };
}

/**
 * Pay for an hour, rounded down to a cent: the least for the most hours, the most for the fewest.
 * @param {Range} amount
 * @param {Range} hours
 * @param {string} per
 * @returns {Range}
 */
function rate(amount, hours, per) {
  if (per === "hour") return amount;
  return { low: divide(amount.low, hours.high, 2, "down"), high: divide(amount.high, hours.low, 2, "down") };
}

/**
 * @param {any} value a text, or an object with `what` and `due`
 * @returns {{what: string, due: string}} `due` is empty if there is none
 */
function deliverable(value) {
  const { what, due = "" } = typeof value === "string" ? { what: value } : value;
  return { what: what.trim(), due };
}

/** @typedef {ReturnType<typeof listingOf>} Listing */

/**
 * @param {Data} data that passed its schema
 * @param {string} id `acme/survey`; empty while the listing has no address
 */
export function listingOf(data, id) {
  const { pay, place, eligibility = {}, terms = {}, apply, start } = data;
  const hours = rangeOf(data.hours);
  const amount = rangeOf(pay.amount ?? pay);
  const markdown = /** @type {string} */ (data.description);
  return {
    id,
    title: /** @type {string} */ (data.title),
    summary: /** @type {string} */ (data.summary).trim(),
    markdown,
    description: parseMarkdown(markdown),
    deliverables: /** @type {any[]} */ (data.deliverables).map(deliverable),
    skills: /** @type {string[]} */ (data.skills),
    gains: /** @type {string[]} */ (data.gains ?? []),
    level: data.level,
    hours,
    weeks: decimal(data.duration_weeks.text),
    start: /** @type {string} */ (!start || start === "flexible" ? "" : start),
    amount,
    currency: /** @type {string} */ (pay.currency),
    per: pay.per,
    note: /** @type {string} */ (pay.note ?? "").trim(),
    rate: rate(amount, hours, pay.per),
    place,
    eligibility,
    audience: /** @type {string[]} */ (eligibility.audience ?? []),
    terms,
    language: /** @type {string} */ (data.language ?? "en"),
    posted: /** @type {string} */ (data.posted),
    deadline: /** @type {string} */ (data.deadline),
    url: /** @type {string} */ (apply.url ?? ""),
    email: /** @type {string} */ (apply.email ?? ""),
    instructions: /** @type {string} */ (apply.instructions ?? "").trim(),
    status: /** @type {string} */ (data.status ?? "open"),
    hasOutcome: Boolean(data.outcome),
    outcome: {
      summary: /** @type {string} */ (data.outcome?.summary ?? "").trim(),
      link: /** @type {string} */ (data.outcome?.link ?? ""),
    },
    aliases: /** @type {string[]} */ (data.aliases ?? []),
  };
}

/**
 * What an hour pays, such as `{low: "16.66", high: "20.00"}`; null while a number is missing.
 * @param {Data} data as far as it is filled in
 */
export function hourlyRate({ pay = {}, hours }) {
  const parts = [pay.amount ?? [pay.min, pay.max], hours instanceof Numeral ? hours : [hours?.min, hours?.max]];
  const numbers = parts.flat();
  const isNumber = (/** @type {any} */ each) => each instanceof Numeral && compare(decimal(each.text), decimal("0")) > 0;
  if (!numbers.every(isNumber) || !pay.per) return null;
  const { low, high } = rate(rangeOf(pay.amount ?? pay), rangeOf(hours), pay.per);
  return { low: shown(low), high: shown(high) };
}

/**
 * The least that an hour must pay in the listing's currency, such as `14`.
 * @param {Data} data as far as it is filled in
 * @param {{settings: {floors: Record<string, string>}}} board
 * @returns {string | undefined}
 */
export const floorFor = ({ pay = {} }, board) => (Object.hasOwn(board.settings.floors, pay.currency) ? board.settings.floors[pay.currency] : undefined);
