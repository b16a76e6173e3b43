// @ts-check
/**
 * Finds the listings that mention every word of a query, as it is written or in another form. If
 * there are none, it says which words nothing mentions, and finds what comes closest.
 */

import { loadPacked } from "./columns.js";
import { words } from "./tokens.js";
import { WordIndex } from "./word_index.js";

/** @typedef {import("./word_index.js").Entry} Entry */
/** @typedef {import("./word_index.js").Directory & {size: number}} Columns */

/**
 * @typedef {object} Found
 * @property {Uint8Array} rows 1 for each row that matches
 * @property {Float64Array} ranks the smallest is the best match
 * @property {Set<string>[]} forms what each word of the query found: the words of the index
 * @property {Loose | null} loose null if `rows` mention every word
 */

/**
 * What is shown if nothing mentions every word.
 * @typedef {object} Loose
 * @property {string[]} missing the words that nothing mentions; empty if nothing mentions all together
 * @property {string[]} corrections queries that find something
 * @property {"beginning" | "spelling" | "some" | "none"} kind what `rows` are: words that begin like
 *   the query's, matches of the first correction, matches of some of the words, or no rows
 * @property {string[]} mentioned the words that something mentions
 */

/**
 * The rows that one word of a query finds, with a score for each.
 * @typedef {{scores: Float64Array, forms: Set<string>}} Hits
 */

/** Words without meaning for the search, which people type in whole sentences. */
const STOP_WORDS = new Set(
  ("a about an and any are as at be but by can do for from have how i i'm in is it know like me my of on or "
    + "project projects some something that the to want what where with work would you").split(" "),
);
const MOST_WORDS = 12; // of a query
const LONGEST_NAME = 4; // words of a name that is one word in the index: `data viz`
const SHORTEST_BEGINNING = 3; // letters
const MOST_CORRECTIONS = 3;
const WEIGHTS = [0, 1, 2.5, 5]; // IN_TEXT, IN_SKILL, IN_TITLE of generator/rendering/word_index.py
const OTHER_FORM = 0.6; // `surveys` for `survey`

export class WordSearch {
  /** @type {WordIndex | undefined} */
  #index;
  /** @type {Promise<import("./corrections.js").Spellings> | undefined} */
  #spellings;
  /** @type {{q: string, columns: Columns, found: Found} | undefined} */
  #last;

  /** @param {string} folder `/find/`, with a slash at the end */
  constructor(folder) {
    this.folder = folder;
  }

  /**
   * @param {string} q
   * @param {Columns} columns
   * @param {boolean} [isExact] nothing looser is looked for
   * @returns {Promise<Found>}
   */
  async find(q, columns, isExact = false) {
    if (this.#last?.q === q && this.#last.columns === columns) return this.#last.found;
    if (this.#index?.directory !== columns) this.#index = new WordIndex((name) => loadPacked(`${this.folder}words/${name}.bin`, "default"), columns);
    const found = await this.#find(q, columns.size, this.#index, isExact);
    this.#last = { q, columns, found };
    return found;
  }

  /**
   * @param {string} q
   * @param {number} size how many rows there are
   * @param {WordIndex} index
   * @param {boolean} isExact
   * @returns {Promise<Found>}
   */
  async #find(q, size, index, isExact) {
    const asked = queryWords(q);
    const hits = await lookUp(index, asked, size);
    const found = together(hits, size);
    if (isExact || found.rows.includes(1)) return found;
    const longer = await lookUp(index, asked, size, true);
    const beginning = together(longer, size);
    const missing = asked.filter((_, at) => !hits[at].forms.size);
    const mentioned = asked.filter((_, at) => hits[at].forms.size);
    if (beginning.rows.includes(1)) return { ...beginning, loose: { missing, mentioned, corrections: [], kind: "beginning" } };
    const corrected = await this.#corrected(asked, missing, size, index);
    const corrections = corrected.map(({ text }) => text);
    if (corrected.length) return { ...corrected[0].found, loose: { missing, mentioned, corrections, kind: "spelling" } };
    const some = most(hits, size);
    return { ...some, loose: { missing, mentioned, corrections, kind: some.rows.includes(1) ? "some" : "none" } };
  }

  /** @returns {Promise<import("./corrections.js").Spellings>} */
  #loadSpellings() {
    this.#spellings ??= loadPacked(`${this.folder}spellings.bin`).then((data) => ({
      words: data.words.split(" "),
      names: data.names.map((/** @type {string} */ text) => ({ text, words: words(text) })),
    }));
    this.#spellings.catch(() => { this.#spellings = undefined; }); // the next search tries again
    return this.#spellings;
  }

  /**
   * The corrections that find something, with what they find.
   * @param {string[]} asked
   * @param {string[]} missing
   * @param {number} size
   * @param {WordIndex} index
   */
  async #corrected(asked, missing, size, index) {
    if (!missing.length) return [];
    const [{ corrections }, known] = await Promise.all([import("./corrections.js"), this.#loadSpellings()]);
    const texts = corrections(asked, missing, known);
    const found = await Promise.all(texts.map(async (text) => (
      { text, found: together(await lookUp(index, queryWords(text), size), size) }
    )));
    return found.filter((one) => one.found.rows.includes(1)).slice(0, MOST_CORRECTIONS);
  }
}

