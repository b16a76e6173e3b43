// @ts-check
/**
 * The index of words: which rows have which word. generator/rendering/word_index.py cuts it into
 * parts; a search loads the parts that its words are in.
 */

import { stem } from "./stem.js";

/**
 * A word of the index and its postings: for each row four times the distance to the row before,
 * plus the word's weight there.
 * @typedef {[word: string, postings: number[]]} Entry
 */

/** What the index needs of the columns. @typedef {{words: [string, string][], language: string}} Directory */

const SHARED_LETTERS = 3; // words that share them are in the same part
const MOST_FORMS = 200; // words that begin like a query

export class WordIndex {
  /** @type {Map<string, Promise<Entry[]>>} */
  #parts = new Map();

  /**
   * @param {(name: string) => Promise<Record<string, number[]>>} load loads the part with this name
   * @param {Directory} directory
   */
  constructor(load, directory) {
    this.load = load;
    this.directory = directory;
  }

  /**
   * The word itself, first, and other forms of it: `surveys` for `survey`.
   * @param {string} word
   * @returns {Promise<Entry[]>}
   */
  async forms(word) {
    const wanted = stem(word, this.directory.language);
    const start = word.slice(0, SHARED_LETTERS);
    const entries = await this.#part(word);
    const found = entries.filter(([other]) => other.startsWith(start) && stem(other, this.directory.language) === wanted);
    return found.sort(([a], [b]) => Number(b === word) - Number(a === word));
  }

  /**
   * Longer words that begin with `start`.
   * @param {string} start
   * @returns {Promise<Entry[]>}
   */
  async beginning(start) {
    const entries = await this.#part(start);
    return entries.filter(([word]) => word.startsWith(start)).slice(0, MOST_FORMS);
  }

  /**
   * The part that has the words that begin like `word`.
   * @param {string} word
   * @returns {Promise<Entry[]>}
   */
  #part(word) {
    const name = this.directory.words.findLast(([first]) => first.slice(0, SHARED_LETTERS) <= word.slice(0, SHARED_LETTERS))?.[1];
    if (!name) return Promise.resolve([]);
    const part = this.#parts.get(name) ?? this.load(name).then((data) => Object.entries(data));
    this.#parts.set(name, part);
    part.catch(() => this.#parts.delete(name)); // the next search tries again
    return part;
  }
}
