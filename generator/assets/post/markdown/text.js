// @ts-check
/** Characters and character references, as CommonMark and Python read them. */

/** What is trimmed from the text of a block. */
const TRIMMED = /[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
/** What Python's `str.strip` removes. */
export const PYTHON_SPACE = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
export const BLANK = /[ \t]/;

const ESCAPE_OR_REFERENCE = /\\([!-/:-@[-`{-~])|&([a-z#][a-z0-9]{1,31});/gi;
const NUMBER = /^#(?:x([a-f0-9]{1,8})|(\d{1,8}))$/i;

/**
 * Removes characters at both ends. A loop, because `/ +$/` takes quadratic time.
 * @param {string} text
 * @param {RegExp} [set] one character
 */
export function trim(text, set = TRIMMED) {
  let [start, end] = [0, text.length];
  while (start < end && set.test(text[start])) start += 1;
  while (end > start && set.test(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** @type {Map<string, string>} */
const known = new Map();

/**
 * The characters of a named reference; "" if HTML has no such name. The browser knows all 2,125.
 * @param {string} name without `&` and `;`
 */
export function namedReference(name) {
  let found = known.get(name);
  if (found === undefined) {
    const page = new DOMParser().parseFromString(`.&${name};`, "text/html");
    found = /** @type {string} */ (page.documentElement.textContent).slice(1);
    // `&notit;` is read as `&not` and `it;`: not a name of Markdown's. No real one is longer than 2.
    if (found.length > 2) found = "";
    known.set(name, found);
  }
  return found;
}

/**
 * The character with this number; nothing if a page must not have it.
 * @param {number} code
 */
export function character(code) {
  const bad = code < 9 || code === 0xb || (code > 0xd && code < 0x20) || (code > 0x7e && code < 0xa0)
    || (code > 0xd7ff && code < 0xe000) || (code > 0xfdcf && code < 0xfdf0) || (code & 0xfffe) === 0xfffe
    || code > 0x10ffff;
  return bad ? undefined : String.fromCodePoint(code);
}

/**
 * Resolves backslash escapes and character references, in addresses.
 * @param {string} text
 */
export function unescape(text) {
  return text.replace(ESCAPE_OR_REFERENCE, (whole, escaped, name) => {
    if (escaped) return escaped;
    const [, hex, decimal] = NUMBER.exec(name) ?? [];
    if (!hex && !decimal) return namedReference(name) || whole;
    return character(hex ? parseInt(hex, 16) : Number(decimal)) ?? whole;
  });
}
