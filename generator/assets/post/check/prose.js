// @ts-check
/** The phrases that rules look for in a listing's texts, near their trigger words. */

import { matches, part, quoted, search, size, words } from "./text.js";

/** @typedef {import("./text.js").Pattern} Pattern */
/** @typedef {{triggers: string, pattern: string, unless?: string, denied?: 1}} Phrases */
/** @typedef {{before: number, after: number, tries: number, marks: string, denied: Pattern}} Limits */
/** @typedef {[path: (string | number)[], text: string]} Found */

/**
 * Its texts and where they are.
 * @param {import("./listing.js").Listing} listing
 * @returns {Found[]}
 */
export function textsOf({ title, summary, description, deliverables, note, eligibility, instructions }) {
  /** @type {Found[]} */
  const others = [
    [["pay", "note"], note],
    [["eligibility", "enrolment"], eligibility.enrolment],
    [["eligibility", "work_authorisation"], eligibility.work_authorisation],
    [["apply", "instructions"], instructions],
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
 * The first of the phrases in each text, quoted.
 * @param {Phrases} phrases
 * @param {Found[]} texts
 * @param {Limits} limits
 * @returns {Found[]}
 */
export function phrasesIn(phrases, texts, limits) {
  const lower = texts.map(([, text]) => text.toLowerCase());
  const used = new Set(wordsOf(lower.join("\n"), limits.marks));
  const triggers = phrases.triggers.split(" ").filter((word) => used.has(word));
  return texts.flatMap(([path, text], index) => {
    const found = first(phrases, text, lower[index], triggers, limits);
    return found ? [/** @type {Found} */ ([path, found])] : [];
  });
}

/**
 * @param {string} lower
 * @param {string} marks
 */
function wordsOf(lower, marks) {
  return words(lower.replace(/[\0-/:-@[-`{-\x7f]/g, " ").replace(new RegExp(`[${marks}]`, "g"), " "));
}

/**
 * @param {Phrases} phrases
 * @param {string} text
 * @param {string} lower
 * @param {string[]} triggers
 * @param {Limits} limits
 */
function first({ pattern, unless, denied }, text, lower, triggers, limits) {
  for (const window of windows(text, lower, triggers, limits)) {
    if (unless && search([unless, "iu"], window)) continue;
    for (const match of matches([pattern, "iu"], window)) {
      if (denied || !search(limits.denied, window.slice(0, match.at))) return quoted(match.text);
    }
  }
  return "";
}

/**
 * The text around each trigger word that stands alone.
 * @param {string} text
 * @param {string} lower
 * @param {string[]} triggers
 * @param {Limits} limits
 */
function* windows(text, lower, triggers, { before, after, tries }) {
  for (const word of triggers) {
    for (let at = lower.indexOf(word), left = tries; at >= 0 && left; at = lower.indexOf(word, at + 1), left -= 1) {
      const [head, tail] = [lower.slice(0, at), lower.slice(at + word.length)];
      if (/\p{L}$/u.test(head) || /^\p{L}/u.test(tail)) continue;
      const begin = size(head);
      yield part(text, Math.max(0, begin - before), begin + size(word) + after);
    }
  }
}
