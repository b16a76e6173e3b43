// @ts-check
/**
 * Markdown as a listing's page shows it: the same as generator/model/markdown.py, in the browser.
 * Elements and links that are not allowed are left out; raw HTML is text.
 */

import { BlockParser } from "./blocks.js";
import { InlineParser } from "./inline.js";
import { publishedUrl } from "./links.js";
import { PYTHON_SPACE, trim } from "./text.js";

/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {{tag: string, children: (Element | string)[], href?: string, start?: number}} Element */

/**
 * @typedef {object} Parsed
 * @property {(Element | string)[]} blocks what the page shows
 * @property {string} plain its text, one line for each block
 * @property {string} uncoded the same without code, for rules about addresses
 * @property {string[]} links the addresses of links; empty for one that may not be opened
 * @property {boolean} hasTopHeading for the rule `text/heading`
 * @property {string[]} images the descriptions of images, for `text/image`
 * @property {string[]} html raw HTML outside of code, for `text/html`
 */

const REL = "nofollow ugc noopener";
const LINE_ENDS = new Set(["p", "li", "h2", "h3", "h4", "pre", "blockquote", "tr", "br", "hr"]);
/** Headings that the page does not have: their text is shown as it is. */
const UNWRAPPED = new Set(["h1", "h5", "h6"]);
const HTML_SPACE = new RegExp(`(?!\xa0)${PYTHON_SPACE.source}`);
const MOST_REOPENED = 3;
const MAYBE_TOP_HEADING = /(?:^|\n) {0,3}(?:#(?!#)|=+ *(?:\n|$))/;

/**
 * @param {string} text
 * @returns {Parsed}
 */
export function parseMarkdown(text) {
  const whole = text.replace(/[\ud800-\udfff]/gu, "?"); // half of a character
  const parser = parsedBlocks(whole, false);
  const blocks = trimmed(tidied(shown(parser.blocks, parser.references)));
  const links = linksOf(blocks);
  return { blocks, plain: plainText(blocks), uncoded: plainText(blocks, true), links, ...found(text) };
}

/**
 * @param {string} text
 * @param {boolean} raw
 */
function parsedBlocks(text, raw) {
  const parser = new BlockParser(text.replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd"), raw);
  parser.read(0, parser.last);
  return parser;
}

/**
 * What rules ask for. They read the text with raw HTML and images.
 * @param {string} text
 */
function found(text) {
  /** @type {{hasTopHeading: boolean, images: string[], html: string[]}} */
  const result = { hasTopHeading: false, images: [], html: [] };
  const maybeTop = MAYBE_TOP_HEADING.test(text);
  if (!maybeTop && !text.includes("<") && !text.includes("![")) return result;
  const parser = parsedBlocks(text, true);
  /** @param {Block} block */
  const visit = ({ tag, text: content = "", blocks = [] }) => {
    blocks.forEach(visit);
    if (tag === "html") result.html.push(content);
    if (tag === "h1" && maybeTop) result.hasTopHeading = true;
    if (!/^(?:p|h\d)$/.test(tag)) return;
    for (const token of new InlineParser(content, parser.references, true).parse()) {
      if (token.tag === "html") result.html.push(token.content ?? "");
      if (token.tag === "image") result.images.push(token.content ?? "");
    }
  };
  parser.blocks.forEach(visit);
  return result;
}

/**
 * Elements, and the line ends between them, as the page's HTML has them.
 * @param {Block[]} blocks
 * @param {Map<string, string>} references
 * @returns {(Element | string)[]}
 */
function shown(blocks, references) {
  /** @type {(Element | string)[]} */
  const out = [];
  blocks.forEach(({ tag, text, blocks: inner, tight, start }, index) => {
    if (blocks[index - 1]?.tight && tag !== "pre" && !tight) out.push("\n");
    /** @type {(Element | string)[]} */
    let children;
    if (tag === "pre") children = [{ tag: "code", children: [/** @type {string} */ (text)] }];
    else if (inner) {
      children = shown(inner, references);
      if (inner.length && !inner[0].tight) children.unshift("\n");
    } else children = !text ? [] : inlines(new InlineParser(text, references, false).parse());
    if (UNWRAPPED.has(tag)) out.push(...tidied(children));
    else if (tight) out.push(...children);
    else out.push({ tag, children, start });
    if (!tight) out.push("\n");
  });
  return out;
}

/**
 * Nests elements. A link inside a link ends it, as in every browser.
 * @param {import("./spans.js").Token[]} tokens
 */
function inlines(tokens) {
  /** @type {Element} */
  const root = { tag: "", children: [] };
  const stack = [root];
  /** @param {Element} element */
  const open = (element) => {
    stack[stack.length - 1].children.push(element);
    stack.push(element);
  };
  for (const { text, open: name, close, tag, content, href } of tokens) {
    const { children } = stack[stack.length - 1];
    if (text !== undefined) children.push(text);
    else if (tag === "br") children.push({ tag, children: [] }, "\n");
    else if (tag) children.push({ tag, children: [/** @type {string} */ (content)] });
    else if (close) {
      const at = stack.findLastIndex((element) => element.tag === close);
      if (at > 0) stack.splice(at);
    } else if (name) {
      const link = name === "a" ? stack.findIndex((element) => element.tag === "a") : -1;
      const ended = link > 0 ? stack.splice(link).slice(1) : [];
      ended.forEach(({ tag: again }, index) => {
        const same = ended.slice(index).filter((other) => other.tag === again);
        if (same.length <= MOST_REOPENED) open({ tag: again, children: [] });
      });
      open({ tag: name, children: [], href: href === undefined ? href : publishedUrl(href) });
    }
  }
  return root.children;
}

/**
 * Joins strings side by side, and reads their line ends as HTML does.
 * @param {(Element | string)[]} nodes
 * @returns {(Element | string)[]}
 */
function tidied(nodes) {
  /** @type {(Element | string)[]} */
  const out = [];
  let text = "";
  const flush = () => {
    text = text.replaceAll("\0", "").replace(/\r\n?/g, "\n"); // as HTML is read
    if (text) out.push(text);
    text = "";
  };
  for (const node of nodes) {
    if (typeof node === "string") text += node;
    else {
      flush();
      out.push({ ...node, children: tidied(node.children) });
    }
  }
  flush();
  return out;
}

/**
 * Without white space at both ends of the whole. No-break spaces stay.
 * @param {(Element | string)[]} nodes
 */
function trimmed(nodes) {
  const [first, last] = [0, nodes.length - 1];
  if (typeof nodes[first] === "string") nodes[first] = trim(`${nodes[first]}.`, HTML_SPACE).slice(0, -1);
  if (typeof nodes[last] === "string") nodes[last] = trim(`.${nodes[last]}`, HTML_SPACE).slice(1);
  return nodes.filter((node) => node !== "");
}

/**
 * @param {(Element | string)[]} nodes
 * @returns {string[]}
 */
function linksOf(nodes) {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return [...(node.tag === "a" ? [node.href ?? ""] : []), ...linksOf(node.children)];
  });
}

