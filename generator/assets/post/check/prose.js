// @ts-check
/** The phrases that rules look for in a listing's texts, near their trigger words. */

import { matches, part, quoted, search, size } from "./text.js";

/** @typedef {import("./text.js").Pattern} Pattern */
/** @typedef {{triggers: string, pattern: string, denied: number, unless?: string}} Phrases */
/**
 * @typedef {object} Limits how phrases are looked for
 * @property {number} before
 * @property {number} after
 * @property {number} most
 * @property {string} word a class of the characters of words
 * @property {string} ends
 * @property {string[]} denied
 * @property {string} drop
 * @property {Record<string, string>} alike
 * @property {Record<string, string>} leet
 * @property {string} digits
 */
/** @typedef {[path: (string | number)[], text: string]} Found */

/**
 * Its texts and where they are.
 * @param {import("./listing.js").Listing} listing
 * @returns {Found[]}
 */
export function textsOf({ title, summary, description, deliverables, note, eligibility, instructions, outcome }) {
  /** @type {Found[]} */
  const others = [
    [["pay", "note"], note],
    [["eligibility", "enrolment"], eligibility.enrolment],
    [["eligibility", "work_authorisation"], eligibility.work_authorisation],
    [["apply", "instructions"], instructions],
    [["outcome", "summary"], outcome.summary],
  ];
  return [
    [["title"], title],
    [["summary"], summary],
    [["description"], description.plain],
    ...deliverables.map(({ what }, index) => /** @type {Found} */ ([["deliverables", index], what])),
    ...others.filter(([, text]) => text),
  ];
}

/**
 * The first phrase in each text, quoted.
 * @param {Phrases[] | undefined} all none before they are loaded
 * @param {Found[]} texts
 * @param {Limits} limits
 * @returns {Found[]}
 */
export function phrasesIn(all = [], texts, limits) {
  return texts.flatMap(([path, text]) => {
    const plain = all[0] && folded(text, limits);
    for (const phrases of all) {
      const span = first(phrases, plain, limits);
      if (span) return [/** @type {Found} */ ([path, quoted(asWritten(text, span, limits))])];
    }
    return [];
  });
}

/**
 * In small plain letters: `РАУ a fée` becomes `pay a fee`, as in rule_kit/look_alikes.py.
 * @param {string} text
 * @param {Limits} limits
 */
function folded(text, { drop, alike, leet, digits }) {
  if (/[^\0-\x7f]/.test(text)) {
    text = text.normalize("NFKD").replace(new RegExp(`[${drop}]`, "g"), "");
    for (const [letter, others] of Object.entries(alike)) text = text.replace(new RegExp(`[${others}]`, "gu"), letter);
  }
  return text.toLowerCase().replace(new RegExp(digits, "g"), (signs) => [...signs].map((sign) => leet[sign]).join(""));
}

/**
 * The part of `text` that is at a place in its folded form.
 * @param {string} text
 * @param {number[]} span in code points
 * @param {Limits} limits
 */
function asWritten(text, [start, end], limits) {
  let at = 0;
  return [...text].filter((letter) => (at += size(folded(letter, limits))) > start && at <= end).join("");
}

/**
 * Where the first phrase begins and ends, in code points.
 * @param {Phrases} phrases
 * @param {string} plain
 * @param {Limits} limits
 */
function first({ triggers, pattern, unless, denied }, plain, { before, after, most, word, ends, denied: negations }) {
  const end = new RegExp(ends);
  const words = new RegExp(`(?<!${word})(?:${triggers})(?!${word})`, "g");
  for (const { 0: found, index } of [...plain.matchAll(words)].slice(0, most)) {
    const place = size(plain.slice(0, index));
    const begin = Math.max(0, place - before);
    const window = part(plain, begin, place + size(found) + after);
    for (const { at, text } of matches([pattern, "u"], window)) {
      const head = window.slice(0, at);
      const sentence = head.split(end).at(-1) + text + window.slice(at + text.length).split(end)[0];
      if (search([negations[denied], "u"], head) || (unless && search([unless, "u"], sentence))) continue;
      return [begin + size(head), begin + size(head + text)];
    }
  }
  return undefined;
}
