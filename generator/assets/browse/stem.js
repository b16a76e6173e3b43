// @ts-check
/**
 * The stem of a word, so that `survey`, `surveys` and `surveyed` are one word to the search. For
 * English it follows M. F. Porter, "An algorithm for suffix stripping", 1980. Pure.
 */

const DOUBLE = /([^aeioulsz])\1$/;

/** @type {[string, string][]} endings that say what kind of word it is */
const DERIVED = [
  ["ational", "ate"], ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["izer", "ize"], ["iser", "ise"],
  ["abli", "able"], ["alli", "al"], ["entli", "ent"], ["eli", "e"], ["ousli", "ous"], ["ization", "ize"],
  ["isation", "ise"], ["ation", "ate"], ["ator", "ate"], ["alism", "al"], ["iveness", "ive"], ["fulness", "ful"],
  ["ousness", "ous"], ["aliti", "al"], ["iviti", "ive"], ["biliti", "ble"],
];
/** @type {[string, string][]} */
const FURTHER = [
  ["icate", "ic"], ["ative", ""], ["alize", "al"], ["alise", "al"], ["iciti", "ic"], ["ical", "ic"], ["ful", ""], ["ness", ""],
];
// Fewer than Porter's: "organic" is not about organising, nor "access" about accessibility.
const LAST = ["ement", "ance", "ence", "ment", "ant", "ism", "ate", "ous", "ive", "al", "er", "ou"];

/**
 * @param {string} word folded
 * @param {string} language of the board, such as `en`. Other languages lose a plural ending only.
 */
export function stem(word, language) {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  if (!language.startsWith("en")) return word.length > 4 ? word.replace(/(?:[aeo]s?|e?n|s)$/, "") : word;
  return withoutEnd(withoutLast(replaced(replaced(yToI(withoutTense(withoutPlural(word))), DERIVED), FURTHER)));
}

/** @param {string} word */
function withoutPlural(word) {
  if (/[^s]us$|ss$/.test(word)) return word; // bus, class
  const others = word.replace(/ysis$/, "yse").replace(/([^aeiou]u)ses$/, "$1s"); // analysis, buses
  return others === word ? word.replace(/sses$/, "ss").replace(/ies$/, "i").replace(/s$/, "") : others;
}

/** @param {string} word `surveyed`, `surveying` */
function withoutTense(word) {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const rest = word.replace(/(?:ed|ing)$/, "");
  if (rest === word || !shape(rest).includes("v")) return word;
  if (/(?:at|bl|iz|is)$/.test(rest)) return `${rest}e`;
  if (DOUBLE.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && isShort(rest) ? `${rest}e` : rest;
}

/** @param {string} word */
function yToI(word) {
  return /y$/.test(word) && shape(word.slice(0, -1)).includes("v") ? `${word.slice(0, -1)}i` : word;
}

/**
 * @param {string} word
 * @param {[string, string][]} endings
 */
function replaced(word, endings) {
  const [ending, other] = endings.find(([text]) => word.endsWith(text)) ?? ["", ""];
  const rest = word.slice(0, word.length - ending.length);
  return ending && measure(rest) > 0 ? rest + other : word;
}

/** @param {string} word */
function withoutLast(word) {
  if (/[st]ion$/.test(word)) return measure(word.slice(0, -3)) > 1 ? word.slice(0, -3) : word;
  const ending = LAST.find((text) => word.endsWith(text));
  const rest = ending ? word.slice(0, -ending.length) : word;
  return ending && measure(rest) > 1 ? rest : word;
}

/** @param {string} word */
function withoutEnd(word) {
  const rest = word.slice(0, -1);
  const dropsE = word.endsWith("e") && (measure(rest) > 1 || (measure(rest) === 1 && !isShort(rest)));
  const short = dropsE ? rest : word;
  return short.endsWith("ll") && measure(short) > 1 ? short.slice(0, -1) : short;
}

/**
 * `c` for each consonant and `v` for each vowel; a `y` after a consonant is a vowel.
 * @param {string} word
 */
function shape(word) {
  let letters = "";
  for (const letter of word) {
    const isVowel = "aeiou".includes(letter) || (letter === "y" && letters.endsWith("c"));
    letters += isVowel ? "v" : "c";
  }
  return letters;
}

/**
 * How often a consonant follows a vowel.
 * @param {string} word
 */
function measure(word) {
  return shape(word).split("vc").length - 1;
}

/**
 * Whether a word ends like `hop` and `plan`, so that `hoping` is of `hope`.
 * @param {string} word
 */
function isShort(word) {
  return shape(word).endsWith("cvc") && !/[wxy]$/.test(word);
}
