// @ts-check
/** The words that are spelt like another one, as Python's `difflib` finds them. */

/**
 * Up to `most` of `options` that resemble `word`, the most similar first.
 * @param {string} word
 * @param {string[]} options
 * @param {number} most
 * @param {number} least the resemblance, from 0 to 1
 */
export function similar(word, options, most, least) {
  const letters = [...word];
  return options
    .map((option) => ({ option, score: resemblance([...option], letters) }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || (a.option < b.option ? 1 : -1))
    .slice(0, most)
    .map(({ option }) => option);
}

/**
 * @param {string[]} a
 * @param {string[]} b
 */
function resemblance(a, b) {
  return a.length + b.length ? (2 * shared(a, b)) / (a.length + b.length) : 1;
}

/**
 * How many letters the longest common runs have: the longest, then left and right of it.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {number}
 */
function shared(a, b) {
  let [size, i, j] = [0, 0, 0];
  /** @type {number[]} */
  let before = [];
  a.forEach((letter, at) => {
    const lengths = b.map((other, on) => (letter === other ? (before[on - 1] ?? 0) + 1 : 0));
    lengths.forEach((length, on) => {
      if (length > size) [size, i, j] = [length, at - length + 1, on - length + 1];
    });
    before = lengths;
  });
  if (!size) return 0;
  return size + shared(a.slice(0, i), b.slice(0, j)) + shared(a.slice(i + size), b.slice(j + size));
}
