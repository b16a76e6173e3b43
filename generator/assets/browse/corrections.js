// @ts-check
/**
 * What a query with a typing error may have meant: a name that the board uses, such as a skill's, or
 * a word of its listings. Loaded only if nothing mentions a word. Pure, but for `loadSpellings`.
 */

import { loadPacked } from "./columns.js";
import { words } from "./tokens.js";

/**
 * @typedef {object} Spellings
 * @property {string[]} words of the listings, the most frequent first
 * @property {string[]} names of skills, kinds of work, industries and employers, as they are written
 */

const MOST = 6;

/** @type {Promise<Spellings> | undefined} */
let loading;

/**
 * @param {string} url
 * @returns {Promise<Spellings>}
 */
export function loadSpellings(url) {
  loading ??= loadPacked(url).then((data) => ({ words: data.words.split(" "), names: data.names }));
  loading.catch(() => { loading = undefined; }); // the next search tries again
  return loading;
}

/**
 * Queries that are spelt like the words of a query, the closest first.
 * @param {string[]} asked the query's words
 * @param {string[]} missing those that nothing mentions
 * @param {Spellings} known
 * @returns {string[]}
 */
export function corrections(asked, missing, known) {
  const whole = asked.length > 1 ? close(asked.join(""), known).filter((text) => words(text).length > 1) : [];
  const alternatives = asked.map((word) => (missing.includes(word) ? close(word, known) : [word]));
  const count = Math.max(0, ...alternatives.filter((_, at) => missing.includes(asked[at])).map(({ length }) => length));
  const isPossible = alternatives.every(({ length }) => length);
  const single = Array.from({ length: isPossible ? count : 0 }, (_, rank) => (
    alternatives.map((texts) => texts[Math.min(rank, texts.length - 1)]).join(" ")
  ));
  return [...new Set([...whole, ...single])].slice(0, MOST);
}

/**
 * Names and words that are spelt like `word`, the closest first; names before words.
 * @param {string} word
 * @param {Spellings} known
 */
function close(word, known) {
  const names = known.names.map((text) => ({ text, distance: distance(word, words(text).join(""), mostForName(word)) }));
  const others = known.words.map((text) => ({ text, distance: distance(word, text, mostForWord(word)) }));
  const found = [...names, ...others].filter((one) => Number.isFinite(one.distance)).sort((a, b) => a.distance - b.distance);
  const best = new Map();
  for (const { text } of found) {
    const key = words(text).join("");
    if (!best.has(key)) best.set(key, text);
  }
  return [...best.values()];
}

/** @param {string} word */
function mostForName(word) {
  if (word.length < 4) return 0;
  return word.length === 4 ? 1 : 2;
}

/** @param {string} word */
function mostForWord(word) {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * How many letters must be inserted, left out, replaced or swapped with their neighbour to make `b`
 * of `a`: the optimal string alignment distance. Infinity if there are more than `limit`, or more
 * than one and the words begin differently.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
export function distance(a, b, limit) {
  const most = a[0] === b[0] ? limit : Math.min(limit, 1);
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = Number(a[i - 1] !== b[j - 1]);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return last[b.length] <= most ? last[b.length] : Infinity;
}
