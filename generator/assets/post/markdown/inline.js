// @ts-check
/** Markdown inside a paragraph: emphasis, links, code. Decided as by markdown-it. */

import { emphasise, pair, strike } from "./emphasis.js";
import { destination, normalLabel, normalUrl, titleEnd } from "./links.js";
import { Spans } from "./spans.js";

/** @typedef {import("./emphasis.js").Run} Run */
/** @typedef {import("./spans.js").Token} Token */

const MOST_LEVELS = 20;
export class InlineParser extends Spans {
  /** @returns {Token[]} */
  parse() {
    this.read();
    const all = [this.runs, ...this.tokens.flatMap(({ runs }) => (runs ? [runs] : []))];
    all.forEach(pair);
    for (const runs of all) strike(this.tokens, runs);
    for (const runs of all) emphasise(this.tokens, runs);
    return this.tokens;
  }

  /** Reads up to `end`. */
  read() {
    const { end } = this;
    while (this.at < end) {
      if (this.level < MOST_LEVELS && this.step(false)) continue;
      this.pending += this.text[this.at];
      this.at += 1;
    }
    this.flush();
  }

  /**
   * Reads what begins here.
   * @param {boolean} silent whether it is only skipped
   * @returns {boolean} false if it is nothing but a character
   */
  step(silent) {
    switch (this.text[this.at]) {
      case "\n": return this.newline(silent);
      case "\\": return this.escape(silent);
      case "`": return this.code(silent);
      case "~": return !silent && !this.raw && this.marks();
      case "*": case "_": return !silent && this.marks();
      case "[": return this.link(silent);
      case "!": return this.raw && this.text[this.at + 1] === "[" && this.image(silent);
      case "<": return this.autolink(silent) || (this.raw && this.html(silent));
      case "&": return this.reference(silent);
      case "]": return false;
      default: return this.plain(silent);
    }
  }

  /** Moves behind what begins here, without reading it. */
  skip() {
    const start = this.at;
    const known = this.skipped.get(start);
    if (known !== undefined) {
      this.at = known;
      return;
    }
    let found = false;
    if (this.level < MOST_LEVELS) {
      this.level += 1;
      found = this.step(true);
      this.level -= 1;
    } else this.at = this.end;
    if (!found) this.at += 1;
    this.skipped.set(start, this.at);
  }

  /**
   * The place of the `]` that belongs to a `[`; -1 if there is none.
   * @param {number} start
   * @param {boolean} nested whether links may be in it
   */
  labelEnd(start, nested) {
    const before = this.at;
    let depth = 1;
    let found = -1;
    for (this.at = start + 1; this.at < this.end;) {
      const letter = this.text[this.at];
      if (letter === "]" && (depth -= 1) === 0) {
        found = this.at;
        break;
      }
      const here = this.at;
      this.skip();
      if (letter !== "[") continue;
      if (this.at === here + 1) depth += 1;
      else if (!nested) break;
    }
    this.at = before;
    return found;
  }

  /** @param {number} at */
  skipSpace(at) {
    while (at < this.end && " \t\n".includes(this.text[at])) at += 1;
    return at;
  }

  /**
   * Reads `(address "title")` after a label.
   * @param {number} start the place of the `(`
   * @returns {{href?: string, end: number, ok: boolean}} without `ok`, where it goes wrong
   */
  target(start) {
    const { text } = this;
    let at = this.skipSpace(start + 1);
    if (at >= this.end) return { end: -1, ok: false };
    let href = "";
    const found = destination(text, at, this.end);
    if (found) {
      const url = normalUrl(found.url);
      if (url !== undefined) [href, at] = [url, found.end];
      const title = this.skipSpace(at);
      const end = titleEnd(text, title, this.end);
      at = end > 0 && title !== at ? this.skipSpace(end) : title;
    }
    const ok = at < this.end && text[at] === ")";
    return { href, end: at + 1, ok };
  }

  /**
   * Reads `[label]`, or nothing, after the label of a link.
   * @param {number} start the first place of the label of the link
   * @param {number} labelEnd
   * @param {number} at
   * @returns {{href: string, end: number} | undefined}
   */
  named(start, labelEnd, at) {
    if (!this.references.size) return undefined;
    let [label, end] = ["", labelEnd + 1];
    if (at < this.end && this.text[at] === "[") {
      const close = this.labelEnd(at, true);
      if (close >= 0) [label, end] = [this.text.slice(at + 1, close), close + 1];
    }
    const href = this.references.get(normalLabel(label || this.text.slice(start, labelEnd)));
    return href === undefined ? undefined : { href, end };
  }

  /** @param {boolean} silent */
  link(silent) {
    const { end: outerEnd, at: start } = this;
    const labelEnd = this.labelEnd(start, false);
    if (labelEnd < 0) return false;
    let at = labelEnd + 1;
    /** @type {{href?: string, end: number, ok?: boolean} | undefined} */
    let found;
    if (at < outerEnd && this.text[at] === "(") {
      found = this.target(at);
      if (found.end < 0) return false;
      at = found.end;
    }
    if (!found?.ok) found = this.named(start + 1, labelEnd, at);
    if (!found) return false;
    if (!silent) {
      /** @type {Run[]} */
      const runs = [];
      this.push({ open: "a", href: found.href, runs });
      const outer = this.runs;
      Object.assign(this, { runs, at: start + 1, end: labelEnd });
      this.level += 1;
      this.read();
      this.level -= 1;
      this.push({ close: "a" });
      Object.assign(this, { runs: outer, end: outerEnd });
    }
    this.at = found.end;
    return true;
  }

  /** @param {boolean} silent */
  image(silent) {
    const start = this.at + 2;
    const labelEnd = this.labelEnd(this.at + 1, true);
    if (labelEnd < 0) return false;
    const inline = labelEnd + 1 < this.end && this.text[labelEnd + 1] === "(";
    const found = inline ? this.target(labelEnd + 1) : this.named(start, labelEnd, labelEnd + 1);
    if (!found || ("ok" in found && !found.ok)) return false;
    if (!silent) this.push({ tag: "image", content: this.text.slice(start, labelEnd) });
    this.at = found.end;
    return true;
  }
}
