// @ts-check
/**
 * What somebody can do and wants: in the URL behind `#`, which browsers send to no server, and in
 * this browser's localStorage.
 * `#can=excel,sql&learn=tableau&hours=10&from=PT&site=pt-lisbon&lang=en,pt`
 */

import { readItem, siteKey, writeItem } from "../lib/storage.js";

/**
 * @typedef {object} Preferences
 * @property {Set<string>} can ids of skills
 * @property {Set<string>} learn ids of skills
 * @property {number} hours the most hours a week; 0 for any
 * @property {string} from the code of the country one lives in; `ELSEWHERE` for one that no project
 *   names, empty for any
 * @property {string} site the only place where one can work on site; `REMOTE_ONLY` for none, empty
 *   for any
 * @property {Set<string>} languages such as `pt`; empty for any
 */

export const ELSEWHERE = "ZZ"; // no country has this code (ISO 3166)
export const REMOTE_ONLY = "remote";

const KEY = siteKey("match");
const MOST_HOURS = 60;
const ID = /^[a-z0-9-]{1,60}$/;
const COUNTRY = /^[A-Z]{2}$/;
const SITE = /^[\p{L}\p{M}\p{N}-]{1,100}$/u; // as in generator/rendering/work_sites.py

/** @returns {Preferences} */
export function noPreferences() {
  return { can: new Set(), learn: new Set(), hours: 0, from: "", site: "", languages: new Set() };
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
  const site = params.get("site") ?? "";
  return {
    can: ids("can"),
    learn: ids("learn"),
    hours: validHours(Number.parseInt(params.get("hours") ?? "", 10)),
    from: COUNTRY.test(from) ? from : "",
    site: SITE.test(site) ? site : "",
    languages: ids("lang"),
  };
}

/**
 * @param {Preferences} preferences
 * @returns {string} without `#`; empty if there are none
 */
export function serialize(preferences) {
  const { can, learn, languages, hours, from, site } = preferences;
  const params = new URLSearchParams();
  for (const [name, ids] of /** @type {const} */ ([["can", can], ["learn", learn], ["lang", languages]])) {
    if (ids.size) params.set(name, [...ids].sort().join(","));
  }
  if (hours) params.set("hours", String(hours));
  if (from) params.set("from", from);
  if (site) params.set("site", site);
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
