// @ts-check
/** What the page says of other boards: a line for each, and a button for results that came late. */

import { button, element, setStatus } from "../lib/dom.js";
import { list, plural } from "../lib/text.js";

/** @typedef {import("./network_board.js").NetworkBoard} NetworkBoard */

/** What a line says if a board can't be searched. @type {Record<import("./limited_fetch.js").Reason, string>} */
const FAILED = {
  silent: "did not answer",
  missing: "can’t be searched from here: it has no open project, or needs an update",
  large: "is too large to search from here",
  unreadable: "sent something that can’t be read",
  newer: "has a newer version than this board can read",
};
const MOST_NAMES = 3;

export class NetworkView {
  /** @type {Map<string, HTMLElement>} */
  #lines = new Map();
  /** Whether each board that is done has answered. @type {Map<string, boolean>} */
  #done = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.asks = /** @type {HTMLElement} */ (root.querySelector(".f-note"));
    this.answers = /** @type {HTMLElement} */ (root.querySelector("details"));
    this.status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
    this.addresses = [...root.querySelectorAll("[data-board]")].map((line) => {
      const { board: id = "" } = /** @type {HTMLElement} */ (line).dataset;
      const home = /** @type {HTMLAnchorElement} */ (line.querySelector("a"));
      this.#lines.set(id, /** @type {HTMLElement} */ (line.querySelector("span")));
      return { id, name: home.textContent ?? "", url: home.href };
    });
    this.late = element("p", "f-late");
    root.append(this.late);
  }

  /** A search begins. */
  begin() {
    this.#done.clear();
    this.late.replaceChildren();
    this.#show(true);
    for (const line of this.#lines.values()) if (!line.textContent) line.textContent = " …";
    setStatus(this.status, `Asking ${plural(this.#lines.size, "other board")} …`);
  }

  /** Other boards are not searched any more. */
  end() {
    this.late.replaceChildren();
    this.#show(false);
  }

  /** @param {boolean} answers what the boards answer, or what the switch would ask */
  #show(answers) {
    this.answers.hidden = !answers;
    this.asks.classList.toggle("f-away", answers);
  }

  /**
   * @param {NetworkBoard} board
   * @param {number} matches
   * @param {number} open
   * @param {boolean} isEverything whether the search asks for every project
   */
  answered(board, matches, open, isEverything) {
    const count = `${matches.toLocaleString("en")} of ${plural(open, "project")} ${matches === 1 ? "matches" : "match"}`;
    const older = board.isOlder ? ", an older version" : "";
    this.#say(board, `: ${isEverything ? plural(open, "project") : count}${older}`, true);
  }

  /**
   * @param {NetworkBoard} board
   * @param {import("./limited_fetch.js").Reason} reason
   */
  failed(board, reason) {
    this.#say(board, ` ${FAILED[reason]}`, false);
  }

  /**
   * @param {NetworkBoard} board
   * @param {string} text
   * @param {boolean} hasAnswered
   */
  #say(board, text, hasAnswered) {
    setStatus(/** @type {HTMLElement} */ (this.#lines.get(board.id)), text);
    this.#done.set(board.id, hasAnswered);
    this.#sumUp();
  }

  /** Says how many boards have answered, once all are done. */
  #sumUp() {
    if (this.#done.size < this.#lines.size) return;
    const silent = this.addresses.filter(({ id }) => !this.#done.get(id)).map(({ name }) => name);
    const count = `${this.#done.size - silent.length} of ${plural(this.#done.size, "other board")} answered`;
    setStatus(this.status, `${count}${silent.length ? `, not ${names(silent, "or")}` : ""}.`);
  }

  /**
   * Offers results that came when the reader was reading already.
   * @param {NetworkBoard[]} boards
   * @param {number} count
   * @param {() => void} showThem
   */
  offer(boards, count, showThem) {
    const from = names(boards.map(({ name }) => name), "and");
    const label = `Show ${count.toLocaleString("en")} more from ${from}`;
    this.late.replaceChildren(button("f-further", label, () => {
      this.late.replaceChildren();
      this.#sumUp();
      showThem();
    }));
    setStatus(this.status, `${plural(count, "more project")} from ${from}.`);
  }

  /**
   * Focuses the first card of one of the boards, or the first card.
   * @param {NetworkBoard[]} boards
   */
  focus(boards) {
    const cards = boards.map(({ id }) => `.f-results [data-board="${id}"] .b-card__title a`);
    const first = document.querySelector(cards.join()) ?? document.querySelector(".f-results .b-card__title a");
    /** @type {HTMLElement | null} */ (first)?.focus();
  }
}

/**
 * `Northgate and Oldcastle`, or how many they are.
 * @param {string[]} boards
 * @param {"and" | "or"} conjunction
 */
function names(boards, conjunction) {
  return boards.length > MOST_NAMES ? `${boards.length} boards` : list(boards, conjunction);
}
