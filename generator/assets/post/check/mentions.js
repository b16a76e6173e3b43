// @ts-check
/** The web addresses in texts, as generator/checking/rule_kit/addresses.py finds them. */

import { publicAddress } from "./address.js";
import { textsOf } from "./prose.js";
import { fill, matches, quoted } from "./text.js";

/** @typedef {import("./words.js").Path} Path */
/** @typedef {import("./check.js").Board["checks"]} Checks */
/**
 * @typedef {object} Mention
 * @property {Path} path
 * @property {string} text the address as it is on the page; empty for a link without one
 * @property {string} scheme
 * @property {string} host without `www.`; empty if it can't be used
 * @property {string} refusal why it can't be used
 */

/** @type {WeakMap<object, Mention[]>} */
const known = new WeakMap();

/**
 * Each address in a listing once a text.
 * @param {import("./listing.js").Listing} listing
 * @param {Checks} checks
 * @returns {Mention[]}
 */
export function mentionsOf(listing, checks) {
  let found = known.get(listing);
  if (!found) {
    const { links, uncoded } = listing.description;
    const all = links.map((href) => read(["description"], href, checks));
    if (listing.outcome.link) all.push(read(["outcome", "link"], listing.outcome.link, checks));
    for (const [path, text] of textsOf(listing)) {
      all.push(...mentionsIn(path[0] === "description" ? uncoded : text, path, checks));
    }
    found = [...new Map(all.map((each) => [JSON.stringify([each.path, each.text]), each])).values()];
    known.set(listing, found);
  }
  return found;
}

/**
 * The addresses in plain text.
 * @param {string} text
 * @param {Path} path
 * @param {Checks} checks
 */
export function mentionsIn(text, path, checks) {
  const { written, marks_after: marks } = checks.mentions;
  return [...matches(written, text)].map(({ text: found }) => {
    let end = found.length;
    while (end && marks.includes(found[end - 1])) end -= 1;
    return read(path, found.slice(0, end), checks);
  });
}

/**
 * @param {Path} path
 * @param {string} text
 * @param {Checks} checks
 * @returns {Mention}
 */
function read(path, text, checks) {
  const whole = /^www\./i.test(text) ? `https://${text}` : text;
  const address = whole ? publicAddress(whole, checks.address) : { reason: "url-none", values: {} };
  if ("reason" in address) {
    return { path, text, scheme: "", host: "", refusal: fill(checks.parts[address.reason], address.values) };
  }
  const scheme = /^https:/i.test(whole.trim()) ? "https" : "http";
  return { path, text, scheme, host: address.host.replace(/^www\./, ""), refusal: "" };
}

/**
 * What a rule quotes of it.
 * @param {Mention} mention
 */
export const shownAddress = ({ text }) => quoted(text);
