// @ts-check
/** Skills, categories and industries: the ids that words stand for. */

import { similar } from "./similar.js";
import { casefold, fill, part } from "./text.js";

/** @typedef {{id: string, label: string, aliases?: string[]}} Term */
/** @typedef {import("./schema.js").Complaint} Complaint */
/** @typedef {Record<string, any>} Data */

/** @param {string} text */
const fold = (text) => casefold(text).replace(/[^\p{L}\p{N}_+#.]+/gu, " ").replaceAll("_", " ").trim();

/**
 * `data` with ids instead of other words, and what is to be said about these.
 * @param {Data} data
 * @param {Record<string, string>} fields the vocabulary of each field
 * @param {{vocabularies: Record<string, Term[]>, checks: Record<string, any>, settings: {url: string}}} board
 */
export function resolved(data, fields, board) {
  /** @type {Complaint[]} */
  const found = [];
  const known = { ...data };
  for (const [name, kind] of Object.entries(fields)) {
    const word = (/** @type {string} */ text, /** @type {(string | number)[]} */ path) => {
      if (board.vocabularies[kind].some(({ id }) => id === text)) return text;
      const { id, ...complaint } = meant(text, kind, board);
      found.push({ path, ...complaint });
      return id;
    };
    const value = data[name];
    if (Array.isArray(value)) known[name] = [...new Set(value.map((text, index) => word(text, [name, index])))];
    else if (value !== undefined) known[name] = word(value, [name]);
  }
  return { known, found };
}

/**
 * @param {string} text no id
 * @param {string} kind
 * @param {{vocabularies: Record<string, Term[]>, checks: Record<string, any>, settings: {url: string}}} board
 */
function meant(text, kind, { vocabularies, checks, settings }) {
  /** @type {Map<string, string>} */
  const spellings = new Map();
  for (const { id, label, aliases = [] } of vocabularies[kind]) {
    for (const spelling of [id, label, ...aliases].map(fold)) if (!spellings.has(spelling)) spellings.set(spelling, id);
  }
  const id = spellings.get(fold(text));
  const alike = similar(part(fold(text), 0, 80), [...spellings.keys()], 9, 0.6).map((spelling) => spellings.get(spelling));
  const close = [...new Set(alike)].slice(0, 3);
  const [message, fix] = checks.fields[id ? "alias" : close.length ? "unknown-alike" : "unknown"];
  const values = {
    id,
    text: id ? text : part(text, 0, 60),
    term: checks.terms[kind],
    meant: close.map((word) => `\`${word}\``).join(" or "),
    page: `${settings.url}${kind}/`,
    file: `${kind}.yml`,
  };
  const rule = id ? "vocabulary/alias" : "vocabulary/unknown";
  return { id: id ?? text, rule, message: fill(message, values), fix: fill(fix, values) };
}