/** @param {(Element | string)[]} nodes */
function plainText(nodes, withoutCode = false) {
  let text = "";
  /** @param {Element | string} node */
  const visit = (node) => {
    if (typeof node === "string") text += node;
    else if (withoutCode && /^(?:pre|code)$/.test(node.tag)) text += " ";
    else {
      node.children.forEach(visit);
      if (LINE_ENDS.has(node.tag)) text += "\n";
    }
  };
  nodes.forEach(visit);
  const lines = text.replace(/[ \t]+/g, " ").split("\n");
  return lines.map((line) => trim(line, PYTHON_SPACE)).filter(Boolean).join("\n");
}

/**
 * The elements that show a text.
 * @param {Parsed} parsed
 */
export function toFragment(parsed) {
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.blocks.map(toNode));
  return fragment;
}

/**
 * @param {Element | string} node
 * @returns {Node | string} a string becomes a text node
 */
function toNode(node) {
  if (typeof node === "string") return node;
  const isEmptyLink = node.tag === "a" && (node.href === undefined || isBlank(node.children));
  if (isEmptyLink) return children(node, document.createDocumentFragment());
  const element = document.createElement(node.tag);
  if (node.href !== undefined) element.setAttribute("href", node.href);
  if (node.tag === "a") element.setAttribute("rel", REL);
  if (node.start !== undefined) element.setAttribute("start", String(node.start));
  return children(node, element);
}

/**
 * @template {ParentNode & Node} T
 * @param {Element} node
 * @param {T} parent
 * @returns {T} `parent`, with what is in `node`
 */
function children(node, parent) {
  parent.append(...node.children.map(toNode));
  return parent;
}

/**
 * Whether a link shows nothing that can be clicked.
 * @param {(Element | string)[]} nodes
 * @returns {boolean}
 */
function isBlank(nodes) {
  return nodes.every((node) => (typeof node === "string" ? /^[ \t\n\r\f\v\xa0]*$/.test(node) : isBlank(node.children)));
}
