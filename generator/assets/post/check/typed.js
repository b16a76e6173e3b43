// @ts-check
/** What people type for an address to apply at. */

import { search, size, whole } from "./text.js";

/** @typedef {Record<string, import("./text.js").Pattern>} Patterns */

const LONGEST = 100; // characters; a longer text is no typing mistake

/**
 * `email: …` or `url: …`; empty if it is neither.
 * @param {string} text
 * @param {Patterns} patterns
 */
export function application(text, patterns) {
  if (size(text) > LONGEST) return "";
  const email = whole(patterns.email, text.trim())?.groups[1];
  if (email && whole(patterns.safe, email)) return `email: ${email}`;
  const web = whole(patterns.web, text.trim())?.groups[1];
  return web && !search(patterns.unsafe, web) ? `url: https://${web}` : "";
}

/**
 * @param {string} text
 * @param {Patterns} patterns
 */
export function isPhoneNumber(text, patterns) {
  return size(text) <= LONGEST && whole(patterns.phone, text.trim()) && (text.match(/\p{Nd}/gu) ?? []).length >= 6;
}
