// @ts-check
/** Days as `2026-11-23`, and the other forms in which people write them. */

import { existing, readDate } from "../typed_days.js";
import { words } from "./text.js";

/** @typedef {import("../typed_days.js").Forms} Forms */

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
  const days = existing(readDate(words(text).join(" "), forms).readings);
  return days.length === 1 ? days[0] : text;
}

/**
 * The two days that `5/12/2026` can mean.
 * @param {string} text
 * @param {Forms} forms
 */
export function twoReadings(text, forms) {
  const days = existing(readDate(text.trim(), forms).readings);
  return days.length === 2 ? days : undefined;
}

/**
 * `2026-14-12` -> `2026-12-14`, if that day exists.
 * @param {string} text
 */
export function swapped(text) {
  const [year, month, day] = text.split("-");
  return existing([[year, day, month]])[0] ?? "";
}
