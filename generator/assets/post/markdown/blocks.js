// @ts-check
/** Reads Markdown's blocks: lists and quotes, and what is in them. */

import { startsHtml } from "./html.js";
import { Leaves } from "./leaves.js";

/** @typedef {import("./leaves.js").Block} Block */

const MOST_LEVELS = 20;
const CODE_INDENT = 4;

export class BlockParser extends Leaves {
  level = 0;
  isTight = false;

  /**
   * Reads the blocks of a container, or of the whole text.
   * @param {number} first
   * @param {number} end
   */
  read(first, end) {
    let sawEmpty = false;
    let index = first;
    while (index < end) {
      while (index < this.last && this.isEmpty(index)) index += 1;
      this.line = index;
      if (index >= end || this.lines[index].indent < this.indent) return;
      if (this.level >= MOST_LEVELS) {
        this.line = end;
        return;
      }
      this.readBlock(index, end);
      this.isTight = !sawEmpty;
      index = this.line;
      if (index <= end && this.isEmpty(index - 1)) sawEmpty = true;
      if (index < end && this.isEmpty(index)) {
        sawEmpty = true;
        index += 1;
        this.line = index;
      }
    }
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  readBlock(first, end) {
    if (!this.raw && this.table(first, end)) return;
    if (this.isCode(first)) this.code(first, end);
    else if (this.fenceAt(first)) this.fence(first, end);
    else if (this.quoteAt(first)) this.quote(first, end);
    else if (this.ruleAt(first)) this.add({ tag: "hr" }, first + 1);
    else if (this.listAt(first, end, false)) this.list(first, end);
    else if (this.source[this.lines[first].text] === "[" && this.reference(first)) return;
    else if (this.raw && startsHtml(this.textOf(first))) this.html(first, end);
    else if (this.headingAt(first)) this.heading(first);
    else this.paragraph(first, end);
  }

  /**
   * Adds a container, and what `fill` reads into it.
   * @template {Block} Container
   * @param {Container} container
   * @param {() => void} fill
   */
  inside(container, fill) {
    this.blocks.push(container);
    const outer = this.blocks;
    this.blocks = container.blocks = [];
    this.level += 1;
    fill();
    this.level -= 1;
    this.blocks = outer;
    return container;
  }

  /**
   * Moves the line's beginning behind the mark `>`.
   * @param {number} index
   */
  unquote(index) {
    const line = this.lines[index];
    const [from, next] = [line.text + 1, this.source[line.text + 1]];
    const marked = line.indent + 1;
    // A tab after `>` stands for its own space and for what is left up to the tab stop.
    const tabStays = next === "\t" && (line.base + marked) % 4 !== 3;
    const skipped = next === " " || (next === "\t" && !tabStays) ? 1 : 0;
    const start = marked + skipped;
    const moved = { ...line, from: from + skipped, text: from + skipped, indent: start };
    this.skipBlanks(moved, line.base + (tabStays ? 1 : 0));
    moved.indent -= start;
    moved.base = line.indent + 1 + (next === " " || next === "\t" ? 1 : 0);
    this.lines[index] = moved;
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  quote(first, end) {
    const outerLast = this.last;
    const kept = [this.lines[first]];
    this.unquote(first);
    let index = first + 1;
    for (; index < end; index += 1) {
      const line = this.lines[index];
      if (this.isEmpty(index)) break;
      if (this.source[line.text] === ">" && line.indent >= this.indent) {
        kept.push(line);
        this.unquote(index);
        continue;
      }
      if (this.isEmpty(index - 1)) break;
      if (this.interrupted(this.ends.quote, index, end)) {
        this.last = index;
        if (this.indent) {
          kept.push(line);
          this.lines[index] = { ...line, indent: line.indent - this.indent };
        }
        break;
      }
      kept.push(line);
      this.lines[index] = { ...line, indent: -1 };
    }
    const outerIndent = this.indent;
    this.indent = 0;
    this.inside({ tag: "blockquote" }, () => this.read(first, index));
    this.last = outerLast;
    this.lines.splice(first, kept.length, ...kept);
    this.indent = outerIndent;
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  list(first, end) {
    let mark = /** @type {string} */ (this.mark(first));
    const kind = mark[mark.length - 1];
    const start = parseInt(mark, 10);
    const numbered = !Number.isNaN(start);
    /** @type {Block} */
    const list = { tag: numbered ? "ol" : "ul" };
    if (numbered && start !== 1) list.start = start;
    let tight = true;
    this.inside(list, () => {
      let index = first;
      let endedEmpty = false;
      for (;;) {
        const loose = !this.item(index, end, mark);
        if (loose || endedEmpty) tight = false;
        endedEmpty = this.line - index > 1 && this.isEmpty(this.line - 1);
        index = this.line;
        if (index >= end || this.lines[index].indent < this.indent || this.isCode(index)) break;
        if (this.interrupted(this.ends.list, index, end)) break;
        const next = this.mark(index);
        if (!next || next[next.length - 1] !== kind) break;
        mark = next;
      }
    });
    if (!tight) return;
    for (const item of /** @type {Block[]} */ (list.blocks)) {
      for (const block of item.blocks ?? []) block.tight = block.tag === "p";
    }
  }

  /**
   * Reads one item of a list.
   * @param {number} first
   * @param {number} end
   * @param {string} mark
   * @returns {boolean} whether it is tight
   */
  item(first, end, mark) {
    const line = this.lines[first];
    const { isTight, listIndent, indent } = this;
    const start = line.indent + mark.length;
    const moved = { ...line, text: line.text + mark.length, indent: start };
    this.skipBlanks(moved, line.base);
    const space = moved.indent - start;
    this.listIndent = indent;
    this.indent = start + (moved.text >= line.to || space > CODE_INDENT ? 1 : space);
    this.isTight = true;
    this.lines[first] = moved;
    this.inside({ tag: "li" }, () => {
      if (moved.text >= line.to && this.isEmpty(first + 1)) this.line = Math.min(this.line + 2, end);
      else this.read(first, end);
    });
    const tight = this.isTight;
    this.lines[first] = line;
    Object.assign(this, { isTight, listIndent, indent });
    return tight;
  }

}
