// @ts-check
/** Values that another board sent, or `Unusable` if one is not what it should be. Pure. */

import { Unusable } from "./limited_fetch.js";

// Control characters, and what turns the direction of text or can't be seen.
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
/** A language tag (BCP 47). */
export const LANGUAGE = /^(?:[A-Za-z]{2,8}|x)(?:-[A-Za-z0-9]{1,8}){0,4}$/;
const DAY = /^2[01]\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/**
 * @param {unknown} isRight
 * @returns {asserts isRight}
 */
export function demand(isRight) {
  if (!isRight) throw new Unusable("unreadable");
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function object(value) {
  demand(typeof value === "object" && value !== null && !Array.isArray(value));
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @param {number} most
 * @param {number} [least]
 * @returns {unknown[]}
 */
export function array(value, most, least = 0) {
  demand(Array.isArray(value) && value.length <= most && value.length >= least);
  return value;
}

/**
 * Text that can be seen, in one line.
 * @param {unknown} value
 * @param {number} most characters
 */
export function text(value, most) {
  demand(typeof value === "string" && value.length <= most);
  const shown = value.replace(/\s+/g, " ").replace(UNSEEN, "").trim();
  demand(shown);
  return shown;
}

/**
 * @param {unknown} value
 * @param {RegExp} pattern
 * @returns {string}
 */
export function matching(value, pattern) {
  demand(typeof value === "string" && pattern.test(value));
  return value;
}

/**
 * @param {unknown} value
 * @param {number} most
 * @param {number} [least]
 * @returns {number}
 */
export function number(value, most, least = 0) {
  demand(typeof value === "number" && value >= least && value <= most);
  return value;
}

/**
 * @param {unknown} value
 * @param {number} most
 */
export function whole(value, most) {
  demand(Number.isInteger(value));
  return number(value, most);
}

/** @param {unknown} value */
export function day(value) {
  const found = matching(value, DAY);
  demand(!Number.isNaN(Date.parse(found)));
  return found;
}
