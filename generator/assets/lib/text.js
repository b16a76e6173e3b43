// @ts-check
/** Pure functions on text. */

/**
 * Removes case and diacritics, so that `Città` and `citta` compare equal.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The folded words of a query.
 * @param {string} query
 */
export function foldedWords(query) {
  return fold(query).split(/\s+/).filter(Boolean);
}

/**
 * `1 project`, `1,200 projects`, `2 people`.
 * @param {number} count
 * @param {string} noun
 * @param {string} [nouns] the plural, if it is not formed with `s`
 */
export function plural(count, noun, nouns = `${noun}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : nouns}`;
}

/**
 * `Excel, SQL and Tableau`
 * @param {string[]} items
 * @param {"and" | "or"} [conjunction]
 */
export function list(items, conjunction = "and") {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items[items.length - 1]}`;
}
