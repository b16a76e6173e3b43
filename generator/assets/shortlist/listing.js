// @ts-check
/** Loads listings and the vocabulary's labels from the board's own data files (docs/reference/api.md). */

import { daysLeft } from "../lib/days.js";
import { siteRoot } from "../lib/storage.js";

/**
 * A listing, as `api/v1/listings/<id>.json` has it. The fields are described in
 * schema/listing.schema.json.
 * @typedef {any} Listing
 */

/**
 * @typedef {object} Lookup
 * @property {"found" | "gone" | "unavailable"} status `unavailable`: it could not be loaded now
 * @property {string} id the current one, which differs from the requested one if the listing moved
 * @property {Listing} [listing] if it was found
 */

/**
 * Gives the label of a term. Two vocabularies may use the same id.
 * @typedef {(vocabulary: Vocabulary, id: string) => string} LabelOf
 */

/** @typedef {"skills" | "categories" | "industries"} Vocabulary */

/** @type {Vocabulary[]} */
const VOCABULARIES = ["skills", "categories", "industries"];

/** @type {Promise<LabelOf> | undefined} */
let labels;

/**
 * Loads a listing, open or closed. A former id gives the listing under its current one.
 * @param {string} id
 * @returns {Promise<Lookup>}
 */
export async function loadListing(id) {
  try {
    const response = await fetch(dataUrl(`listings/${id}`));
    if (response.status === 404 || response.status === 410) return { status: "gone", id };
    if (!response.ok) return { status: "unavailable", id };
    const listing = await response.json();
    return { status: "found", id: listing.id, listing };
  } catch {
    return { status: "unavailable", id };
  }
}

/**
 * Loads the labels once. Without them, ids stand in.
 * @returns {Promise<LabelOf>}
 */
export function loadLabels() {
  labels ??= Promise.all(VOCABULARIES.map(loadVocabulary)).then((vocabularies) => {
    const known = new Map(vocabularies);
    return (vocabulary, id) => known.get(vocabulary)?.get(id) ?? id;
  });
  return labels.catch(() => {
    labels = undefined; // the next comparison tries again
    return idsAsLabels;
  });
}

/** @type {LabelOf} */
export const idsAsLabels = (_, id) => id;

/**
 * @param {Vocabulary} name
 * @returns {Promise<[Vocabulary, Map<string, string>]>} with the labels by id
 */
async function loadVocabulary(name) {
  const response = await fetch(dataUrl(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  /** @type {{id: string, label: string}[]} */
  const terms = (await response.json())[name];
  return [name, new Map(terms.map(({ id, label }) => [id, label]))];
}

/** @param {string} path */
function dataUrl(path) {
  return new URL(`api/v1/${path}.json`, siteRoot);
}

/**
 * The state of a listing now: its deadline may have passed since the build.
 * @param {Listing} listing
 * @returns {string} `open`, `expired`, `filled` or `withdrawn`
 */
export function stateNow({ state, deadline }) {
  return state === "open" && daysLeft(deadline) < 0 ? "expired" : state;
}
