// @ts-check
/** Judges hosts of web addresses: private ones, services, link shorteners, shared domains and disguises. */

import { isNumber, readAddress } from "./address.js";

/** @typedef {{services: string[], free_mail: string[], samples: string[], shared: string[], private: string[], shorteners: string[], latin_twins: string, phonetic_twins: string, second: string[]}} Lists */

/**
 * The host without `www.`; empty if a browser can't open the address.
 * @param {string} url
 * @param {import("./address.js").Limits} limits
 */
export function hostOf(url, limits) {
  const address = url ? readAddress(url, limits) : undefined;
  return address && "host" in address ? address.host.replace(/^www\./, "") : "";
}

/**
 * The host of an email address; empty if it has none.
 * @param {string} email
 * @param {import("./address.js").Limits} limits
 */
export const emailHost = (email, limits) => (email ? hostOf(`https://${email.slice(email.lastIndexOf("@") + 1)}`, limits) : "");

/**
 * The registered domain: `acme.co.uk` for `jobs.acme.co.uk`.
 * @param {string} host
 * @param {Lists} lists
 */
export function registered(host, { shared, second }) {
  const labels = host.split(".");
  const parent = labels.slice(-2).join(".");
  const [above, last] = labels.slice(-2);
  const isSuffix = labels.length > 1 && second.includes(above) && [...last].length === 2;
  return shared.includes(parent) || isSuffix ? labels.slice(-3).join(".") : parent;
}

/**
 * @param {string} host
 * @param {string[]} names
 */
const isUnder = (host, names) => names.some((name) => host === name || host.endsWith(`.${name}`));

/**
 * @param {string} host
 * @param {Lists} lists
 */
export const isService = (host, { services }) => isUnder(host, services);

/**
 * Whether it is kept for examples.
 * @param {string} host
 * @param {Lists} lists
 */
export const isSample = (host, lists) => host.endsWith(".example") || lists.samples.includes(registered(host, lists));

/**
 * Whether it is an IP address, or a name that is not on the public internet.
 * @param {string} host
 * @param {Lists} lists
 */
export const isPrivate = (host, lists) => isNumber(host) || isUnder(host, lists.private);

/**
 * The service that makes short links whose host this is, or "".
 * @param {string} host
 * @param {Lists} lists
 */
export const shortener = (host, { shorteners }) => shorteners.find((name) => isUnder(host, [name])) ?? "";

const BESIDE_LATIN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|ー|\p{Script=Hangul}|\p{Script=Bopomofo}/u;

/**
 * The label that imitates another name with letters that look alike, or "".
 * @param {string} host
 * @param {Lists} lists
 */
export function disguise(host, { latin_twins, phonetic_twins }) {
  for (const label of host.split(".")) {
    if (/^[\0-\x7f]*$/.test(label)) continue;
    const letters = label.match(/\p{L}/gu) ?? [];
    const isLatin = (/** @type {string} */ letter) => /\p{Script=Latin}/u.test(letter) && !phonetic_twins.includes(letter);
    const others = letters.filter((letter) => !isLatin(letter) && !BESIDE_LATIN.test(letter));
    const areTwins = letters.length > 0 && letters.every((letter) => latin_twins.includes(letter));
    const isGreek = letters.some((letter) => /\p{Script=Greek}/u.test(letter));
    const isCyrillic = letters.some((letter) => /\p{Script=Cyrillic}/u.test(letter));
    if ((letters.some(isLatin) && others.length) || (isGreek && isCyrillic) || areTwins) return label;
  }
  return "";
}
