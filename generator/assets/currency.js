// @ts-check
/**
 * Shows pay in the currency that the reader chose: "about US$22/hour" beside pay in another one.
 * deadlines.js loads it once there is a choice, or when the reader wants to choose. /browse/ has it
 * in its bundle too: twice on a page does no harm.
 */

import { element } from "./lib/dom.js";
import { aboutHourly } from "./lib/exchange.js";
import { readItem, siteKey, siteRoot, writeItem } from "./lib/storage.js";

/** @typedef {import("./lib/exchange.js").Exchange} Exchange */

const KEY = siteKey("currency");
const names = new Intl.DisplayNames("en", { type: "currency" });
/** @type {Promise<Exchange> | undefined} */
let table;

/** The exchange rates, loaded once. */
export function loadTable() {
  table ??= fetch(new URL("api/v1/exchange_rates.json", siteRoot)).then((response) => response.json());
  table.catch(() => { table = undefined; }); // the next call tries again
  return table;
}

/**
 * The reader's currency, or else the board's own.
 * @param {Exchange} exchange
 */
export function readersCurrency(exchange) {
  const chosen = readItem(KEY) ?? "";
  return Object.hasOwn(exchange.rates, chosen) ? chosen : exchange.currency;
}

/**
 * @param {string} code
 * @param {Exchange} exchange
 */
export function chooseCurrency(code, exchange) {
  writeItem(KEY, code);
  follow(exchange);
  document.dispatchEvent(new CustomEvent("board:currency"));
}

/**
 * Every currency with a rate, by name, with the chosen one selected.
 * @param {Exchange} exchange
 */
export function currencySelect(exchange) {
  const options = Object.keys(exchange.rates).map((code) => new Option(`${names.of(code)} (${code})`, code));
  options.sort((a, b) => a.text.localeCompare(b.text, "en"));
  const select = element("select", "b-currency", ...options);
  select.value = readersCurrency(exchange);
  return select;
}

/**
 * Puts a list of currencies in the place of a button.
 * @param {HTMLElement} button
 */
export async function offerChoice(button) {
  const exchange = await loadTable();
  const select = currencySelect(exchange);
  select.addEventListener("change", () => chooseCurrency(select.value, exchange));
  button.replaceWith(element("label", "", "Your currency ", select));
  select.focus();
}

/** @param {Exchange} exchange */
function showAmounts(exchange) {
  const currency = readersCurrency(exchange);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-hour]"))) {
    const text = aboutHourly(place.dataset.hour ?? "", currency, exchange);
    if (place.matches(".b-about")) {
      if (place.textContent !== text) place.textContent = text;
      place.hidden = !text;
    } else showInCard(place, text && `, ${text}`);
  }
}

/**
 * @param {HTMLElement} pay
 * @param {string} text
 */
function showInCard(pay, text) {
  const shown = pay.querySelector(".b-about, i"); // on a card, in a row
  if (!text) shown?.remove();
  else if (!shown) pay.append(element("span", "b-about", text));
  else if (shown.textContent !== text) shown.textContent = text;
}

/** Converts what is on the page, and what scripts add to it later. */
export async function followPage() {
  follow(await loadTable());
}

/** @type {MutationObserver | undefined} */
let observer;

/** @param {Exchange} exchange */
function follow(exchange) {
  showAmounts(exchange);
  if (observer) return;
  observer = new MutationObserver(() => showAmounts(exchange));
  observer.observe(document.body, { childList: true, subtree: true });
}
