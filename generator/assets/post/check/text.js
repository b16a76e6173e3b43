// @ts-check
/** Text as Python sees it: code points, cases, and patterns that know the letters of all scripts. */

/** @typedef {[source: string, flags: string]} Pattern as `for_javascript` writes it */
/** @typedef {{at: number, text: string, groups: string[]}} Match `at` in UTF-16 units */

/**
 * A template with its `{names}` filled in; `{{` is a brace.
 * @param {string} template
 * @param {Record<string, any>} values
 */
export function fill(template, values) {
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (all, name) => (name ? String(values[name]) : all[0]));
}

/** @param {string} text */
export const size = (text) => [...text].length;

/**
 * `text[start:end]`, in code points.
 * @param {string} text
 * @param {number} start
 * @param {number} [end]
 */
export const part = (text, start, end) => [...text].slice(start, end).join("");

/** @param {string} text */
export const words = (text) => text.split(/\s+/).filter(Boolean);

/**
 * On one line, cut to `most` characters.
 * @param {string} text
 */
export function shortened(text, most = 60) {
  const line = words(text).join(" ");
  return size(line) <= most ? line : `${part(line, 0, most - 1)}…`;
}

/**
 * To quote in backticks.
 * @param {string} text
 */
export const quoted = (text) => shortened(text.replaceAll("`", "'"));

/** @param {string} text */
export const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/\p{Lowercase}|\p{Lt}/u.test(text);

/**
 * For comparing without regard to case: Python's `casefold`, but for Cherokee.
 * @param {string} text
 */
export function casefold(text) {
  return [...text].map((c) => (c === "ı" ? c : c.toLowerCase().toUpperCase().toLowerCase())).join("");
}

/**
 * The first letter in upper case, the others in lower case.
 * @param {string} text
 */
export function capitalize(text) {
  const [first = ""] = text;
  const [upper = "", ...more] = first.toUpperCase();
  return upper + more.join("").toLowerCase() + text.toLowerCase().slice(first.toLowerCase().length);
}

/**
 * Without the `marks` at both ends.
 * @param {string} text
 * @param {string} marks
 */
export function strip(text, marks) {
  let [start, end] = [0, text.length];
  while (start < end && marks.includes(text[start])) start += 1;
  while (end > start && marks.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

const LETTER = "[\\p{L}\\p{N}_]";
/** What `\b` means in Python: a border of a word in any script. */
const BOUNDARY = `(?:(?<=${LETTER})(?!${LETTER})|(?<!${LETTER})(?=${LETTER}))`;
/** @type {Map<string, RegExp>} */
const compiled = new Map();

/**
 * Each match of `pattern`, in the text as it was typed.
 * @param {Pattern} pattern
 * @param {string} text
 * @returns {Generator<Match>}
 */
export function* matches([source, flags], text) {
  let regex = compiled.get(flags + source);
  if (!regex) {
    regex = new RegExp(source.replaceAll("\\b", () => BOUNDARY), `${flags}dg`);
    compiled.set(flags + source, regex);
  }
  // In Python, ı and İ are an i, if case is ignored.
  const plain = flags.includes("i") ? text.replaceAll("ı", "i").replaceAll("İ", "I") : text;
  for (const { indices } of plain.matchAll(regex)) {
    const groups = [...(indices ?? [])].map((span) => (span ? text.slice(...span) : ""));
    yield { at: indices?.[0]?.[0] ?? 0, text: groups[0], groups };
  }
}

/**
 * The first match, if any.
 * @param {Pattern} pattern
 * @param {string} text
 */
export const search = (pattern, text) => matches(pattern, text).next().value || undefined;

/**
 * The match at the beginning, if any.
 * @param {Pattern} pattern
 * @param {string} text
 */
export const start = ([source, flags], text) => search([`^(?:${source})`, flags], text);

/**
 * The match of the whole text, if it is one.
 * @param {Pattern} pattern
 * @param {string} text
 */
export const whole = ([source, flags], text) => search([`^(?:${source})$`, flags], text);
