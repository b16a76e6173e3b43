// @ts-check
/**
 * One search of several boards. Our own results are shown at once; those of another board follow when
 * it has answered. Until the reader begins to read they are put in their places. After that there is a
 * button for them, so that nothing moves under the reader's eyes.
 */

import { combined } from "./combined_results.js";
import { Unusable } from "./limited_fetch.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Own} Own */
/** @typedef {import("./network_board.js").NetworkBoard} NetworkBoard */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./url_state.js").State} State */
/** @typedef {import("./word_search.js").Found} Found */

const AT_ONCE = 150; // milliseconds in which an answer is part of what is shown first
const READING = 3000; // milliseconds after which the reader has begun to read
const MOST_TRIES = 5; // to fill the first page of a board whose listings can't all be read
const ACTIONS = ["wheel", "touchmove", "pointerdown", "keydown"];

export class NetworkSearch {
  /** The boards that are shown, with what they found. @type {Map<NetworkBoard, Found | null>} */
  #answers = new Map();
  /** Those that answered too late. @type {Map<NetworkBoard, {found: Found | null, matches: number}>} */
  #late = new Map();
  /** Boards that had copies of another one's: their next projects have moved up. @type {Set<NetworkBoard>} */
  #moved = new Set();
  #isReading = false;
  #hasBegun = false;
  /** @type {Promise<void> | undefined} */
  #showing;
  #isStale = false;

  /**
   * @param {Network} network
   * @param {Own} own
   * @param {State} state
   * @param {AbortSignal} signal
   * @param {(columns: Columns, found: Found | null, boards: number) => Promise<void>} show
   */
  constructor(network, own, state, signal, show) {
    this.network = network;
    this.own = own;
    this.state = state;
    this.signal = signal;
    this.show = show;
  }

  async run() {
    const { boards, view } = this.network;
    view.begin();
    for (const board of boards) {
      const found = this.state.q ? board.known(this.state.q) : null;
      if (board.data && found !== undefined) this.#answers.set(board, found);
    }
    const reading = this.#reading();
    const all = Promise.all(boards.map((board) => this.#ask(board)));
    await Promise.race([all, after(AT_ONCE)]);
    this.signal.throwIfAborted();
    this.#hasBegun = true;
    await this.#refresh();
    await Promise.race([all, reading]);
  }

  /**
   * Never rejects: what goes wrong is said in the board's line.
   * @param {NetworkBoard} board
   */
  async #ask(board) {
    try {
      await board.load();
      const found = this.state.q ? await board.find(this.state.q) : null;
      if (this.signal.aborted) return;
      for (const moved of this.network.leaveOutCopies(this.own, board)) if (moved !== board) this.#moved.add(moved);
      const { isNew, matches } = await this.#loadFirst(board, found);
      if (this.signal.aborted) return;
      if (isNew || !this.#answers.has(board)) await this.#arrived(board, found, matches);
    } catch (error) {
      if (this.#failed(board, error) && this.#hasBegun) await this.#refresh();
    }
  }

  /**
   * @param {NetworkBoard} board
   * @param {unknown} error
   * @returns {boolean} whether it was shown until now
   */
  #failed(board, error) {
    if (this.signal.aborted) return false;
    if (!(error instanceof Unusable)) console.warn(error);
    this.network.view.failed(board, error instanceof Unusable ? error.reason : "unreadable");
    return this.#answers.delete(board);
  }

  /**
   * Loads the listings of a board that are among the first results. One that can't be read makes
   * room for the next.
   * @param {NetworkBoard} board
   * @param {Found | null} found
   */
  async #loadFirst(board, found) {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { rows, matches } = this.#firstOf(board, found);
      const missing = rows.filter((row) => !board.listing(row));
      if (!missing.length) {
        const isEverything = !this.state.q && !this.state.selected.size;
        if (!this.signal.aborted) this.network.view.answered(board, matches, board.open, isEverything);
        return { isNew: tries > 0, matches };
      }
      await board.loadListings(missing);
    }
    throw new Unusable("unreadable");
  }

  /** Loads what is among the first results now that copies have been left out. */
  async #loadMoved() {
    const moved = [...this.#moved].filter((board) => this.#answers.has(board));
    await Promise.all(moved.map(async (board) => {
      this.#moved.delete(board);
      await this.#loadFirst(board, this.#answers.get(board) ?? null).catch((error) => this.#failed(board, error));
    }));
  }

  /**
   * The rows of a board that are among the first results of it and our own, and how many match.
   * @param {NetworkBoard} board
   * @param {Found | null} found
   */
  #firstOf(board, found) {
    const { tools } = this.network;
    const together = this.network.together(this.own, [board]);
    const both = combined(together, this.own.found, new Map([[board, found]]));
    const { columns, parts, rows } = together;
    const counts = tools.countFacets(columns, this.state, both && both.rows, tools.today());
    const order = tools.sorted(columns, counts.rows, tools.sortOrder(this.state), both && both.ranks);
    return {
      rows: order.slice(0, this.state.show).filter((row) => parts[row]).map((row) => rows[row]),
      matches: counts.rows.filter((row) => parts[row]).length,
    };
  }

  /**
   * @param {NetworkBoard} board
   * @param {Found | null} found
   * @param {number} matches
   */
  async #arrived(board, found, matches) {
    if (!this.#isReading) {
      this.#answers.set(board, found);
      if (this.#hasBegun) await this.#refresh(); // else it is part of what is shown first
    } else if (matches) {
      this.#late.set(board, { found, matches });
      const more = [...this.#late.values()].reduce((sum, late) => sum + late.matches, 0);
      this.network.view.offer([...this.#late.keys()], more, () => this.#showLate().catch(console.warn));
    }
  }

  async #showLate() {
    const boards = [...this.#late.keys()];
    for (const [board, { found }] of this.#late) this.#answers.set(board, found);
    this.#late.clear();
    await this.#refresh();
    this.network.view.focus(boards);
  }

  /** Shows the answers. Those that come meanwhile are shown after that. */
  #refresh() {
    this.#isStale = true;
    this.#showing ??= this.#showAll().finally(() => { this.#showing = undefined; });
    return this.#showing;
  }

  async #showAll() {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#loadMoved();
      const { columns, found } = this.network.results(this.own, this.#answers);
      await this.show(columns, found, this.#answers.size + 1);
    }
  }

  /** Ends when the reader does something, or has had time to begin to read. */
  async #reading() {
    const { signal } = this;
    const acts = ACTIONS.map((action) => new Promise((resolve) => {
      addEventListener(action, resolve, { once: true, passive: true, signal });
    }));
    await Promise.race([...acts, after(READING)]);
    this.#isReading = true;
  }
}

/** @param {number} milliseconds */
function after(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
