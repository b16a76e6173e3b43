// @ts-check
/** Highlights the matching words: in an excerpt of the full text, and in a card's own text. */

import { element } from "../lib/dom.js";
import { fold } from "../lib/text.js";

const LENGTH = 26; // words
const BEFORE = 3; // words of context before the first match
const OTHER_NAMES = "Also called:"; // generator/rendering/search_data.py writes it before the other names of skills

/**
 * The part of `text` with the most matches, as nodes.
 * @param {string} text
 * @param {number[]} positions of the matching words, as Pagefind counts them
 * @returns {(Node | string)[]}
 */
export function excerpt(text, positions) {
  const words = text.split(/\s+/);
  const { start, end, matches } = excerptRange(text, positions);
  const nodes = [];
  if (start > 0) nodes.push("… ");
  for (let index = start; index < end; index += 1) {
    nodes.push(...(matches.has(index) ? markWord(words[index]) : [words[index]]), " ");
  }
  if (end < words.length) nodes.push("…");
  return nodes;
}

/**
 * Which words the excerpt shows. Matches among the other names of skills count only if there are no
 * matches elsewhere. Pure.
 * @param {string} text
 * @param {number[]} positions
 * @returns {{start: number, end: number, matches: Set<number>}}
 */
export function excerptRange(text, positions) {
  const size = text.split(/\s+/).length;
  const names = text.lastIndexOf(OTHER_NAMES);
  const bodySize = names < 0 ? size : text.slice(0, names).trim().split(/\s+/).length;
  const inBody = positions.filter((position) => position < bodySize);
  const matches = new Set(inBody.length ? inBody : positions);
  const start = densestStart([...matches].sort((a, b) => a - b), size);
  return { start, end: Math.min(start + LENGTH, size), matches };
}

/**
 * The start of the excerpt that contains the most matches, a few words before the first of them.
 * @param {number[]} positions in ascending order
 * @param {number} size
 */
function densestStart(positions, size) {
  let [best, most] = [positions[0] ?? 0, 0];
  positions.forEach((position, index) => {
    const within = positions.slice(index).filter((other) => other < position + LENGTH - BEFORE).length;
    if (within > most) [best, most] = [position, within];
  });
  return Math.max(0, Math.min(best - BEFORE, size - LENGTH));
}

/**
 * `text` as nodes. Each word is marked that begins like a word of `query`.
 * @param {string} text
 * @param {string} query
 * @returns {(Node | string)[]}
 */
export function highlighted(text, query) {
  return splitMatches(text, query).map(({ part, isMatch }) => (isMatch ? element("mark", "", part) : part));
}

/**
 * Splits `text` at its words and says which ones match. Pure.
 * @param {string} text
 * @param {string} query
 * @returns {{part: string, isMatch: boolean}[]}
 */
export function splitMatches(text, query) {
  const stems = fold(query).split(/[^\p{L}\p{N}+#]+/u).filter((word) => word.length > 1).map(stem);
  if (!stems.length) return [{ part: text, isMatch: false }];
  return text.split(/([^\p{L}\p{M}\p{N}+#]+)/u).map((part) => ({
    part,
    isMatch: part !== "" && stems.some((word) => fold(part).startsWith(word)),
  }));
}

/**
 * Marks the word in `(data,` without the punctuation around it.
 * @param {string} word
 */
function markWord(word) {
  const [, before, middle, after] = /^([^\p{L}\p{N}]*)((?:[^]*[\p{L}\p{N}+#])?)([^]*)$/u.exec(word) ?? ["", "", word, ""];
  return [before, element("mark", "", middle), after];
}

/**
 * A rough English stem: `surveys` and `surveying` become `survey`.
 * @param {string} word
 */
function stem(word) {
  return word.length > 4 ? word.replace(/(?:ies|es|s|ing|ed)$/, "") : word;
}
