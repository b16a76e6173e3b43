// @ts-check
/**
 * The browser's localStorage, which a reader may have blocked: then nothing is read, and writing
 * reports failure. Keys contain the site's path, so that boards on one host stay apart.
 */

/** The site's root, with a slash at its end. */
export const siteRoot = new URL("../../../", import.meta.url);

/**
 * The key of this site's `name`.
 * @param {string} name
 */
export function siteKey(name) {
  return `board-${name}:${siteRoot.pathname}`;
}

/**
 * @param {string} key
 * @returns {string | null} null if there is nothing, or no storage
 */
export function readItem(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} text empty text removes the item
 * @returns {boolean} whether the browser stored it
 */
export function writeItem(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
