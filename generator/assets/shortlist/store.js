// @ts-check
/**
 * The projects that a reader has saved: in this browser's localStorage and nowhere else. Without
 * storage the list lasts as long as the page.
 */

import { isId } from "../lib/listing_id.js";
import { readItem, siteKey, writeItem } from "../lib/storage.js";

/**
 * What is stored of a project: enough to name it if it leaves the board.
 * @typedef {object} Saved
 * @property {string} id `acme/market-survey`
 * @property {string} title
 * @property {string} who the employer's name
 */

const KEY = siteKey("shortlist");
const LIMIT = 200;

/** @type {Saved[] | undefined} the list where there is no storage */
let memory;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Saved[]} in the order in which they were saved */
export function saved() {
  return memory ?? parse(readItem(KEY));
}

/**
 * Reads what is stored. Other scripts may have written anything: invalid items are left out.
 * @param {string | null} text
 * @returns {Saved[]}
 */
function parse(text) {
  let items;
  try {
    items = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(items)) return [];
  const valid = items.filter((item) => isId(item?.id));
  return valid.map(({ id, title, who }) => ({ id, title: String(title ?? id), who: String(who ?? "") }));
}

/** @param {string} id */
export function isSaved(id) {
  return saved().some((item) => item.id === id);
}

/** @param {Saved} item */
export function save(item) {
  if (isId(item.id) && !isSaved(item.id)) write([...saved(), item].slice(-LIMIT));
}

/** @param {string} id */
export function remove(id) {
  write(saved().filter((item) => item.id !== id));
}

export function removeAll() {
  write([]);
}

/**
 * Updates a saved project that has a new address or title.
 * @param {string} id the id under which it was saved
 * @param {Saved} current
 */
export function replace(id, current) {
  const items = saved();
  const known = items.find((item) => item.id === id);
  if (!known || JSON.stringify(known) === JSON.stringify(current)) return;
  const others = items.filter((item) => item.id !== current.id || item.id === id);
  write(others.map((item) => (item.id === id ? current : item)));
}

/**
 * Calls `listener` whenever the list changes, in another tab too.
 * @param {() => void} listener
 */
export function watch(listener) {
  listeners.add(listener);
}

/** @param {Saved[]} items */
function write(items) {
  if (!writeItem(KEY, JSON.stringify(items))) memory = items;
  for (const listener of listeners) listener();
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) for (const listener of listeners) listener();
});
