// @ts-check
/**
 * One board of the network: what it has, loaded when it is needed and within limits. Whatever it
 * sends is data that is checked; nothing of it is run, and no address comes from it.
 */

import { dayNumber, today } from "../lib/days.js";
import { FORMAT, checkedColumns } from "./checked_columns.js";
import { checkedListing } from "./checked_listing.js";
import { array, object, whole } from "./checked_values.js";
import { source } from "./copies.js";
import { Unusable, limitedJson } from "./limited_fetch.js";

/** @typedef {import("./checked_columns.js").Checked} Checked */
/** @typedef {import("./word_search.js").Found} Found */

const KB = 1024;
const MB = 1024 * KB;
// Sizes of files, as they are sent and unpacked: what a board with 30,000 open projects needs, and
// half as much again. Its columns have 22 bytes a project, and 96 unpacked.
const COLUMNS = [MB, 5 * MB];
const WORDS = [512 * KB, 2 * MB];
const LISTING = 100 * KB;
const ALL = 10 * MB; // while the page is open
const MOST_FILES = 24; // parts of the index in one search: more than twelve words need
const LARGEST_ROW = 1e6;

export class NetworkBoard {
  /** @type {Checked | undefined} what it has, once that is known */
  data;
  /** Rows that are left out: copies, and those whose listing can't be read. @type {Set<number>} */
  without = new Set();
  /** @type {Set<number>} */
  #unreadable = new Set();
  /** @type {Promise<Checked> | undefined} */
  #columns;
  /** @type {Map<string, Promise<[string, number[]][]>>} */
  #parts = new Map();
  /** @type {{q: string, found: Found} | undefined} */
  #last;
  /** @type {Map<number, Promise<void>>} */
  #asked = new Map();
  /** @type {Map<number, any>} */
  #listings = new Map();
  #allowance = { left: ALL };
  /** For each row its `source`. @type {string[]} */
  #sources = [];

  /**
   * @param {string} id
   * @param {string} name
   * @param {string} url of its home page, with a slash at the end
   * @param {import("./network.js").Tools} tools
   */
  constructor(id, name, url, tools) {
    this.id = id;
    this.name = name;
    this.url = url;
    this.tools = tools;
  }

  /** The day that it is there now. */
  get today() {
    return today(new Date(), this.data?.zone);
  }

  /** What it has, once it has been loaded. @returns {import("./merged_columns.js").Part} */
  get part() {
    if (!this.data) throw new Unusable("silent");
    return { prefix: `${this.id}:`, data: this.data, today: this.today, without: this.without };
  }

  /** The projects that are not another board's. */
  get own() {
    return new Set(this.#sources.filter((_, row) => !this.#isCopy(row)));
  }

  /** Whether it has an older version of the program, which says less. */
  get isOlder() {
    return (this.data?.format ?? FORMAT) < FORMAT;
  }

  /** How many of its projects are open. */
  get open() {
    const { data, today: day, without } = this.part;
    const passed = dayNumber(day) - dayNumber(data.first);
    return data.deadline.filter((days, row) => days >= passed && !without?.has(row)).length;
  }

  /** @returns {Promise<Checked>} */
  load() {
    this.#columns ??= limitedJson(`${this.url}find/columns.bin`, this.#allowance, COLUMNS[0], COLUMNS[1]).then((file) => {
      const data = checkedColumns(file);
      this.#sources = data.ids.map((id) => source(id, this.url, data.origins));
      this.data = data;
      return data;
    });
    return this.#columns;
  }

  /** What failed is tried again. */
  retry() {
    if (!this.data) this.#columns = undefined;
    for (const row of this.#unreadable) this.without.delete(row);
    this.#unreadable.clear();
  }

  /**
   * What is known already of a query; undefined if it must be asked.
   * @param {string} q
   */
  known(q) {
    return this.#last?.q === q ? this.#last.found : undefined;
  }

  /**
   * The rows that mention every word of a query.
   * @param {string} q
   * @returns {Promise<Found>}
   */
  async find(q) {
    const known = this.known(q);
    if (known) return known;
    const data = await this.load();
    const asked = new Set();
    const found = await this.tools.mentionedBy(q, data.ids.length, data, async (name) => {
      asked.add(name);
      return asked.size > MOST_FILES ? {} : this.#part(name);
    });
    this.#last = { q, found };
    return found;
  }

  /**
   * A part of its index of words.
   * @param {string} name
   */
  #part(name) {
    const part = this.#parts.get(name) ?? limitedJson(`${this.url}find/words/${name}.bin`, this.#allowance, WORDS[0], WORDS[1], "default").then((file) => {
      const words = object(file);
      for (const postings of Object.values(words)) for (const one of array(postings, LARGEST_ROW)) whole(one, 4 * LARGEST_ROW);
      return /** @type {any} */ (words);
    });
    this.#parts.set(name, part);
    part.catch(() => this.#parts.delete(name)); // the next search tries again
    return part;
  }

  /**
   * The listing of a row, if it is here already.
   * @param {number} row
   */
  listing(row) {
    return this.#listings.get(row);
  }

  /**
   * Loads listings. Those that can't be read are left out from then on.
   * @param {number[]} rows
   * @throws {Unusable} if no listing of this board can be read
   */
  async loadListings(rows) {
    /** @type {Map<number, unknown>} */
    const failed = new Map();
    await Promise.all(rows.map((row) => {
      const asked = this.#asked.get(row) ?? this.#loadListing(row);
      this.#asked.set(row, asked);
      return asked.catch((error) => {
        failed.set(row, error);
        this.#asked.delete(row);
      });
    }));
    const [trouble] = failed.values();
    if (failed.size && !this.#listings.size) throw trouble;
    for (const row of failed.keys()) {
      this.without.add(row);
      this.#unreadable.add(row);
    }
  }

  /**
   * Leaves out rows, from then on.
   * @param {(source: string, isCopy: boolean) => boolean} isShown whether it is shown as another board's
   * @returns {boolean} whether there are fewer rows now
   */
  leaveOut(isShown) {
    const { size } = this.without;
    this.#sources.forEach((project, row) => {
      if (!isShown(project, this.#isCopy(row))) return;
      this.without.add(row);
      this.#unreadable.delete(row);
    });
    return this.without.size > size;
  }

  /** @param {number} row */
  #isCopy(row) {
    return this.#sources[row] !== this.url + this.data?.ids[row];
  }

  /** @param {number} row */
  async #loadListing(row) {
    const id = this.data?.ids[row] ?? "";
    this.#listings.set(row, checkedListing(await limitedJson(`${this.url}api/v1/listings/${id}.json`, this.#allowance, LISTING), id));
  }
}
