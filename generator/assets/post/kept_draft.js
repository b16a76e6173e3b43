// @ts-check
/** The draft as this browser keeps it. Answers that the form no longer asks for are kept too. */

import { readItem, siteKey, writeItem } from "../lib/storage.js";

/** @typedef {import("./fields.js").Values} Values */

const KEY = siteKey("post-draft");
const VERSION = 1;

export class KeptDraft {
  /** @type {Values} answers of an older form that have no field any more */
  #homeless = {};

  /**
   * @param {Map<string, unknown>} fields those that the form has, by path
   * @returns {{values: Values, step: string, homeless: string}} `homeless` in words; empty if all fit
   */
  load(fields) {
    /** @type {{values?: Values, step?: string}} */
    let draft = {};
    try {
      draft = JSON.parse(readItem(KEY) ?? "{}") ?? {};
    } catch {
      // not ours, or cut off: begin anew
    }
    const kept = draft.values && typeof draft.values === "object" ? draft.values : {};
    const unknown = Object.entries(kept).filter(([path]) => !fields.has(path));
    this.#homeless = Object.fromEntries(unknown);
    const homeless = unknown.map(([path, raw]) => `${path}: ${raw}`).join("; ");
    return { values: kept, step: typeof draft.step === "string" ? draft.step : "", homeless };
  }

  /**
   * @param {Values} values
   * @param {string} step
   * @returns {boolean} whether the browser keeps it
   */
  save(values, step) {
    return writeItem(KEY, JSON.stringify({ version: VERSION, values: { ...this.#homeless, ...values }, step }));
  }

  clear() {
    this.#homeless = {};
    writeItem(KEY, "");
  }
}
