// @ts-check
/**
 * Reads a web address, and says why one can't be used: as generator/model/web_address.py does, but
 * with the browser's own `URL`. Both are tested with tests/model/addresses.json.
 */

import { start } from "./text.js";

/** @typedef {import("./text.js").Pattern} Pattern */
/** @typedef {{authority: Pattern, scheme: Pattern, ports: Record<string, number>, longest_name: number, longest_label: number}} Limits */
/** @typedef {{host: string, port: string}} Address `host` is in the letters of its own script */
/** @typedef {{reason: string, values: Record<string, any>}} Refusal `reason` is a name in `parts` */

/**
 * @param {string} reason
 * @param {Record<string, any>} [values]
 * @returns {Refusal}
 */
const refused = (reason, values = {}) => ({ reason, values });

/**
 * The http or https address that `text` is for a browser, or why it is none.
 * @param {string} text
 * @param {Limits} limits
 * @returns {Address | Refusal}
 */
export function readAddress(text, limits) {
  const typed = text.replace(/^[\0- ]+|(?<![\0- ])[\0- ]+$/g, "").replace(/[\t\n\r]/g, "");
  const match = start(limits.authority, typed);
  if (!match) {
    const scheme = start(limits.scheme, typed)?.groups[1].toLowerCase();
    if (!scheme) return refused("url-relative");
    return refused(Object.hasOwn(limits.ports, scheme) ? "url-slashes" : "url-scheme", { scheme });
  }
  const authority = match.groups[2];
  if (authority.includes("@")) return refused("url-user");
  const name = authority[0] === "[" ? "" : authority.split(":")[0];
  if ([...name].length > limits.longest_name + 1) return refused("url-long");
  try {
    const { hostname, port } = new URL(typed);
    if (hostname.includes("%20")) return refused("url-unclear"); // Chrome lets a space pass
    return isNumber(hostname) ? { host: hostname, port } : named(decodeURIComponent(hostname).replace(/\.$/, ""), port, limits); // Chrome writes `*` as `%2A`
  } catch {
    return refused("url-unclear");
  }
}

/**
 * The same; refused also if it has a port, or no dot in its name.
 * @param {string} text
 * @param {Limits} limits
 * @returns {Address | Refusal}
 */
export function publicAddress(text, limits) {
  const address = readAddress(text, limits);
  if ("reason" in address) return address;
  const { host, port } = address;
  if (host[0] !== "[" && !host.includes(".")) return refused("url-host", { host });
  return port ? refused("url-port", { port }) : address;
}

/**
 * Whether the host is an IP address, not a name.
 * @param {string} host
 */
export const isNumber = (host) => /^\[|(?:^|\.)[0-9]+$/.test(host);

/**
 * @param {string} hostname in ASCII
 * @param {string} port
 * @param {Limits} limits
 * @returns {Address | Refusal}
 */
function named(hostname, port, limits) {
  const labels = hostname.split(".");
  const shown = labels.map((label) => (label.startsWith("xn--") ? decoded(label) : label));
  for (const [index, label] of shown.entries()) {
    if (!label) return refused("url-dots");
    if (/^-|-$/.test(label)) return refused("url-hyphen");
    const character = [...label].find((each) => !/[a-z0-9_-]/.test(each) && !isOfNames(each));
    if (character) return refused("url-letter", { character });
    if (labels[index].length > limits.longest_label) return refused("url-long");
  }
  return hostname.length > limits.longest_name ? refused("url-long") : { host: shown.join("."), port };
}

/** @param {string} character */
const isOfNames = (character) => /[^\0-\x7f]/.test(character) && /[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]/u.test(character);

/**
 * A label in punycode (RFC 3492) in its letters. Throws an error if it means something else.
 * @param {string} label
 */
function decoded(label) {
  const dash = label.lastIndexOf("-");
  const letters = dash > 3 ? [...label.slice(4, dash)] : [];
  let [code, at, bias, isFirst] = [128, 0, 72, true];
  const digits = [...label.slice(Math.max(dash, 3) + 1)].map((digit) => "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(digit));
  while (digits.length) {
    const before = at;
    for (let [k, weight] = [36, 1]; ; k += 36) {
      const digit = digits.shift() ?? -1;
      if (digit < 0) throw new Error("incomplete");
      at += digit * weight;
      const limit = Math.min(Math.max(k - bias, 1), 26);
      if (digit < limit) break;
      weight *= 36 - limit;
    }
    const length = letters.length + 1;
    let delta = Math.floor((at - before) / (isFirst ? 700 : 2));
    delta += Math.floor(delta / length);
    for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor((36 * delta) / (delta + 38));
    isFirst = false;
    code += Math.floor(at / length);
    at %= length;
    letters.splice(at, 0, String.fromCodePoint(code)); // throws beyond Unicode
    at += 1;
  }
  const shown = letters.join("");
  if (new URL(`https://${shown}.example`).hostname !== `${label}.example`) throw new Error("another name");
  return shown;
}
