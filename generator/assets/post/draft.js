// @ts-check
/**
 * What was typed into the form -> a listing's data, and back from the API. Pure.
 *
 * What can't be understood stays text, so that the check can say what is wrong with it in the words
 * of `board check`.
 */

import { Numeral } from "./numeral.js";

/** @typedef {import("./fields.js").Values} Values */
/** @typedef {import("./fields.js").Row} Row */
/** @typedef {Record<string, any>} Data a listing's data, shaped as in its file */

/**
 * What the form knows besides what was typed.
 * @typedef {object} Known
 * @property {Record<string, string>} widgets the kind of each field, by path
 * @property {(path: string) => boolean} isAsked
 * @property {any} typed understands what people type; see typed_values.js
 * @property {string[]} currencies those that the board accepts
 * @property {string} today `2026-11-26`
 */

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_NAME = 60;

/**
 * @param {Values} values
 * @param {Known} known
 * @returns {Data}
 */
export function toData(values, known) {
  /** @type {Data} */
  const data = {};
  for (const [path, widget] of Object.entries(known.widgets)) {
    const raw = values[path];
    if (raw === undefined || path === "known" || path === "employer" || path === "name" || !known.isAsked(path)) continue;
    if (path.startsWith("employer.") && values.known === "yes") continue;
    for (const [name, value] of entries(path, widget, raw, known)) put(data, name, value);
  }
  data.posted ??= known.today;
  return data;
}

/**
 * The fields that an answer fills, by path.
 * @param {string} path
 * @param {string} widget
 * @param {import("./fields.js").Raw} raw
 * @param {Known} known
 * @returns {[string, unknown][]}
 */
function entries(path, widget, raw, { typed, currencies }) {
  if (Array.isArray(raw)) {
    if (widget !== "deliverables") return [[path, raw]];
    const rows = /** @type {Row[]} */ (raw);
    return [[path, rows.map(([what, due]) => (due.trim() ? { what, due: day(due, typed) } : what))]];
  }
  const text = raw.trim();
  if (!text) return [];
  if (widget === "amount") return amounts(path, text, typed, currencies);
  if (widget === "url") {
    const found = typed.application(text);
    return found?.email && path === "apply.url" ? [["apply.email", found.email]] : [[path, found?.url ?? text]];
  }
  return [[path, one(widget, text, typed)]];
}

/**
 * The value of a field that is not a list.
 * @param {string} widget
 * @param {string} text
 * @param {any} typed
 */
function one(widget, text, typed) {
  if (widget === "hours") return typed.hours(text) ?? Numeral.parse(text) ?? text;
  if (widget === "weeks") return typed.weeks(text) ?? Numeral.parse(text) ?? text;
  if (widget === "number") return Numeral.parse(text) ?? text;
  if (widget === "date") return day(text, typed);
  if (widget === "yesno") return text === "yes";
  if (widget === "offer") return text === "yes" || text;
  if (widget === "words") return text.split(/[\s,;]+/).filter(Boolean).map((word) => word.replace(/^@/, ""));
  return text;
}

/**
 * A day as `2026-12-14`, or the text itself if it can mean no day, or two.
 * @param {string} text
 * @param {any} typed
 */
function day(text, typed) {
  return typed.day(text.trim()) ?? text.trim();
}

/**
 * @param {string} path
 * @param {string} text
 * @param {any} typed
 * @param {string[]} currencies
 * @returns {[string, unknown][]}
 */
function amounts(path, text, typed, currencies) {
  const money = typed.money(text, currencies);
  if (!money) return [[path, Numeral.parse(text) ?? text]];
  const group = path.slice(0, path.lastIndexOf("."));
  return money.high ? [[`${group}.min`, money.low], [`${group}.max`, money.high]] : [[path, money.low]];
}

/**
 * @param {Data} data
 * @param {string} path dotted
 * @param {unknown} value
 */
function put(data, path, value) {
  const steps = path.split(".");
  const last = /** @type {string} */ (steps.pop());
  let group = data;
  for (const step of steps) group = group[step] ??= {};
  group[last] = value;
}

/**
 * A name for addresses: `Market survey of Lisbon's bookshops` -> `market-survey-of-lisbons-bookshops`.
 * Empty if no letter or digit of ASCII is left.
 * @param {string} text
 */
export function slug(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}|['’]/gu, "").toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (name.length <= LONGEST_NAME) return name;
  const cut = name.slice(0, LONGEST_NAME + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), 20)).slice(0, LONGEST_NAME).replace(/-$/, "");
}

/**
 * Whether it can be a part of a listing's path (generator/reading/tree.py).
 * @param {string} name
 */
export function isName(name) {
  return NAME.test(name) && name.length <= LONGEST_NAME && !/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/.test(name);
}

/**
 * What would have been typed for a listing of the API.
 * @param {Data} listing the API's JSON
 * @param {Record<string, string>} widgets
 * @returns {Values}
 */
export function fromListing(listing, widgets) {
  /** @type {Values} */
  const values = { known: "yes", employer: listing.employer.id };
  const source = withoutDefaults(listing);
  for (const [path, widget] of Object.entries(widgets)) {
    if (path.startsWith("employer")) continue;
    const value = path.split(".").reduce((group, step) => group?.[step], source);
    const raw = typedFor(widget, value, path.startsWith("pay.") ? source.pay : undefined);
    if (raw.length) values[path] = raw;
  }
  return values;
}

/**
 * @param {Data} listing
 * @returns {Data}
 */
function withoutDefaults(listing) {
  const { eligibility, apply, description } = listing;
  const only = (/** @type {unknown} */ value, /** @type {unknown} */ usual) => (value === usual ? undefined : value);
  return {
    ...listing,
    description: description.markdown ?? description,
    industry: only(listing.industry, listing.employer.industry),
    openings: only(listing.openings, 1),
    language: only(listing.language, "en"),
    start: only(listing.start, "flexible"),
    eligibility: { ...eligibility, audience: eligibility?.audience?.join() === "anyone" ? undefined : eligibility?.audience },
    apply: { ...apply, url: apply.url ?? apply.email },
  };
}

/**
 * @param {string} widget
 * @param {any} value
 * @param {Data | undefined} pay the group of an amount
 * @returns {import("./fields.js").Raw}
 */
function typedFor(widget, value, pay) {
  if (widget === "amount") return value === undefined && pay ? `${pay.min}-${pay.max}` : String(value ?? "");
  if (value === undefined || value === null || value === false && widget === "offer") return "";
  if (widget === "hours") return typeof value === "object" ? `${value.min}-${value.max}` : String(value);
  if (widget === "deliverables") return value.map((/** @type {any} */ item) => [item.what ?? item, item.due ?? ""]);
  if (widget === "yesno") return value ? "yes" : "no";
  if (widget === "offer") return value === true ? "yes" : value;
  if (widget === "words") return value.join(", ");
  return Array.isArray(value) ? value : String(value);
}
