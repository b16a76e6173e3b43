// @ts-check
/**
 * The notes on each project, in this browser's localStorage and nowhere else. Without storage they
 * last as long as the page.
 */

import { readItem, siteKey, writeItem } from "../lib/storage.js";

/** @typedef {Record<string, string>} Notes what was written, by the field's name */

/**
 * @typedef {object} Drafts
 * @property {number} version
 * @property {string} current the id of the project that was chosen last; empty for none
 * @property {Record<string, Notes>} notes by the project's id
 */

const KEY = siteKey("portfolio");
const VERSION = 1;
const ID = /^[a-z0-9-]{1,100}\/[a-z0-9-]{1,100}$/;

/** @returns {Drafts} */
export function noDrafts() {
  return { version: VERSION, current: "", notes: {} };
}

/**
 * Reads what is stored. Other scripts may have written anything: what is no draft is left out.
 * @returns {Drafts}
 */
export function storedDrafts() {
  return parseDrafts(readItem(KEY) ?? "");
}

/**
 * @param {string} text
 * @returns {Drafts}
 */
export function parseDrafts(text) {
  const drafts = noDrafts();
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return drafts;
  }
  for (const [id, notes] of Object.entries(Object(data?.notes))) {
    const texts = Object.entries(Object(notes)).filter(([, value]) => typeof value === "string");
    if (ID.test(id)) drafts.notes[id] = Object.fromEntries(texts);
  }
  if (ID.test(String(data?.current))) drafts.current = data.current;
  return drafts;
}

/**
 * @param {Drafts} drafts
 * @returns {boolean} whether the browser kept them
 */
export function storeDrafts(drafts) {
  return writeItem(KEY, Object.keys(drafts.notes).length ? JSON.stringify(drafts) : "");
}
