// @ts-check
/**
 * Projects that several boards have. A hub shows those of other boards under ids such as
 * `north--acme/survey`, and says in `origins` where `north` is. Pure.
 */

/**
 * What is the same for the same project: the address of the board that has it itself, and its id there.
 * @param {string} id
 * @param {string} home the address of the board that shows it, with a slash at the end
 * @param {Record<string, string>} origins
 */
export function source(id, home, origins) {
  const at = id.indexOf("--");
  const board = id.slice(0, Math.max(at, 0));
  return Object.hasOwn(origins, board) ? origins[board] + id.slice(at + 2) : home + id;
}

/**
 * `origins` as a browser writes addresses: `https://xn--bcher-kva.example/` for `https://bücher.example/`.
 * @param {Record<string, string>} origins
 * @throws {TypeError} if one is no address
 */
export function addresses(origins) {
  return Object.fromEntries(Object.entries(origins).map(([board, address]) => [board, new URL(address).href]));
}
