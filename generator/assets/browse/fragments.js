// @ts-check
/**
 * The facts of a listing's card and its texts: a small file per listing, which card_files in
 * generator/rendering/search_text.py writes.
 */

import { loadPacked } from "./columns.js";

/** @typedef {import("../card.js").Facts} Facts */

/**
 * @typedef {object} Fragment
 * @property {Facts} facts
 * @property {string[][]} terms each a heading, a label and other names: `["Skill", "Excel", "MS Excel"]`
 * @property {string[]} text paragraphs
 */

/** @type {Map<string, Promise<Fragment>>} */
const loaded = new Map();

/**
 * @param {string} root the path to the site's root, with a slash at the end
 * @param {string} name
 * @returns {Promise<Fragment>}
 */
export function loadFragment(root, name) {
  const fragment = loaded.get(name) ?? loadPacked(`${root}find/cards/${name}.bin`, "default");
  loaded.set(name, fragment);
  fragment.catch(() => loaded.delete(name)); // the next call tries again
  return fragment;
}
