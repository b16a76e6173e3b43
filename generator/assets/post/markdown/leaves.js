// @ts-check
/** Reads the blocks that hold no other: paragraphs, headings, code, tables, and references. */

import { startsHtml } from "./html.js";
import { destination, normalLabel, normalUrl, titleEnd } from "./links.js";
import { Starts, tableCells } from "./starts.js";
import { BLANK, trim } from "./text.js";

/**
 * @typedef {object} Block
 * @property {string} tag `html` for raw HTML, otherwise an element's name
 * @property {Block[]} [blocks] what is in a container
 * @property {string} [text] Markdown of a paragraph, heading or cell; the content of code or HTML
 * @property {boolean} [tight] a paragraph whose tags are left out
 * @property {number} [start] of a numbered list
 */

const MOST_MISSING_CELLS = 65_536;
const CODE_INDENT = 4;

export class Leaves extends Starts {
  /** @type {Map<string, string>} addresses by label */
  references = new Map();
  line = 0; // the next line to read
  /** @type {Block[]} */
  blocks = [];

  /**
   * @param {Block} block
   * @param {number} next the line after it
   */
  add(block, next) {
    this.blocks.push(block);
    this.line = next;
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  code(first, end) {
    let next = first + 1;
    for (let index = next; index < end && (this.isEmpty(index) || this.isCode(index)); index += 1) {
      if (!this.isEmpty(index)) next = index + 1;
    }
    const text = this.linesText(first, next, CODE_INDENT + this.indent);
    this.add({ tag: "pre", text: `${text}\n` }, next);
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  fence(first, end) {
    const marks = /** @type {string} */ (this.fenceMarks(first));
    const closing = new RegExp(`^${marks[0]}{${marks.length},}[ \t]*$`);
    let index = first + 1;
    let closed = false;
    for (; index < end && !closed; index += 1) {
      const { text, to, indent } = this.lines[index];
      if ((text < to && indent < this.indent) || text >= this.source.length) break;
      closed = !this.isCode(index) && closing.test(this.textOf(index));
    }
    const contentEnd = closed ? index - 1 : index;
    this.add({ tag: "pre", text: this.linesText(first + 1, contentEnd, this.lines[first].indent, true) }, index);
  }

  /** @param {number} first */
  heading(first) {
    const text = this.textOf(first);
    const [marks] = /** @type {string[]} */ (/^#+/.exec(text));
    const content = trim(text.slice(marks.length), BLANK);
    // Marks at the end are not shown.
    const bare = trim(` ${content}`, /#/);
    this.add({ tag: `h${marks.length}`, text: trim(/[ \t]$/.test(bare) ? bare : content) }, first + 1);
  }

  /**
   * Reads a paragraph, or a heading that is underlined.
   * @param {number} first
   * @param {number} end
   */
  paragraph(first, end) {
    let index = this.underline(first, end);
    if (index) {
      const tag = this.source[this.lines[index].text] === "=" ? "h1" : "h2";
      this.add({ tag, text: trim(this.linesText(first, index, this.indent)) }, index + 1);
      return;
    }
    index = first + 1;
    while (index < this.last && !this.isEmpty(index) && this.continues(index, this.last)) index += 1;
    this.add({ tag: "p", text: trim(this.linesText(first, index, this.indent)) }, index);
  }

  /**
   * The line that underlines the paragraph; 0 if there is none.
   * @param {number} first
   * @param {number} end
   */
  underline(first, end) {
    for (let index = first + 1; index < end && !this.isEmpty(index); index += 1) {
      const { indent } = this.lines[index];
      if (indent >= this.indent && indent - this.indent <= 3 && /^(?:=+|-+)[ \t]*$/.test(this.textOf(index))) {
        return index;
      }
      if (!this.continues(index, end)) return 0;
    }
    return 0;
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  html(first, end) {
    const closing = /** @type {{closing: RegExp}} */ (startsHtml(this.textOf(first))).closing;
    const untilEmpty = closing.test("");
    let index = first + 1;
    let closed = closing.test(this.textOf(first));
    for (; index < end && !closed; index += 1) {
      const empty = this.isEmpty(index);
      if (this.lines[index].indent < this.indent && (untilEmpty || !empty)) break;
      closed = closing.test(this.textOf(index));
      if (closed && this.textOf(index) === "") break;
    }
    this.add({ tag: "html", text: this.linesText(first, index, this.indent, true) }, index);
  }

  /**
   * Reads `[label]: address "title"`.
   * @param {number} first
   * @returns {boolean} whether it is one
   */
  reference(first) {
    let text = `${this.textOf(first)}\n`;
    let next = first + 1;
    const more = () => {
      if (next >= this.last || this.isEmpty(next)) return false;
      const { indent } = this.lines[next];
      const lazy = this.isCode(next) || indent < 0;
      if (!lazy && this.interrupted(this.ends.paragraph, next, this.last)) return false;
      text += `${this.textOf(next)}\n`;
      next += 1;
      return true;
    };
    /** @param {number} at */
    const skip = (at) => {
      for (; at < text.length && " \t\n".includes(text[at]); at += 1) if (text[at] === "\n") more();
      return at;
    };
    let at = 1;
    for (; at < text.length && text[at] !== "]"; at += 1) {
      if (text[at] === "[") return false;
      if (text[at] === "\\") at += 1;
      if (text[at] === "\n") more();
    }
    if (text[at] !== "]" || text[at + 1] !== ":") return false;
    const label = normalLabel(text.slice(1, at));
    const start = skip(at + 2); // which may make `text` longer
    const found = destination(text, start, text.length);
    const href = found && normalUrl(found.url);
    if (!found || href === undefined) return false;
    const linesOfAddress = next;
    let end = lineEnd(text, found.end);
    const titleStart = skip(found.end);
    let title = titleEnd(text, titleStart, text.length);
    let spaced = titleStart !== found.end;
    while (title < 0 && more()) {
      title = titleEnd(text, titleStart, text.length);
      spaced = true; // markdown-it asks for a space before a title of one line only
    }
    if (title > 0 && spaced && (lineEnd(text, title) || title - titleStart === 2)) end = lineEnd(text, title);
    else next = linesOfAddress;
    if (!end || !label) return false;
    if (!this.references.has(label)) this.references.set(label, href);
    this.line = next;
    return true;
  }

  /**
   * @param {number} first
   * @param {number} end
   * @returns {boolean} whether it is one
   */
  table(first, end) {
    const head = this.tableHead(first, end);
    if (!head) return false;
    const rows = [];
    let missing = 0;
    let index = first + 2;
    for (; index < end && this.lines[index].indent >= this.indent; index += 1) {
      if (this.interrupted(this.ends.quote, index, end)) break;
      if (!trim(this.textOf(index)) || this.isCode(index)) break;
      const cells = tableCells(this.textOf(index));
      missing += head.length - cells.length;
      if (missing > MOST_MISSING_CELLS) break;
      rows.push(tableRow("td", head.map((_, at) => cells[at] ?? "")));
    }
    const table = { tag: "table", blocks: [{ tag: "thead", blocks: [tableRow("th", head)] }] };
    if (rows.length) table.blocks.push({ tag: "tbody", blocks: rows });
    this.add(table, index);
    return true;
  }
}

/**
 * Where the line ends at which only blanks are left; 0 if something else is.
 * @param {string} text
 * @param {number} at
 */
function lineEnd(text, at) {
  while (at < text.length && BLANK.test(text[at])) at += 1;
  return at >= text.length || text[at] === "\n" ? at : 0;
}

/**
 * @param {string} tag of its cells
 * @param {string[]} cells
 * @returns {Block}
 */
function tableRow(tag, cells) {
  return { tag: "tr", blocks: cells.map((text) => ({ tag, text: trim(text) })) };
}