/**
 * The rows of another board's index that mention every word of a query, and no looser ones.
 * @param {string} q
 * @param {number} size how many rows there are
 * @param {import("./word_index.js").Directory} directory
 * @param {(name: string) => Promise<Record<string, number[]>>} load loads a part of the index
 */
export async function mentionedBy(q, size, directory, load) {
  return together(await lookUp(new WordIndex(load, directory), queryWords(q), size), size);
}

/**
 * The words of a query that are searched. Each is there once.
 * @param {string} q
 */
export function queryWords(q) {
  return [...new Set(words(dropStopWords(q)))].slice(0, MOST_WORDS);
}

/**
 * `I know some Excel` becomes `Excel`; a query of such words only stays as it is.
 * @param {string} q
 */
export function dropStopWords(q) {
  return withoutStopWords(q) || q;
}

/** @param {string} q */
export function withoutStopWords(q) {
  return q.split(" ").filter((word) => !STOP_WORDS.has(/^[^]*[^.,;!?]/.exec(word.toLowerCase())?.[0] ?? "")).join(" ");
}

/**
 * What each word finds: by itself, or with its neighbours as a name (`data viz` is `dataviz`).
 * @param {WordIndex} index
 * @param {string[]} asked
 * @param {number} size
 * @param {boolean} [isBeginning] words that begin like those of the query count too
 * @returns {Promise<Hits[]>}
 */
async function lookUp(index, asked, size, isBeginning = false) {
  const spans = asked.flatMap((_, start) => (
    Array.from({ length: Math.min(LONGEST_NAME, asked.length - start) }, (__, more) => ({ start, end: start + more + 1 }))
  ));
  const entries = await Promise.all(spans.map(async ({ start, end }) => {
    const word = asked.slice(start, end).join("");
    const forms = await index.forms(word);
    const longer = isBeginning && word.length >= SHORTEST_BEGINNING ? await index.beginning(word) : [];
    return [...forms, ...longer];
  }));
  const hits = asked.map(() => ({ scores: new Float64Array(size), forms: /** @type {Set<string>} */ (new Set()) }));
  spans.forEach(({ start, end }, at) => {
    const word = asked.slice(start, end).join("");
    for (const entry of entries[at]) for (const hit of hits.slice(start, end)) add(hit, entry, word, size);
  });
  return hits;
}

/**
 * Adds the rows of an index entry to what a word finds. The best form of a word counts in each row.
 * @param {Hits} hits
 * @param {Entry} entry
 * @param {string} word
 * @param {number} size
 */
function add({ scores, forms }, [form, postings], word, size) {
  forms.add(form);
  const rarity = Math.log(1 + size / postings.length);
  const closeness = form === word ? rarity : rarity * OTHER_FORM;
  let row = 0;
  for (const posting of postings) {
    row += posting >> 2;
    scores[row] = Math.max(scores[row], closeness * WEIGHTS[posting & 3]);
  }
}

/**
 * The rows that every word finds.
 * @param {Hits[]} hits
 * @param {number} size
 * @returns {Found}
 */
function together(hits, size) {
  return rowsWith(hits, size, hits.length);
}

/**
 * The rows that most words find, but at least one.
 * @param {Hits[]} hits
 * @param {number} size
 * @returns {Found}
 */
function most(hits, size) {
  for (let least = hits.length - 1; least > 0; least -= 1) {
    const found = rowsWith(hits, size, least);
    if (found.rows.includes(1)) return found;
  }
  return rowsWith([], size, 1);
}

/**
 * The rows that at least `least` words find.
 * @param {Hits[]} hits
 * @param {number} size
 * @param {number} least
 * @returns {Found}
 */
function rowsWith(hits, size, least) {
  const rows = new Uint8Array(size);
  const ranks = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let count = 0;
    for (const { scores } of hits) {
      if (scores[row]) count += 1;
      ranks[row] -= scores[row];
    }
    rows[row] = Number(hits.length > 0 && count >= least);
  }
  return { rows, ranks, forms: hits.map(({ forms }) => forms), loose: null };
}
