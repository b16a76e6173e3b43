// @ts-check
/**
 * A listing's facts in words. The functions mirror generator/board/wording.py, so that the browser
 * says the same as the pages. Names of countries and languages come from the browser.
 */

import { least, most } from "./money.js";
import { list, plural } from "./text.js";

/** @typedef {import("./money.js").Amount} Amount */
/** @typedef {{mode: string, city?: string, region?: string, country?: string, applicant_countries?: string[]}} Place */

/** @type {Record<string, string>} */
const MODES = { remote: "Remote", hybrid: "Hybrid", onsite: "On site" };
const countries = new Intl.DisplayNames("en", { type: "region" });
const languages = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" });

/**
 * `15–20 hours`
 * @param {Amount} amount
 */
export function hours(amount) {
  const [low, high] = [least(amount), most(amount)];
  return `${low === high ? low : `${low}–${high}`} ${high === 1 ? "hour" : "hours"}`;
}

/**
 * `3 weeks`
 * @param {number} count
 */
export function weeks(count) {
  return plural(count, "week");
}

/**
 * Hours a week if they are spread evenly, rounded up to half an hour.
 * @param {number} hoursInAll
 * @param {number} weekCount
 */
export function hoursPerWeek(hoursInAll, weekCount) {
  return Math.ceil((hoursInAll * 2) / weekCount) / 2;
}

/**
 * `Portugal`; the code itself if there is no such country.
 * @param {string} code
 */
export function country(code) {
  return named(countries, code);
}

/**
 * `Portuguese (Brazil)`; the tag itself if it is unknown.
 * @param {string} tag
 */
export function language(tag) {
  return /^x-/i.test(tag) ? tag : named(languages, tag); // a private tag has no name
}

/**
 * @param {Intl.DisplayNames} names
 * @param {string} code
 */
function named(names, code) {
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // no well-formed code
  }
}

/**
 * `Remote`, `Hybrid · Lisbon, Portugal`
 * @param {Place} place
 */
export function where(place) {
  const spot = [place.city, place.region, place.country && country(place.country)].filter(Boolean).join(", ");
  const mode = MODES[place.mode] ?? place.mode;
  return spot ? `${mode} · ${spot}` : mode;
}

/**
 * Where applicants may live: `anywhere`, `Canada or the United States`; empty if it is not stated.
 * @param {Place} place
 */
export function applicants({ mode, applicant_countries: codes = [] }) {
  if (!codes.length) return mode === "remote" ? "anywhere" : "";
  return list(codes.map(country), "or");
}
