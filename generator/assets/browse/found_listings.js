// @ts-check
/**
 * The listings that a search shows, from the board's own data: `api/v1/listings/<id>.json`. What
 * they are filed under is known from the columns already.
 */

import { cardFacts } from "../lib/card_facts.js";
import { aboutHourly } from "../lib/exchange.js";
import { applicants, language } from "../lib/words.js";

/** @typedef {import("../card.js").Facts} Facts */
/** @typedef {import("./columns.js").Columns} Columns */

/**
 * @typedef {object} FoundListing
 * @property {Facts} facts
 * @property {string[][]} terms each a heading, a label and other names: `["Skill", "Excel", "MS Excel"]`
 * @property {string[]} text paragraphs
 * @property {string[]} skills the ids of those that it asks for
 * @property {string[]} gains the ids of those that one learns
 * @property {import("./columns.js").Elsewhere["board"]} [board] if it is another board's
 */

// The facets of what a listing is filed under, and how a result calls each.
const HEADINGS = [
  ["category", "Type of work"], ["industry", "Industry"], ["audience", "Open to"], ["offers", "Offers"],
];
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, pre, td, th";

/** By address. @type {Map<string, Promise<FoundListing>>} */
const loaded = new Map();
/** @type {Promise<Map<string, string[]>> | undefined} */
let names;

/**
 * @param {string} root the path to the site's root, with a slash at the end
 * @param {Columns} columns
 * @param {number} row
 * @returns {Promise<FoundListing>}
 */
export function loadFound(root, columns, row) {
  const url = `${root}api/v1/listings/${columns.ids[row]}.json`;
  const found = loaded.get(url) ?? load(url, columns, row, columns.elsewhere?.(row));
  loaded.set(url, found);
  found.catch(() => loaded.delete(url)); // the next call tries again
  return found;
}

/**
 * The label and the other names of each skill, by its id. Only a few searches need them.
 * @param {string} root
 * @returns {Promise<Map<string, string[]>>}
 */
export function loadSkillNames(root) {
  names ??= getJson(`${root}api/v1/skills.json`).then(({ skills }) => new Map(
    skills.map((/** @type {any} */ { id, label, aliases }) => [id, [label, ...aliases]]),
  ));
  names.catch(() => { names = undefined; });
  return names;
}

/**
 * @param {string} url
 * @param {Columns} columns
 * @param {number} row
 * @param {import("./columns.js").Elsewhere | null} [elsewhere] the listing, if it is another board's
 * @returns {Promise<FoundListing>}
 */
async function load(url, columns, row, elsewhere) {
  const listing = elsewhere?.listing ?? await getJson(url);
  const facts = cardFacts(listing);
  const { exchange } = columns;
  const from = applicants(listing.place);
  const gains = listing.gains ?? [];
  const description = new DOMParser().parseFromString(listing.description.html, "text/html");
  return {
    facts: { ...facts, about: aboutHourly(facts.hour ?? "", exchange.currency, exchange) },
    terms: [
      ...skillTerms(columns, "Skill", listing.skills),
      ...skillTerms(columns, "You learn", gains),
      ...HEADINGS.flatMap(([facet, heading]) => labels(columns, facet, row).map((label) => [heading, label])),
      ...(from ? [["Open to people from", from]] : []),
      ["Language", language(listing.language)],
    ],
    text: [
      ...[...description.querySelectorAll(BLOCKS)].map((block) => ownText(block)),
      ...listing.deliverables.map((/** @type {any} */ { what }) => what),
    ].filter(Boolean),
    skills: listing.skills,
    gains,
    board: elsewhere?.board,
  };
}

/**
 * Those of the skills that any open listing asks for: the columns have their labels.
 * @param {Columns} columns
 * @param {string} heading
 * @param {string[]} ids
 */
function skillTerms({ facets }, heading, ids) {
  const values = facets.find(({ id }) => id === "skill")?.values ?? [];
  return values.filter(({ id }) => ids.includes(id)).map(({ label }) => [heading, label]);
}

/**
 * @param {string} url
 * @returns {Promise<any>}
 */
async function getJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/**
 * The text of a block without that of the blocks in it, which are on their own.
 * @param {Element} block
 */
function ownText(block) {
  for (const inner of block.querySelectorAll(`${BLOCKS}, ul, ol`)) inner.remove();
  return block.textContent?.trim() ?? "";
}

/**
 * @param {Columns} columns
 * @param {string} id of a facet
 * @param {number} row
 */
function labels({ facets }, id, row) {
  const facet = facets.find((item) => item.id === id);
  if (!facet) return [];
  return [...facet.items.slice(facet.starts[row], facet.starts[row + 1])].map((index) => facet.values[index].label);
}
