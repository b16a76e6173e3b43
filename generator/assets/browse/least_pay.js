// @ts-check
/** The filter "at least US$20 an hour" as the address has it: `rate=USD-20`. Pure. */

import { money } from "../lib/money.js";

const LEAST = /^([A-Z]{3})-(\d{1,9}(?:\.\d{1,2})?)$/;

/**
 * @param {string} text
 * @returns {{currency: string, amount: number} | undefined}
 */
export function parseLeast(text) {
  const [, currency, digits] = LEAST.exec(text) ?? [];
  const amount = Number(digits);
  return amount > 0 ? { currency, amount } : undefined;
}

/**
 * `at least US$20/hour`
 * @param {string} text
 */
export function leastLabel(text) {
  const least = parseLeast(text);
  return least ? `at least ${money(least.amount, least.currency)}/hour` : text;
}
