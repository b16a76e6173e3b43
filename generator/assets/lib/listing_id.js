// @ts-check
/** The id of a listing: `acme/market-survey`. Pure. */

// Two hyphens are in the id of another board's listing: generator/model/network.py.
const ID = /^[a-z0-9]+(?:--?[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Whether something can be the id of a listing, and so a part of its address.
 * @param {unknown} id
 * @returns {id is string}
 */
export function isId(id) {
  return typeof id === "string" && id.length <= 200 && ID.test(id);
}
