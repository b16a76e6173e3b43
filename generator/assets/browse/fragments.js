// @ts-check
/**
 * The facts of a listing's card and its full text: one of Pagefind's fragments, a small file per
 * listing. They are loaded directly: Pagefind itself would first load its whole index, even if
 * there is no query.
 */

/** @typedef {import("../card.js").Facts} Facts */

/**
 * @typedef {object} Fragment
 * @property {Facts} facts
 * @property {string} text
 */

const SIGNATURE = "pagefind_dcd";
const GZIP = 0x1f; // the first byte of a gzip file

/** @type {Map<string, Promise<Fragment>>} */
const loaded = new Map();

/**
 * @param {string} folder Pagefind's, with a slash at the end
 * @param {string} name
 * @returns {Promise<Fragment>}
 */
export function loadFragment(folder, name) {
  const fragment = loaded.get(name) ?? load(`${folder}fragment/${name}.pf_fragment`);
  loaded.set(name, fragment);
  fragment.catch(() => loaded.delete(name)); // the next call tries again
  return fragment;
}

/**
 * @param {string} url
 * @returns {Promise<Fragment>}
 */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  // If the host declared the compression, the browser has already unpacked the file.
  const isPacked = new Uint8Array(bytes)[0] === GZIP;
  const body = isPacked ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
  return parseFragment(await new Response(body).text());
}

/**
 * @param {string} text
 * @returns {Fragment}
 */
export function parseFragment(text) {
  const { url, meta, content } = JSON.parse(text.startsWith(SIGNATURE) ? text.slice(SIGNATURE.length) : text);
  return { facts: { ...meta, id: url }, text: content };
}
