// @ts-check
/** Raw HTML, which no listing may have: only found, for the rule about it, and never shown. */

const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"; // as in Python
// No space is in a value without quotes: what is two things at once takes exponential time.
const VALUE = `(?:[^"'=<>\\x60\\0-\\x1b${SPACE.slice(1)}+|'[^']*'|"[^"]*")`;
const ATTRIBUTE = `(?:${SPACE}+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:${SPACE}*=${SPACE}*${VALUE})?)`;
const OPENING = `<[A-Za-z][A-Za-z0-9-]*${ATTRIBUTE}*${SPACE}*/?>`;
const CLOSING = `</[A-Za-z][A-Za-z0-9-]*${SPACE}*>`;
const TAG = new RegExp(`${OPENING}|${CLOSING}|<!---?>|<!--(?:[^-]|-[^-]|--[^>])*-->|<[?][^]*?[?]>`
  + "|<![A-Za-z][^>]*>|<!\\[CDATA\\[[^]*?\\]\\]>", "y");

const BLOCK_NAMES = "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
  + "|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
  + "|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
  + "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
const ANYTHING = /^$/;

/** How blocks of HTML begin and end, and whether they end a paragraph. */
const BLOCKS = /** @type {[RegExp, RegExp, boolean][]} */ ([
  [new RegExp(`^<(?:script|pre|style|textarea)(?=${SPACE}|>|$)`, "i"), /<\/(?:script|pre|style|textarea)>/i, true],
  [/^<!--/, /-->/, true],
  [/^<\?/, /\?>/, true],
  [/^<![A-Za-z]/, />/, true],
  [/^<!\[CDATA\[/, /\]\]>/, true],
  [new RegExp(`^</?(?:${BLOCK_NAMES})(?=${SPACE}|/?>|$)`, "i"), ANYTHING, true],
  [new RegExp(`^(?:${OPENING}|${CLOSING})${SPACE}*$`), ANYTHING, false],
]);

/**
 * The block of HTML that a line begins.
 * @param {string} line
 * @returns {{closing: RegExp, interrupts: boolean} | undefined}
 */
export function startsHtml(line) {
  if (line[0] !== "<") return undefined;
  const found = BLOCKS.find(([opening]) => opening.test(line));
  return found && { closing: found[1], interrupts: found[2] };
}

/**
 * The tag or comment at a place.
 * @param {string} text
 * @param {number} at
 * @param {number} end
 * @returns {string | undefined}
 */
export function tagAt(text, at, end) {
  if (at + 2 >= end || !/[A-Za-z!?/]/.test(text[at + 1])) return undefined;
  // What has no end is not searched: that would take quadratic time.
  const comment = text.startsWith("<!--", at) && !/^-?>/.test(text.slice(at + 4, at + 6));
  const closing = comment ? "-->" : text.startsWith("<![CDATA[", at) ? "]]>" : text[at + 1] === "?" ? "?>" : ">";
  if (text.lastIndexOf(closing) < at + 2) return undefined;
  TAG.lastIndex = at;
  return TAG.exec(text)?.[0];
}
