// @ts-check
/** Compares the pay of listings, once the board's exchange rates are loaded. */

import { followPage, loadTable, readersCurrency } from "../currency.js";
import { hourlyFacts } from "../lib/card_facts.js";
import { aboutHourly, inBase } from "../lib/exchange.js";
import { least } from "../lib/money.js";

/** @typedef {import("./listing.js").Listing} Listing */

/** @type {import("../lib/exchange.js").Exchange} */
let exchange = { currency: "", day: "", source: "", rates: {} };

/** Loads the rates, and shows pay in the reader's currency from then on. */
export async function loadExchange() {
  exchange = await loadTable();
  await followPage();
}

/**
 * The hourly rate in the reader's currency; empty if it can't be said.
 * @param {Listing} listing
 */
export function aboutOf(listing) {
  return aboutHourly(hourlyFacts(listing), readersCurrency(exchange), exchange);
}

/**
 * The least that an hour pays, for sorting; less than any other if it can't be compared.
 * @param {Listing | undefined} listing
 */
export function comparablePay(listing) {
  const pay = listing ? inBase(least(listing.hourly_rate), listing.pay.currency, exchange) : NaN;
  return Number.isNaN(pay) ? -Infinity : pay;
}
