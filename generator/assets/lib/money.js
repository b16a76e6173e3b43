// @ts-check
/**
 * Amounts of money in words, as in generator/board/wording.py. Symbols of currencies come from the
 * browser. Pure.
 */

/** @typedef {number | {min: number, max: number}} Amount a number or a range, as in the API */

const NARROW_NO_BREAK_SPACE = "\u202f";

/** @param {Amount} amount */
export function least(amount) {
  return typeof amount === "number" ? amount : amount?.min;
}

/** @param {Amount} amount */
export function most(amount) {
  return typeof amount === "number" ? amount : amount?.max;
}

/**
 * A symbol that belongs to one currency only: `US$`, `€`, `CA$`. Otherwise its code and a space.
 * @param {string} currency
 */
export function symbol(currency) {
  if (currency === "USD") return "US$";
  if (!/^[A-Z]{3}$/.test(currency)) return `${currency} `; // still being typed
  const parts = new Intl.NumberFormat("en", { style: "currency", currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === "currency")?.value ?? currency;
  return sign === currency ? currency + NARROW_NO_BREAK_SPACE : sign;
}

/**
 * `1,200`, `17.50`: no needless decimals, and never a single one.
 * @param {number} value
 */
function number(value) {
  const decimals = Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: 10 });
}

/**
 * `US$400`, `€300–450`
 * @param {Amount} amount
 * @param {string} currency
 */
export function money(amount, currency) {
  const [low, high] = [number(least(amount)), number(most(amount))];
  return symbol(currency) + (low === high ? low : `${low}–${high}`);
}

/**
 * The hourly rate: `US$20–26/hour`. A rate that was worked out has no cents from 10 units on, and is
 * rounded down: `rounded_rate` in generator/model/listing.py.
 * @param {Amount} amount
 * @param {{currency: string, per: string}} pay
 */
export function rate(amount, { currency, per }) {
  const shown = per === "hour" ? amount : { min: withoutCents(least(amount)), max: withoutCents(most(amount)) };
  return `${money(shown, currency)}/hour`;
}

/** @param {number} amount */
function withoutCents(amount) {
  return amount < 10 ? amount : Math.floor(amount);
}
