// @ts-check
/** What is inside a paragraph, but links in brackets: text, code, marks of emphasis, addresses. */

import { flanks } from "./emphasis.js";
import { tagAt } from "./html.js";
import { normalUrl, urlText } from "./links.js";
import { BLANK, character, namedReference } from "./text.js";

/**
 * A piece of text, the beginning or end of an element, or one that has neither.
 * @typedef {object} Token
 * @property {string} [text]
 * @property {string} [open] an element's name
 * @property {string} [close]
 * @property {string} [tag] `br`, or `code`, `html`, `image` with their content
 * @property {string} [content]
 * @property {string} [href]
 * @property {Run[]} [runs] the marks inside the element
 * @property {boolean} [lone] a `~` that is left over
 */

/** @typedef {import("./emphasis.js").Run} Run */

const ESCAPED = /[!-/:-@[-`{-~]/;
const SPECIAL = /[\n!&*<[\\\]_`~]/g;
const ADDRESS = /^[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\0- ]*\n?$/;
const EMAIL = new RegExp("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
  + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\\n?$");
const REFERENCE = /&(?:#(?:x([a-f0-9]{1,6})|([0-9]{1,7}))|([a-z][a-z0-9]{1,31}));/iy;

export class Spans {
  /**
   * @param {string} text
   * @param {Map<string, string>} references addresses by label
   * @param {boolean} raw whether HTML and images are found, and `~~` is not
   */
  constructor(text, references, raw) {
    this.text = text;
    this.references = references;
    this.raw = raw;
    this.at = 0;
    this.end = text.length;
    this.level = 0;
    this.pending = "";
    /** @type {Token[]} */
    this.tokens = [];
    /** @type {Run[]} */
    this.runs = [];
    /** @type {Map<number, number>} where what begins at a place ends */
    this.skipped = new Map();
    /** @type {Map<number, number> | undefined} the last place of each length of backticks */
    this.ticks = undefined;
  }

  flush() {
    if (this.pending) this.tokens.push({ text: this.pending });
    this.pending = "";
  }

  /** @param {Token} token */
  push(token) {
    this.flush();
    this.tokens.push(token);
  }

  /** @param {boolean} silent */
  plain(silent) {
    SPECIAL.lastIndex = this.at;
    const found = SPECIAL.exec(this.text);
    const end = found ? found.index : this.end;
    if (!silent) this.pending += this.text.slice(this.at, end);
    this.at = end;
    return true;
  }

  skipBlanks() {
    while (this.at < this.end && BLANK.test(this.text[this.at])) this.at += 1;
  }

  /** @param {boolean} silent */
  newline(silent) {
    if (!silent) {
      let length = this.pending.length;
      while (length && this.pending[length - 1] === " ") length -= 1;
      const hard = this.pending.length - length > 1;
      this.pending = this.pending.slice(0, length);
      this.push(hard ? { tag: "br" } : { text: "\n" });
    }
    this.at += 1;
    this.skipBlanks();
    return true;
  }

  /** @param {boolean} silent */
  escape(silent) {
    if (this.at + 1 >= this.end) return false;
    const letter = String.fromCodePoint(/** @type {number} */ (this.text.codePointAt(this.at + 1)));
    this.at += 1 + letter.length;
    if (letter === "\n") {
      if (!silent) this.push({ tag: "br" });
      this.skipBlanks();
    } else if (!silent) this.push({ text: ESCAPED.test(letter) ? letter : `\\${letter}` });
    return true;
  }

  /**
   * The end of the run of one character.
   * @param {number} start
   */
  runEnd(start) {
    let at = start;
    while (this.text[at] === this.text[start] && at < this.text.length) at += 1;
    return at;
  }

  /** @param {boolean} silent */
  code(silent) {
    const { text, at: start } = this;
    const from = Math.min(this.runEnd(start), this.end);
    const length = from - start;
    if (!this.ticks) {
      this.ticks = new Map();
      for (let at = text.indexOf("`"); at >= 0;) {
        const end = this.runEnd(at);
        this.ticks.set(end - at, at);
        at = text.indexOf("`", end);
      }
    }
    if ((this.ticks.get(length) ?? -1) >= from) {
      let at = from;
      for (;;) {
        const next = text.indexOf("`", at);
        if (next < 0 || next >= this.end) break;
        at = this.runEnd(next);
        if (at > this.end) break;
        if (at - next !== length) continue;
        if (!silent) {
          const content = text.slice(from, next).replaceAll("\n", " ");
          const padded = content.startsWith(" ") && content.endsWith(" ") && /[^ ]/.test(content);
          this.push({ tag: "code", content: padded ? content.slice(1, -1) : content });
        }
        this.at = at;
        return true;
      }
    }
    if (!silent) this.pending += text.slice(start, from);
    this.at = from;
    return true;
  }

  /** Marks of emphasis, which are paired when all are known. */
  marks() {
    const { text, at: start } = this;
    const mark = text[start];
    const end = Math.min(this.runEnd(start), this.end);
    const { open, close } = flanks(text, start, end, this.end);
    const strike = mark === "~";
    let length = end - start;
    if (strike && length < 2) return false;
    if (strike && length % 2) {
      this.push({ text: mark, lone: true });
      length -= 1;
    }
    for (let count = 0; count < length; count += strike ? 2 : 1) {
      this.push({ text: strike ? "~~" : mark });
      this.runs.push({ mark, length: strike ? 0 : length, token: this.tokens.length - 1, end: -1, open, close });
    }
    this.at = end;
    return true;
  }

  /** @param {boolean} silent */
  autolink(silent) {
    let end = this.at + 1;
    while (end < this.end && this.text[end] !== "<" && this.text[end] !== ">") end += 1;
    if (end >= this.end || this.text[end] === "<") return false;
    const url = this.text.slice(this.at + 1, end);
    const isAddress = ADDRESS.test(url);
    if (!isAddress && !EMAIL.test(url)) return false;
    const href = normalUrl(isAddress ? url : `mailto:${url}`);
    if (href === undefined) return false;
    if (!silent) {
      this.push({ open: "a", href });
      this.push({ text: urlText(url) });
      this.push({ close: "a" });
    }
    this.at = end + 1;
    return true;
  }

  /** @param {boolean} silent */
  html(silent) {
    const content = tagAt(this.text, this.at, this.end);
    if (!content) return false;
    if (!silent) this.push({ tag: "html", content });
    this.at += content.length;
    return true;
  }

  /** @param {boolean} silent */
  reference(silent) {
    if (this.at + 1 >= this.end) return false;
    REFERENCE.lastIndex = this.at;
    const match = REFERENCE.exec(this.text);
    if (!match) return false;
    const [whole, hex, decimal, name] = match;
    const text = name ? namedReference(name) : character(hex ? parseInt(hex, 16) : Number(decimal)) ?? "\ufffd";
    if (!text) return false;
    if (!silent) this.push({ text });
    this.at += whole.length;
    return true;
  }
}
