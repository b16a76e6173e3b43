// @ts-check
/** The filter of hourly pay: an amount and a currency. Pay in all currencies is compared with it. */

import { chooseCurrency, currencySelect } from "../currency.js";
import { dayInWords } from "../lib/days.js";
import { button, element, setStatus } from "../lib/dom.js";
import { readItem, siteKey, writeItem } from "../lib/storage.js";
import { plural } from "../lib/text.js";
import { leastLabel, parseLeast } from "./least_pay.js";

/** @typedef {import("./columns.js").Facet} Facet */

const LAST = siteKey("least-pay");
const DEBOUNCE = 300; // milliseconds after the last key

export class PayFilter {
  #timer = 0;
  #value = ""; // what was applied or shown last, as the address has it

  /**
   * @param {Facet} facet
   * @param {(facet: string, value: string) => void} choose
   */
  constructor(facet, choose) {
    const exchange = /** @type {import("../lib/exchange.js").Exchange} */ (facet.exchange);
    this.facet = facet;
    this.exchange = exchange;
    this.choose = choose;
    this.amount = element("input", "f-amount");
    Object.assign(this.amount, { type: "number", min: "0", step: "any", inputMode: "decimal" });
    this.amount.setAttribute("aria-label", "Least pay an hour");
    this.currency = currencySelect(exchange);
    this.currency.setAttribute("aria-label", "Currency");
    this.status = element("p", "f-note");
    this.again = button("f-more", "", () => this.choose(facet.id, readItem(LAST) ?? ""));
    this.selectedCount = element("span", "f-chosen");
    const row = element("div", "f-least", element("span", "", "At least"), this.amount, this.currency);
    const source = element("p", "f-note", `Compared at exchange rates of ${dayInWords(exchange.day)}. ${exchange.source}`);
    const group = element("div", "", row, this.again, this.status, source);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", facet.label);
    this.root = element("details", "f-facet", element("summary", "", facet.label, " ", this.selectedCount), group);
    this.root.open = true;
    this.amount.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#apply(), DEBOUNCE);
    });
    this.amount.addEventListener("change", () => this.#apply());
    this.currency.addEventListener("change", () => {
      chooseCurrency(this.currency.value, exchange);
      this.#apply();
    });
  }

  #apply() {
    clearTimeout(this.#timer);
    const value = this.amount.value ? `${this.currency.value}-${Number(Number(this.amount.value).toFixed(2))}` : "";
    const next = parseLeast(value) ? value : "";
    if (next === this.#value) return;
    this.#value = next;
    if (next) writeItem(LAST, next);
    this.choose(this.facet.id, next);
  }

  /**
   * @param {Uint32Array} counts
   * @param {Set<string> | undefined} selected
   */
  update(counts, selected) {
    const [value = ""] = selected ?? [];
    const least = parseLeast(value);
    if (value !== this.#value) { // not what was typed here
      this.#value = value;
      this.amount.value = least ? String(least.amount) : "";
    }
    if (least) this.currency.value = least.currency;
    this.selectedCount.textContent = value && leastLabel(value).replace("at least ", "");
    const last = readItem(LAST) ?? "";
    this.again.hidden = Boolean(value) || !parseLeast(last);
    this.again.textContent = `${leastLabel(last).replace("at", "At")}, as last time`;
    setStatus(this.status, value ? this.#summary(counts, value) : "");
  }

  /**
   * @param {Uint32Array} counts
   * @param {string} value
   */
  #summary(counts, value) {
    const limit = this.facet.least?.(value) ?? NaN;
    let count = 0;
    this.facet.values.forEach(({ amount = 0 }, index) => { if (amount >= limit) count += counts[index]; });
    return `${plural(count, "project pays", "projects pay")} that or more.`;
  }
}

