// @ts-check
/** Days as `2026-11-23`, and the other forms in which people write them. */

import { whole, words } from "./text.js";

/** @typedef {Record<string, any>} Forms of which it needs `dates`, patterns by name, and `months` */

const DAY = 86_400_000;

/** @param {string} day */
const time = (day) => Date.parse(`${day}T00:00:00Z`);

/**
 * From one day to a later one.
 * @param {string} from
 * @param {string} to
 */
export const daysBetween = (from, to) => Math.round((time(to) - time(from)) / DAY);

/**
 * @param {string} day
 * @param {number} days
 */
export const later = (day, days) => new Date(time(day) + days * DAY).toISOString().slice(0, 10);

/** @param {string} day of the form `2026-11-23` */
export function exists(day) {
  const at = time(day);
  return !day.startsWith("0000") && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/**
 * `30 February 2026`, whether or not it exists.
 * @param {string} day
 * @param {Forms} forms
 */
export function inWords(day, { months }) {
  const [y, m, d] = day.split("-").map(Number);
  return months[m - 1] ? `${d} ${months[m - 1]} ${y}` : `month ${m} of ${y}`;
}

/**
 * A date that can mean one day only in our form; any other text unchanged.
 * @param {string} text
 * @param {Forms} forms
 */
export function asDate(text, forms) {
  const days = readings(words(text).join(" "), forms);
  return days.length === 1 ? days[0] : text;
}

/**
 * The two days that `5/12/2026` can mean.
 * @param {string} text
 * @param {Forms} forms
 */
export function twoReadings(text, forms) {
  const days = readings(text.trim(), forms);
  return days.length === 2 ? days : undefined;
}

/**
 * `2026-14-12` -> `2026-12-14`, if that day exists.
 * @param {string} text
 */
export function swapped(text) {
  const [year, month, day] = text.split("-");
  return existing(year, day, month);
}

/**
 * @param {string} text
 * @param {Forms} forms
 */
function readings(text, { dates, months }) {
  /** @param {string} name */
  const groups = (name) => whole(dates[name], text)?.groups;
  /** @param {string} name */
  const month = (name) => {
    const is = (/** @type {string} */ each) => [each, each.slice(0, 3), each.slice(0, 4)].includes(name);
    name = name.toLowerCase();
    return String(months.findIndex((/** @type {string} */ each) => is(each.toLowerCase())) + 1);
  };
  let g;
  /** @type {string[]} */
  let found = [];
  if ((g = groups("day_first"))) found = [existing(g[3], month(g[2]), g[1])];
  else if ((g = groups("month_first"))) found = [existing(g[3], month(g[1]), g[2])];
  else if ((g = groups("year_first"))) found = [existing(g[1], g[2], g[3])];
  else if ((g = groups("dots"))) found = [existing(g[3], g[2], g[1])];
  else if ((g = groups("either_first"))) found = [existing(g[4], g[3], g[1]), existing(g[4], g[1], g[3])];
  return [...new Set(found.filter(Boolean))];
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string} day
 */
function existing(year, month, day) {
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return exists(text) ? text : "";
}
