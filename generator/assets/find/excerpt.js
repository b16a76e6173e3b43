// @ts-check
/** The words that were found, marked: in a piece of the text, and in what the card says anyway. */

const LENGTH = 26; // words
const ALSO_CALLED = "Also called:"; // then come other names, as generator/search.py writes them

/**
 * The piece of `text` with most of the words, as nodes.
 * @param {string} text
 * @param {number[]} places where the words stand, as Pagefind counts
 * @returns {(Node | string)[]}
 */
export function excerpt(text, places) {
  const words = text.split(/\s+/);
  const names = text.lastIndexOf(ALSO_CALLED);
  const said = names < 0 ? words.length : text.slice(0, names).trim().split(/\s+/).length;
  const inText = places.filter((place) => place < said);
  const marked = new Set(inText.length ? inText : places);
  const start = densest([...marked].sort((a, b) => a - b), words.length);
  const end = Math.min(start + LENGTH, words.length);
  const nodes = [];
  if (start > 0) nodes.push("… ");
  for (let at = start; at < end; at += 1) {
    nodes.push(...(marked.has(at) ? inner(words[at]) : [words[at]]), " ");
  }
  if (end < words.length) nodes.push("…");
  return nodes;
}

/**
 * Where to begin, so that most places are within reach; a little before the first of them.
 * @param {number[]} places in order
 * @param {number} size
 */
function densest(places, size) {
  let [best, most] = [places[0] ?? 0, 0];
  places.forEach((place, at) => {
    const within = places.filter((other, index) => index >= at && other < place + LENGTH - 3).length;
    if (within > most) [best, most] = [place, within];
  });
  return Math.max(0, Math.min(best - 3, size - LENGTH));
}

/**
 * `text` with each word marked that begins like one of `q`.
 * @param {string} text
 * @param {string} q
 * @returns {(Node | string)[]}
 */
export function highlighted(text, q) {
  const stems = fold(q).split(/[^\p{L}\p{N}+#]+/u).filter((word) => word.length > 1).map(stem);
  if (!stems.length) return [text];
  return text.split(/([^\p{L}\p{M}\p{N}+#]+)/u).map((part, at) =>
    at % 2 === 0 && part && stems.some((word) => fold(part).startsWith(word)) ? mark(part) : part,
  );
}

/**
 * `(data,` with the word marked and not what stands around it.
 * @param {string} word
 */
function inner(word) {
  const [, before, middle, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}+#]*)$/u.exec(word) ?? ["", "", word, ""];
  return [before, mark(middle), after];
}

/** @param {string} word */
function stem(word) {
  return word.length > 4 ? word.replace(/(?:ies|es|s|ing|ed)$/, "") : word;
}

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {string} text */
function mark(text) {
  const made = document.createElement("mark");
  made.textContent = text;
  return made;
}
