// @ts-check
/**
 * What a query with a typing error may have meant: a name that the board uses, such as a skill's, or
 * a word of its listings. Loaded only if nothing mentions a word, so it imports nothing. Pure.
 */

/**
 * @typedef {object} Name of a skill, kind of work, industry or employer
 * @property {string} text as it is written
 * @property {string[]} words folded
 */
/** @typedef {{words: string[], names: Name[]}} Spellings `words` of the listings, the most frequent first */

const MOST = 6;

/**
 * Queries that are spelt like the words of a query, the closest first.
 * @param {string[]} asked the query's words
 * @param {string[]} missing those that nothing mentions
 * @param {Spellings} known
 * @returns {string[]}
 */
export function corrections(asked, missing, known) {
  const long = { words: [], names: known.names.filter(({ words }) => words.length > 1) };
  const whole = asked.length > 1 ? close(asked.join(""), long) : [];
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
  const names = known.names.map(({ text, words }) => ({ text, key: words.join(""), most: mostForName(word) }));
  const others = known.words.map((text) => ({ text, key: text, most: mostForWord(word) }));
  const found = [...names, ...others]
    .map(({ text, key, most }) => ({ text, key, distance: distance(word, key, most) }))
    .filter((one) => Number.isFinite(one.distance))
    .sort((a, b) => a.distance - b.distance);
  /** @type {Map<string, string>} */
  const best = new Map();
  for (const { text, key } of found) if (!best.has(key)) best.set(key, text);
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
