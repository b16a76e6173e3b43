// @ts-check
/**
 * Several boards searched together. `Network` keeps what they have; each search is a `NetworkSearch`.
 * It is loaded when a reader wants it, and uses what the page has loaded already (`Tools`).
 */

import { combined } from "./combined_results.js";
import { addresses, source } from "./copies.js";
import { merged, ownPart } from "./merged_columns.js";
import { NetworkBoard } from "./network_board.js";
import { NetworkSearch } from "./network_search.js";
import { NetworkView } from "./network_view.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./word_search.js").Found} Found */
/** @typedef {import("./url_state.js").State} State */

/**
 * @typedef {object} Tools
 * @property {typeof import("./columns.js").decodeColumns} decodeColumns
 * @property {typeof import("./facet_counts.js").countFacets} countFacets
 * @property {typeof import("./facet_counts.js").sorted} sorted
 * @property {typeof import("./url_state.js").sortOrder} sortOrder
 * @property {typeof import("./word_search.js").mentionedBy} mentionedBy
 * @property {() => string} today
 */

/** What our own board has and finds. @typedef {{data: any, columns: Columns, found: Found | null}} Own */

/**
 * The rows of several boards as those of one.
 * @typedef {object} Together
 * @property {Columns} columns
 * @property {Uint8Array} parts for each row the index of its board: 0 for our own, 1 for the first of `boards`
 * @property {Uint32Array} rows for each row its row on that board
 * @property {NetworkBoard[]} boards
 */

const MOST_ROWS = 200_000; // of combined columns that are kept: some 50 MB

export class Network {
  /** Boards whose values are among the filters. @type {Set<NetworkBoard>} */
  #admitted = new Set();
  /** What our board shows. @type {Set<string> | undefined} */
  #ours;
  /** Boards that have been asked, and what is their own. @type {Map<NetworkBoard, Set<string>>} */
  #theirs = new Map();
  /** @type {Map<string, Together & {state: string}>} by its boards */
  #together = new Map();
  /** @type {{of: unknown[], found: Found | null} | undefined} */
  #combined;

  /**
   * @param {HTMLElement} root
   * @param {Tools} tools
   */
  constructor(root, tools) {
    this.tools = tools;
    this.view = new NetworkView(root);
    this.boards = this.view.addresses.map(({ id, name, url }) => new NetworkBoard(id, name, url, tools));
  }

  /** Asks boards that failed once more. */
  retry() {
    for (const board of this.boards) board.retry();
  }

  /** Shows nothing of other boards any more. */
  end() {
    this.view.end();
  }

  /**
   * Shows what our board and the others have. Ends once all have answered, or the reader reads.
   * @param {Own} own
   * @param {State} state
   * @param {AbortSignal} signal aborted when another search begins
   * @param {(columns: Columns, found: Found | null, boards: number) => Promise<void>} show
   */
  search(own, state, signal, show) {
    return new NetworkSearch(this, own, state, signal, show).run();
  }

  /**
   * What is shown of our board and of those that have answered. The same answers give the same
   * objects again, so that cards which are there can stay.
   * @param {Own} own
   * @param {Map<NetworkBoard, Found | null>} answers
   * @returns {{columns: Columns, found: Found | null}}
   */
  results(own, answers) {
    for (const board of answers.keys()) this.#admitted.add(board);
    const together = this.together(own, this.boards.filter((board) => this.#admitted.has(board)));
    const of = [together, own.found, ...together.boards.map((board) => answers.get(board))];
    if (!this.#combined || of.length !== this.#combined.of.length || of.some((one, at) => one !== this.#combined?.of[at])) {
      this.#combined = { of, found: combined(together, own.found, answers) };
    }
    return { columns: together.columns, found: this.#combined.found };
  }

  /**
   * Leaves out what is shown once already: a hub has the projects of other boards, ours or another one.
   * @param {Own} own
   * @param {NetworkBoard} board that has answered
   * @returns {NetworkBoard[]} those that have fewer projects now
   */
  leaveOutCopies({ data, columns }, board) {
    if (this.#theirs.has(board)) return [];
    if (!this.#ours) {
      const home = document.querySelector("link[rel=canonical]")?.getAttribute("href")?.replace(/browse\/$/, "") ?? "";
      const origins = addresses(data.origins ?? {});
      this.#ours = new Set(columns.ids.map((id) => source(id, home, origins)));
    }
    this.#theirs.set(board, board.own);
    const ours = this.#ours;
    const theirs = [...this.#theirs.values()];
    return [...this.#theirs.keys()].filter((one) => one.leaveOut((project, isCopy) => (
      ours.has(project) || (isCopy && theirs.some((projects) => projects.has(project)))
    )));
  }

  /**
   * @param {Own} own
   * @param {NetworkBoard[]} boards that have answered
   * @returns {Together}
   */
  together(own, boards) {
    const day = this.tools.today();
    const name = boards.map(({ id }) => id).join();
    const state = [day, ...boards.map(({ without, today }) => `${without.size} ${today}`)].join();
    const known = this.#together.get(name);
    if (known?.state === state) return known;
    const { data, ...places } = merged(own.data, [
      { prefix: "", data: ownPart(own.data), today: day },
      ...boards.map((board) => board.part),
    ]);
    const columns = { ...this.tools.decodeColumns(data, day), own: own.columns };
    const together = { state, boards, columns, ...places };
    columns.elsewhere = (/** @type {number} */ row) => {
      const board = boards[places.parts[row] - 1];
      if (!board) return undefined;
      const listing = board.listing(places.rows[row]);
      return listing ? { listing, board } : null;
    };
    this.#together.delete(name);
    this.#together.set(name, together);
    this.#forgetOldest();
    return together;
  }

  /** On large boards, all that was combined once would be too much for a phone. */
  #forgetOldest() {
    let rows = 0;
    for (const [name, { parts }] of [...this.#together].reverse()) {
      rows += parts.length;
      if (rows > MOST_ROWS && rows > parts.length) this.#together.delete(name);
    }
  }
}
