// @ts-check
/** Exact decimal numbers, because no floating point may decide what is fair pay. */

/** @typedef {{units: bigint, scale: number}} Decimal units of 10 to the power of minus `scale` */

/**
 * @param {string} text such as `17.50`
 * @returns {Decimal}
 */
export function decimal(text) {
  const [, sign = "", whole = "", part = ""] = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  const units = BigInt(whole + part || 0);
  return { units: sign === "-" ? -units : units, scale: part.length };
}

/**
 * Negative if `a` is less than `b`, 0 if they are equal.
 * @param {Decimal} a
 * @param {Decimal} b
 */
export function compare(a, b) {
  const [x, y] = [a.units * 10n ** BigInt(b.scale), b.units * 10n ** BigInt(a.scale)];
  return x < y ? -1 : Number(x > y);
}

/**
 * @param {Decimal} a
 * @param {Decimal} b
 */
export const times = (a, b) => ({ units: a.units * b.units, scale: a.scale + b.scale });

/**
 * `a / b`, both positive, rounded to a number of decimals.
 * @param {Decimal} a
 * @param {Decimal} b
 * @param {number} scale
 * @param {"down" | "up" | "even"} how `even`: to the nearest, of two the even one
 * @returns {Decimal}
 */
export function divide(a, b, scale, how) {
  const over = a.units * 10n ** BigInt(b.scale + scale);
  const under = b.units * 10n ** BigInt(a.scale);
  const [units, rest] = [over / under, over % under];
  const twice = 2n * rest;
  const more = how === "up" ? rest > 0n : how === "even" && (twice > under || (twice === under && units % 2n === 1n));
  return { units: more ? units + 1n : units, scale };
}

export const ONE = decimal("1");

/**
 * All digits: `0.0000001`.
 * @param {Decimal} number
 */
export function plain({ units, scale }) {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale ? "." : ""}${digits.slice(whole.length)}`;
}

/**
 * As Python writes it: `17.50`, but `1E-7`.
 * @param {Decimal} number
 */
export function shown(number) {
  const digits = String(number.units).replace("-", "");
  const exponent = digits.length - 1 - number.scale;
  if (!number.scale || exponent >= -6) return plain(number);
  const rest = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${number.units < 0n ? "-" : ""}${digits[0]}${rest}E${exponent}`;
}
