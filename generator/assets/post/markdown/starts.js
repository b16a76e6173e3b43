// @ts-check
/**
 * What begins at a line: a list, a quote, a table. It decides as markdown-it does where CommonMark
 * leaves a choice, so that the browser and the published page agree.
 */

import { startsHtml } from "./html.js";
import { Lines } from "./lines.js";
import { BLANK, trim } from "./text.js";

/** @typedef {(first: number, end: number, inParagraph: boolean) => boolean} Probe */

const CODE_INDENT = 4;

export class Starts extends Lines {
  /**
   * @param {string} source with `\n` as the only line end
   * @param {boolean} raw whether raw HTML is parsed, and tables are not, as the rules about text do
   */
  constructor(source, raw) {
    super(source);
    this.raw = raw;
    this.listIndent = -1; // columns that the list around takes
    /** @type {Probe[]} What ends a list item, a quote, and a paragraph. */
    const list = [this.fenceAt, this.quoteAt, this.ruleAt];
    const quote = [...list, this.listAt, this.htmlAt, this.headingAt];
    this.ends = { list, quote, paragraph: raw ? quote : [this.tableAt, ...quote] };
  }

  /**
   * Whether another block begins at a line.
   * @param {Probe[]} probes
   * @param {number} index
   * @param {number} end
   * @param {boolean} [inParagraph]
   */
  interrupted(probes, index, end, inParagraph = false) {
    return probes.some((probe) => probe.call(this, index, end, inParagraph));
  }

  /**
   * Whether a line belongs to the paragraph above it.
   * @param {number} index
   * @param {number} end
   */
  continues(index, end) {
    const { indent } = this.lines[index];
    return indent - this.indent > 3 || indent < 0 || !this.interrupted(this.ends.paragraph, index, end, true);
  }

  /** @type {(index: number) => string | undefined} the marks that begin fenced code */
  fenceMarks(index) {
    if (this.isCode(index)) return undefined;
    return /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(this.textOf(index))?.[0];
  }

  /** @param {number} index */
  fenceAt(index) {
    return Boolean(this.fenceMarks(index));
  }

  /** @param {number} index */
  quoteAt(index) {
    return !this.isCode(index) && this.source[this.lines[index].text] === ">";
  }

  /** @param {number} index */
  ruleAt(index) {
    return !this.isCode(index)
      && /^(?:\*[ \t]*(?:\*[ \t]*){2,}|-[ \t]*(?:-[ \t]*){2,}|_[ \t]*(?:_[ \t]*){2,})$/.test(this.textOf(index));
  }

  /**
   * The mark of a list item: `-`, `12.`
   * @param {number} index
   */
  mark(index) {
    return /^(?:[*+-]|\d{1,9}[.)])(?![^ \t])/.exec(this.textOf(index))?.[0];
  }

  /** @type {Probe} */
  listAt(index, _end, inParagraph) {
    const line = this.lines[index];
    if (this.isCode(index)) return false;
    // Deeper than any list: the line continues a paragraph.
    if (this.listIndent >= 0 && line.indent - this.listIndent >= CODE_INDENT && line.indent < this.indent) {
      return false;
    }
    const mark = this.mark(index);
    if (!mark) return false;
    if (!inParagraph || line.indent < this.indent) return true;
    // A paragraph is not ended by an empty item, nor by a number other than 1.
    return !(parseInt(mark, 10) !== 1 && /\d/.test(mark))
      && trim(this.source.slice(line.text + mark.length, line.to), BLANK) !== "";
  }

  /** @type {Probe} */
  htmlAt(index) {
    return this.raw && !this.isCode(index) && startsHtml(this.textOf(index))?.interrupts === true;
  }

  /** @param {number} index */
  headingAt(index) {
    return !this.isCode(index) && /^#{1,6}(?![^ \t])/.test(this.textOf(index));
  }

  /** @type {Probe} */
  tableAt(index, end) {
    return Boolean(this.tableHead(index, end));
  }

  /**
   * The cells of a table's head, if one begins here.
   * @param {number} first
   * @param {number} end
   */
  tableHead(first, end) {
    const under = first + 1;
    if (first + 2 > end || this.lines[under].indent < this.indent || this.isCode(under)) return undefined;
    const text = this.textOf(under);
    if (!/^(?:-[-:|]|[:|][-:| \t])[-:| \t]*$/.test(text)) return undefined;
    const columns = text.split("|").map((column) => trim(column));
    const filled = columns.filter((column, at) => column || (at && at < columns.length - 1));
    if (!filled.every((column) => /^:?-+:?$/.test(column))) return undefined;
    if (this.isCode(first) || !this.textOf(first).includes("|")) return undefined;
    const cells = tableCells(this.textOf(first));
    return cells.length && cells.length === filled.length ? cells : undefined;
  }
}

/**
 * The cells between the `|` of a line; `\|` is no border.
 * @param {string} line
 */
export function tableCells(line) {
  // No text has U+0000 in it: it was replaced at the beginning.
  const cells = trim(line).replaceAll("\\|", "\0").split("|").map((cell) => cell.replaceAll("\0", "|"));
  if (cells[0] === "") cells.shift();
  if (cells[cells.length - 1] === "") cells.pop();
  return cells;
}
