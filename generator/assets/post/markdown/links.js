// @ts-check
/**
 * Destinations of links: where they end, and how addresses are normalised.
 *
 * Python treats odd addresses otherwise, to no use: it shows `xn--` hosts in their own alphabet,
 * takes out an empty user or port, and keeps capitals and invisible characters of hosts beyond ASCII.
 * Here an address is shown as it was typed.
 */

import { PYTHON_SPACE, trim, unescape } from "./text.js";

const UNSAFE = /^(?:vbscript|javascript|file|data):/;
const SAFE_DATA = /^data:image\/(?:gif|png|jpeg|webp);/;
/** An address with a host: what is before the host, the host, and the rest. */
const HOST = /^((?:https?:)?\/\/(?:[^/?#]*@)?|mailto:(?:[^/?#]*@)?)(\[[\da-fA-F:.]+\]|(?:[\w+.-]|[^\0-\x7f])*)([^]*)$/;
const NO_HOST = /[\0- #%/<>?@\\^|\x7f]/;
const MOST_PARENTHESES = 32;
const BYTES = /%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|%[\da-f]{2}/gi;

/**
 * Reads a link's destination at `start`.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {{url: string, end: number} | undefined}
 */
export function destination(text, start, end) {
  const bracketed = text[start] === "<";
  let depth = 0;
  let at = bracketed ? start + 1 : start;
  for (; at < end; at += 1) {
    const character = text[at];
    if (bracketed) {
      if (character === "\n" || character === "<") return undefined;
      if (character === ">") return { url: unescape(text.slice(start + 1, at)), end: at + 1 };
    } else if (character <= " " || character === "\x7f") break;
    if (character === "\\" && at + 1 < end) {
      if (!bracketed && text[at + 1] === " ") break;
      at += 1;
    } else if (character === "(" && (depth += 1) > MOST_PARENTHESES && !bracketed) return undefined;
    else if (character === ")" && (depth -= 1) < 0 && !bracketed) break;
  }
  if (bracketed || at === start || depth > 0) return undefined;
  return { url: unescape(text.slice(start, at)), end: at };
}

/**
 * Where the title that begins at `start` ends; 0 if none begins there, -1 if it does not end.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
export function titleEnd(text, start, end) {
  const opening = text[start];
  if (start >= end || !"\"'(".includes(opening)) return 0;
  const closing = opening === "(" ? ")" : opening;
  for (let at = start + 1; at < end; at += 1) {
    if (text[at] === closing) return at + 1;
    if (text[at] === "(" && closing === ")") return 0;
    if (text[at] === "\\" && at + 1 < end) at += 1;
  }
  return -1;
}

/**
 * The label of a reference, so that labels with the same meaning compare equal.
 * @param {string} label
 */
export function normalLabel(label) {
  return trim(label).replace(/[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, " ")
    .toLowerCase().toUpperCase();
}

/**
 * @param {string} url
 * @returns {string | undefined} the address to link to; nothing if it is not allowed at all
 */
export function normalUrl(url) {
  const typed = trim(url, PYTHON_SPACE);
  const [, start, host, rest] = HOST.exec(typed) ?? ["", "", "", typed];
  const normal = percentEncode(start) + asciiHost(host) + percentEncode(rest);
  const lower = normal.toLowerCase();
  return UNSAFE.test(lower) && !SAFE_DATA.test(lower) ? undefined : normal;
}

/** @param {string} host of any alphabet, or an IPv6 address */
function asciiHost(host) {
  if (host[0] === "[") return host;
  try {
    return /[^\0-\x7f]/.test(host) ? new URL(`http://${host}`).hostname : percentEncode(host);
  } catch {
    return percentEncode(host);
  }
}

/** @param {string} text */
function percentEncode(text) {
  return text.replace(/%[\dA-Fa-f]{2}|[^\w;/?:@&=+$,\-.!~*'()#]/gu, (found) =>
    found.length === 3 ? found : encodeURIComponent(found));
}

/**
 * An address as text, for people.
 * @param {string} url
 */
export function urlText(url) {
  return trim(url, PYTHON_SPACE).replace(BYTES, (bytes) => {
    try {
      const decoded = decodeURIComponent(bytes);
      return ";/?:@&=+$,#%".includes(decoded) ? bytes.toUpperCase() : decoded;
    } catch {
      return "\ufffd".repeat(bytes.length / 3);
    }
  });
}

/**
 * The address that a published link may have: relative, or with one of three schemes.
 * @param {string} url
 * @returns {string | undefined}
 */
export function publishedUrl(url) {
  try {
    const { protocol, hostname } = new URL(url);
    if (NO_HOST.test(decodeURIComponent(hostname))) return undefined; // Chrome lets some of them pass
    return ["http:", "https:", "mailto:"].includes(protocol) ? url : undefined;
  } catch {
    return /^[a-z][a-z0-9+.-]*:/i.test(url) ? undefined : url;
  }
}
