// @ts-check
/**
 * A listing's facts in words. The functions mirror generator/board/wording.py, so that the browser
 * says the same as the pages. Names of countries, languages and currencies come from the browser.
 */

import { list, plural } from "./text.js";

/** @typedef {number | {min: number, max: number}} Amount a number or a range, as in the API */
/** @typedef {{mode: string, city?: string, region?: string, country?: string, applicant_countries?: string[]}} Place */

const NARROW_NO_BREAK_SPACE = "\u202f";
/** @type {Record<string, string>} */
const MODES = { remote: "Remote", hybrid: "Hybrid", onsite: "On site" };
const countries = new Intl.DisplayNames("en", { type: "region" });
const languages = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" });

/** @param {Amount} amount */
export function least(amount) {
  return typeof amount === "number" ? amount : amount?.min;
}

/** @param {Amount} amount */
export function most(amount) {
  return typeof amount === "number" ? amount : amount?.max;
}

/**
 * A symbol that belongs to one currency only: `US$`, `€`, `CA$`. Otherwise its code and a space.
 * @param {string} currency
 */
export function symbol(currency) {
  if (currency === "USD") return "US$";
  if (!/^[A-Z]{3}$/.test(currency)) return `${currency} `; // still being typed
  const parts = new Intl.NumberFormat("en", { style: "currency", currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === "currency")?.value ?? currency;
  return sign === currency ? currency + NARROW_NO_BREAK_SPACE : sign;
}

/**
 * `1,200`, `17.50`: no needless decimals, and never a single one.
 * @param {number} value
 */
function number(value) {
  const decimals = Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: 10 });
}

/**
 * `US$400`, `€300–450`
 * @param {Amount} amount
 * @param {string} currency
 */
export function money(amount, currency) {
  const [low, high] = [number(least(amount)), number(most(amount))];
  return symbol(currency) + (low === high ? low : `${low}–${high}`);
}

/**
 * The hourly rate: `US$20–26/hour`. A rate that was worked out has no cents from 10 units on, and is
 * rounded down: `rounded_rate` in generator/model/listing.py.
 * @param {Amount} amount
 * @param {{currency: string, per: string}} pay
 */
export function rate(amount, { currency, per }) {
  const shown = per === "hour" ? amount : { min: withoutCents(least(amount)), max: withoutCents(most(amount)) };
  return `${money(shown, currency)}/hour`;
}

/** @param {number} amount */
function withoutCents(amount) {
  return amount < 10 ? amount : Math.floor(amount);
}

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
