// @ts-check
/**
 * What somebody can do and wants: in the URL behind `#`, which browsers send to no server, and in
 * this browser's localStorage. `#can=excel,sql&learn=tableau&hours=10&from=PT&lang=en,pt`
 */

import { readItem, siteKey, writeItem } from "../lib/storage.js";

/**
 * @typedef {object} Preferences
 * @property {Set<string>} can ids of skills
 * @property {Set<string>} learn ids of skills
 * @property {number} hours the most hours a week; 0 for any
 * @property {string} from the code of a country; empty for any
 * @property {Set<string>} languages such as `pt`; empty for any
 */

const KEY = siteKey("match");
const MOST_HOURS = 60;
const ID = /^[a-z0-9-]{1,60}$/;
const COUNTRY = /^[A-Z]{2}$/;

/** @returns {Preferences} */
export function noPreferences() {
  return { can: new Set(), learn: new Set(), hours: 0, from: "", languages: new Set() };
}

/**
 * A number of hours that the page accepts; 0 if it is not a positive number.
 * @param {number} hours
 */
export function validHours(hours) {
  return hours > 0 ? Math.min(Math.round(hours), MOST_HOURS) : 0;
}

/**
 * Reads the text behind `#`. Anything invalid is ignored.
 * @param {string} text
 * @returns {Preferences}
 */
export function parse(text) {
  const params = new URLSearchParams(text.replace(/^#/, ""));
  const ids = (/** @type {string} */ name) => new Set((params.get(name) ?? "").split(",").filter((id) => ID.test(id)));
  const from = params.get("from") ?? "";
  return {
    can: ids("can"),
    learn: ids("learn"),
    hours: validHours(Number.parseInt(params.get("hours") ?? "", 10)),
    from: COUNTRY.test(from) ? from : "",
    languages: ids("lang"),
  };
}

/**
 * @param {Preferences} preferences
 * @returns {string} without `#`; empty if there are none
 */
export function serialize(preferences) {
  const { can, learn, languages, hours, from } = preferences;
  const params = new URLSearchParams();
  for (const [name, ids] of /** @type {const} */ ([["can", can], ["learn", learn], ["lang", languages]])) {
    if (ids.size) params.set(name, [...ids].sort().join(","));
  }
  if (hours) params.set("hours", String(hours));
  if (from) params.set("from", from);
  return params.toString().replaceAll("%2C", ",");
}

/** The preferences that this browser stored. */
export function storedPreferences() {
  return parse(readItem(KEY) ?? "");
}

/**
 * Stores the preferences. Without storage, the URL still has them.
 * @param {Preferences} preferences
 */
export function store(preferences) {
  writeItem(KEY, serialize(preferences));
}
