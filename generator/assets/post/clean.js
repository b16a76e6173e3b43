// @ts-check
/**
 * Texts as a listing can hold them. The same as `clean_data` in generator/authoring/canonical.py.
 */

import { Numeral } from "./numeral.js";

/**
 * What matters here of the schema of a listing, an employer, or a field of one.
 * @typedef {{properties?: Record<string, Schema>, items?: Schema, maxLength?: number}} Schema
 */
/** @typedef {{[name: string]: Item | Item[]}} Group */
/** @typedef {string | boolean | number | Numeral | null | Group} Item */
/** @typedef {Item | Item[]} Value */

// A field that may be longer than this is a block of text.
const LONG_TEXT = 1000;
const LINE_BREAK = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
// Control characters, halves of a pair of surrogates, noncharacters.
const CONTROL = /[^\P{Cc}\n]|[\p{Cs}\p{NChar}]/gu;
// Bidirectional controls, zero width and tag characters.
const HIDDEN = /[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
// Joiners where no script or emoji needs them.
const JOINERS = /(^|[\0-\u058f]|\s)[\u200c\u200d]+/gu;

/**
 * `data` with every text clean. Cleaning twice is cleaning once.
 * @template {Value} Data
 * @param {Data} data
 * @param {Schema} schema
 * @returns {Data}
 */
export function cleanData(data, schema) {
  return /** @type {Data} */ (clean(data, schema));
}

/**
 * @param {Value} value
 * @param {Schema} schema
 * @returns {Value}
 */
function clean(value, schema = {}) {
  if (typeof value === "string") return cleanText(value, schema);
  if (Array.isArray(value)) return value.map((item) => /** @type {Item} */ (clean(item, schema.items)));
  if (!isGroup(value)) return value;
  const fields = Object.entries(value).map(([name, item]) => [name, clean(item, schema.properties?.[name])]);
  return Object.fromEntries(fields);
}

/**
 * One line, or a long text that ends with a line break.
 * @param {string} text
 * @param {Schema} schema of its field
 */
export function cleanText(text, schema) {
  const visible = text
    .replace(LINE_BREAK, "\n")
    .replaceAll("\t", " ")
    .replace(CONTROL, "")
    .replace(HIDDEN, "")
    .replace(JOINERS, "$1");
  // A run of other spaces, such as a no-break space, stays.
  if (!isLong(schema)) return visible.replace(/\s+/g, (run) => (/[ \n]/.test(run) ? " " : run)).trim();
  const lines = visible.split("\n").map((line) => line.trimEnd());
  const whole = lines.join("\n").trim();
  return whole && `${whole}\n`;
}

/** @param {Schema} schema */
export function isLong({ maxLength = 0 }) {
  return maxLength >= LONG_TEXT;
}

/**
 * @param {Value} value
 * @returns {value is Group}
 */
export function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Numeral);
}
