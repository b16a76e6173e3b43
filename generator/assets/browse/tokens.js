// @ts-check
/**
 * Splits a text into the words that the index has. The functions mirror
 * generator/rendering/word_index.py. Pure.
 */

// Scripts that put no space between words: each character counts as a word. Kana, Han and Thai.
const NO_SPACES = "\\u0e01-\\u0e4e\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff";
const WORD = new RegExp(`[${NO_SPACES}]|(?:(?![${NO_SPACES}])[\\p{L}\\p{N}])+(?:\\+\\+|#)?`, "gu");
// A word as it is written: with its accents, which may be characters of their own.
const PIECE = new RegExp(`[${NO_SPACES}]\\p{M}*|(?:(?![${NO_SPACES}])[\\p{L}\\p{N}\\p{M}])+(?:\\+\\+|#)?`, "gu");
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/gu;
/** @type {Record<string, string>} */
const LETTERS = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ı: "i" };

/**
 * `text` in lower case and without accents: `Città` becomes `citta`, `Łódź` `lodz`.
 * @param {string} text
 */
export function foldLetters(text) {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.replace(/[øæœßłđı]/g, (letter) => LETTERS[letter]);
}

/**
 * The folded words of a text: `C++ and Nora's e-books` gives `c++ and nora e books`.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return foldLetters(text).replace(POSSESSIVE, "").match(WORD) ?? [];
}

/**
 * A text in pieces, each a word with its folded form, or what is between two words.
 * @param {string} text
 * @returns {{piece: string, word: string}[]} `word` is empty between words
 */
export function pieces(text) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match.index > end) found.push({ piece: text.slice(end, match.index), word: "" });
    end = match.index + match[0].length;
    found.push({ piece: match[0], word: words(match[0]).join("") });
  }
  if (end < text.length) found.push({ piece: text.slice(end), word: "" });
  return found;
}
