// @ts-check
/** The lines of a text, of which containers such as lists and quotes take the beginnings. */

import { BLANK } from "./text.js";

/**
 * One line, as places in the source; containers that it is in move `from` and `text`.
 * @typedef {object} Line
 * @property {number} from where it begins, after markers of quotes
 * @property {number} text its first character that is not blank
 * @property {number} to its end
 * @property {number} indent columns before `text`; -1 in a line that only continues a paragraph
 * @property {number} base columns before `from`, for tabs
 */

const CODE_INDENT = 4;

export class Lines {
  /** @param {string} source with `\n` as the only line end */
  constructor(source) {
    this.source = source;
    /** @type {Line[]} */
    this.lines = [];
    this.cut();
    this.last = this.lines.length - 1; // the first line after those to read; a sentinel at the end
    this.indent = 0; // columns that the innermost list item takes
  }

  /** Cuts the source into lines. */
  cut() {
    const { source } = this;
    for (let from = 0; from < source.length;) {
      const found = source.indexOf("\n", from);
      const to = found < 0 ? source.length : found;
      const line = { from, text: from, to, indent: 0, base: 0 };
      this.skipBlanks(line, 0);
      if (line.text === source.length) break;
      this.lines.push(line);
      from = to + 1;
    }
    const { length } = source;
    this.lines.push({ from: length, text: length, to: length, indent: 0, base: 0 });
  }

  /**
   * Moves `line.text` to the first character that is not blank, and counts columns.
   * @param {Line} line
   * @param {number} tabShift columns to add before a tab stop is computed
   */
  skipBlanks(line, tabShift) {
    for (; line.text < line.to && BLANK.test(this.source[line.text]); line.text += 1) {
      line.indent += this.source[line.text] === "\t" ? 4 - ((line.indent + tabShift) % 4) : 1;
    }
  }

  /** @param {number} index */
  isEmpty(index) {
    return this.lines[index].text >= this.lines[index].to;
  }

  /** @param {number} index */
  isCode(index) {
    return this.lines[index].indent - this.indent >= CODE_INDENT;
  }

  /** @param {number} index */
  textOf(index) {
    const { text, to } = this.lines[index];
    return this.source.slice(text, to);
  }

  /**
   * The lines' text without the columns of `indent`.
   * @param {number} first
   * @param {number} end
   * @param {number} indent
   * @param {boolean} [newline] whether the last line's end is part of it
   */
  linesText(first, end, indent, newline = false) {
    let text = "";
    for (let index = first; index < end; index += 1) {
      const line = this.lines[index];
      const to = line.to + (newline || index + 1 < end ? 1 : 0);
      let at = line.from;
      let columns = 0;
      for (; at < to && columns < indent; at += 1) {
        if (this.source[at] === "\t") columns += 4 - ((columns + line.base) % 4);
        else if (this.source[at] === " " || at < line.text) columns += 1;
        else break;
      }
      text += " ".repeat(Math.max(0, columns - indent)) + this.source.slice(at, to);
    }
    return text;
  }
}
