// @ts-check
/**
 * "Search 4 boards together": the switch. What it needs, and other boards, are asked only once the
 * reader has chosen it.
 */

import { today } from "../lib/days.js";
import { decodeColumns } from "./columns.js";
import { countFacets, sorted } from "./facet_counts.js";
import { sortOrder } from "./url_state.js";
import { mentionedBy } from "./word_search.js";

/** @typedef {import("./network.js").Own} Own */

export class SeveralBoards {
  /** @type {import("./network.js").Network | undefined} */
  #network;

  /** @param {(isOn: boolean) => void} change called when the reader turns the switch */
  constructor(change) {
    this.root = document.getElementById("find-network"); // null on a board without a network
    this.checkbox = /** @type {HTMLInputElement | undefined} */ (this.root?.querySelector("input") ?? undefined);
    if (!this.checkbox) return;
    this.checkbox.disabled = false;
    this.checkbox.addEventListener("change", () => {
      this.#network?.retry();
      change(Boolean(this.checkbox?.checked));
    });
  }

  /**
   * Shows what our board finds, and what the others find if they are searched too.
   * @param {Own} own
   * @param {import("./url_state.js").State} state
   * @param {AbortSignal} signal
   * @param {(columns: import("./columns.js").Columns, found: Own["found"], boards: number) => Promise<void>} show
   */
  async search(own, state, signal, show) {
    if (this.checkbox) this.checkbox.checked = state.boards;
    if (!this.root || !state.boards) {
      this.#network?.end();
      return show(own.columns, own.found, 1);
    }
    if (!this.#network) {
      const loading = import("./network.js");
      await show(own.columns, own.found, 1);
      const { Network } = await loading;
      this.#network ??= new Network(this.root, { decodeColumns, countFacets, sorted, sortOrder, mentionedBy, today });
    }
    signal.throwIfAborted();
    return this.#network.search(own, state, signal, show);
  }
}
