// @ts-check
/**
 * Pay in another currency, at the board's exchange rates (`api/v1/exchange_rates.json`). The words
 * are those of generator/board/pay.py. Pure.
 */

import { money } from "./money.js";

/**
 * @typedef {object} Exchange
 * @property {string} currency the board's own
 * @property {string} day
 * @property {string} source
 * @property {Record<string, number>} rates how much of each currency one unit of the base buys
 */

/**
 * An amount in the base of the table; NaN if the currency has no rate.
 * @param {number} amount
 * @param {string} currency
 * @param {Exchange} exchange
 */
export function inBase(amount, currency, { rates }) {
  return Object.hasOwn(rates, currency) ? amount / rates[currency] : NaN;
}

/**
 * `about US$11–16/hour`; empty if there is nothing to convert.
 * @param {string} hour as `hourly_facts` writes it: `KES 1388.88 2083.33`
 * @param {string} to the currency to show
 * @param {Exchange} exchange
 */
export function aboutHourly(hour, to, exchange) {
  const [from, ...numbers] = hour.split(" ");
  const amounts = numbers.map((number) => inBase(Number(number), from, exchange) * (exchange.rates[to] ?? NaN));
  if (from === to || !amounts.length || !amounts.every((amount) => amount > 0)) return "";
  const [min, max = min] = amounts.map(roughly);
  return `about ${money({ min, max }, to)}/hour`;
}

/**
 * Whole units; tenths below 10, two digits below 1, and three digits from 1,000 on.
 * @param {number} amount
 */
function roughly(amount) {
  const magnitude = Math.floor(Math.log10(amount));
  if (magnitude < 1) return Number(amount.toFixed(1 - magnitude));
  const step = 10 ** Math.max(magnitude - 2, 0);
  return Math.round(amount / step) * step;
}
