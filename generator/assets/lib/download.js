// @ts-check
/** Saves text that the page made as a file. */

import { link } from "./dom.js";

const LIFETIME = 10_000; // milliseconds that the browser has to begin

/**
 * @param {string} content
 * @param {string} name the file's name
 * @param {string} type its media type
 */
export function download(content, name, type) {
  const file = link(URL.createObjectURL(new Blob([content], { type })), "");
  file.download = name;
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), LIFETIME);
}
