// @ts-check
/**
 * Shows why a listing matches: the matching words on its card are highlighted, and for a word that
 * is not on the card there is one line: what the listing is filed under, or the sentence.
 */

import { element } from "../lib/dom.js";
import { pieces, words } from "./tokens.js";

/** @typedef {import("./found_listings.js").FoundListing} FoundListing */
/** @typedef {Pick<FoundListing, "facts" | "terms" | "text">} Shown */
/** @typedef {{text: string, isMatch: boolean}} Part */

/**
 * @typedef {object} Evidence
 * @property {string} heading `Skill`; empty for a sentence
 * @property {Part[]} parts
 */

const LONGEST = 26; // words of a sentence
const BEFORE = 8; // words before the first match in a longer one
const ON_CARD = [".b-card__title a", ".b-card__who a", ".b-card__summary", ".b-tags > *"];

/**
 * Marks the matching words on a card.
 * @param {HTMLElement} card
 * @param {Set<string>[]} forms what each word of the query found
 */
export function markMatches(card, forms) {
  const matching = new Set(forms.flatMap((found) => [...found]));
  for (const selector of ON_CARD) {
    for (const part of card.querySelectorAll(selector)) {
      if (!part.childElementCount) part.replaceChildren(...highlighted(split(part.textContent ?? "", matching)));
    }
  }
}

/**
 * The line for what is not on the card; null if everything is there.
 * @param {Shown} listing
 * @param {Set<string>[]} forms
 * @returns {Evidence | null}
 */
export function evidence({ facts, terms, text }, forms) {
  const missing = notOnCard(facts, forms);
  if (!missing.length) return null;
  const matching = new Set(missing.flatMap((found) => [...found]));
  const term = best(terms, missing, ([, label, ...names]) => [...words(label), ...names.map((name) => words(name).join(""))]);
  if (term) return { heading: term[0], parts: termParts(term, matching) };
  const sentence = best(text.flatMap(sentences), missing, words);
  return sentence ? { heading: "", parts: shortened(split(sentence, matching)) } : null;
}

/**
 * What each word of the query found, without those words that are on the card.
 * @param {import("../card.js").Facts} facts
 * @param {Set<string>[]} forms
 */
export function notOnCard(facts, forms) {
  const onCard = new Set([facts.title, facts.who, facts.summary, facts.level, facts.place].flatMap(words));
  return forms.filter((found) => ![...found].some((word) => onCard.has(word)));
}

/**
 * The line as an element.
 * @param {Evidence} line
 */
export function evidenceLine({ heading, parts }) {
  return element("p", "f-why", heading && `${heading}: `, ...highlighted(parts));
}

/**
 * The item that covers most of what is missing; the first of several.
 * @template Item
 * @param {Item[]} items
 * @param {Set<string>[]} missing
 * @param {(item: Item) => string[]} wordsOf
 * @returns {Item | undefined} undefined if none covers anything
 */
function best(items, missing, wordsOf) {
  let [found, most] = [/** @type {Item | undefined} */ (undefined), 0];
  for (const item of items) {
    const inItem = wordsOf(item);
    const count = missing.filter((forms) => inItem.some((word) => forms.has(word))).length;
    if (count > most) [found, most] = [item, count];
  }
  return found;
}

/**
 * `Excel`, or `Excel, also called MS Excel` if another name matches.
 * @param {string[]} term
 * @param {Set<string>} matching
 * @returns {Part[]}
 */
function termParts([, label, ...names], matching) {
  const parts = split(label, matching);
  if (parts.some(({ isMatch }) => isMatch)) return parts;
  const name = names.find((other) => matching.has(words(other).join("")));
  return name ? [...parts, { text: ", also called ", isMatch: false }, { text: name, isMatch: true }] : parts;
}

/**
 * @param {string} paragraph
 * @returns {string[]}
 */
function sentences(paragraph) {
  return paragraph.split(/(?<=[.!?。؟])\s+/u);
}

/**
 * The part of a long sentence around its first match.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
function shortened(parts) {
  const isWord = parts.map(({ text }) => /[\p{L}\p{N}]/u.test(text));
  if (isWord.filter(Boolean).length <= LONGEST) return parts;
  let start = parts.findIndex(({ isMatch }) => isMatch);
  for (let left = BEFORE; start > 0 && left > 0; start -= 1) if (isWord[start - 1]) left -= 1;
  let end = start;
  for (let left = LONGEST; end < parts.length && left > 0; end += 1) if (isWord[end]) left -= 1;
  const shown = parts.slice(start, end);
  if (start > 0) shown.unshift({ text: "… ", isMatch: false });
  if (end < parts.length) shown.push({ text: " …", isMatch: false });
  return shown;
}

/**
 * A text in pieces, each with whether it is a match. Pure.
 * @param {string} text
 * @param {Set<string>} matching words of the index
 * @returns {Part[]}
 */
export function split(text, matching) {
  return pieces(text).map(({ piece, word }) => ({ text: piece, isMatch: word !== "" && matching.has(word) }));
}

/** @param {Part[]} parts */
function highlighted(parts) {
  return parts.map(({ text, isMatch }) => (isMatch ? element("mark", "", text) : text));
}
