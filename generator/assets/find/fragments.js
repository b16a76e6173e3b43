// @ts-check
/**
 * What a card says of a row, and its text: one of Pagefind's fragments, a small file a listing.
 * They are read here and not through Pagefind, which would first load all of its index for a
 * search without words.
 */

/** @typedef {import("../card.js").Facts} Facts */

/**
 * @typedef {object} Fragment
 * @property {Facts} facts
 * @property {string} text
 */

const SIGNATURE = "pagefind_dcd";

/** @type {Map<string, Promise<Fragment>>} */
const known = new Map();

/**
 * @param {string} folder Pagefind's, with a slash at the end
 * @param {string} name
 * @returns {Promise<Fragment>}
 */
export function fragment(folder, name) {
  const wanted = known.get(name) ?? load(`${folder}fragment/${name}.pf_fragment`);
  known.set(name, wanted);
  wanted.catch(() => known.delete(name)); // ask again another time
  return wanted;
}

/**
 * @param {string} address
 * @returns {Promise<Fragment>}
 */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  // A host may have said that the file is compressed; the browser then has unpacked it.
  const packed = new Uint8Array(bytes)[0] === 0x1f;
  const body = packed ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
  const text = await new Response(body).text();
  const { url, meta, content } = JSON.parse(text.startsWith(SIGNATURE) ? text.slice(SIGNATURE.length) : text);
  return { facts: { ...meta, id: url }, text: content };
}
