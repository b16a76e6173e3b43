// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { parseMarkdown } from "../../generator/assets/post/markdown/markdown.js";

/** Stands in for the browser's own parser, which knows all names. */
const NAMES = { amp: "&", copy: "©", NewLine: "\n", semi: ";", ThickSpace: "\u205f\u200a" };
Object.assign(globalThis, {
  DOMParser: class {
    /** @param {string} text such as `.&copy;` */
    parseFromString(text) {
      const name = /** @type {keyof typeof NAMES} */ (text.slice(2, -1));
      return { documentElement: { textContent: `.${NAMES[name] ?? text.slice(1)}` } };
    }
  },
});

test("plain text has one line for each block", () => {
  const text = "# Title\n\nOne **bold** word,\ntwo  lines\n\n- a\n- b\n  1. c\n\n> quote\n\n| h |\n|---|\n| `x` |";
  assert.equal(parseMarkdown(text).plain, "Title\nOne bold word,\ntwo lines\na\nb\nc\nquote\nh\nx");
});

test("character references become characters, if HTML has them", () => {
  assert.equal(parseMarkdown("&copy; &amp;amp; &#65;&#x42; &bogus; &semi; \\&copy;").plain, "© &amp; AB &bogus; ; &copy;");
});

test("raw HTML is text", () => {
  assert.deepEqual(parseMarkdown("a <b>c</b>").blocks, [{ tag: "p", children: ["a <b>c</b>"], start: undefined }]);
});

test("a link has no address but an allowed one", () => {
  const [paragraph] = parseMarkdown("[a](ftp://x.example) [b](mailto:x@y.example)").blocks;
  assert(typeof paragraph !== "string");
  assert.deepEqual(paragraph.children, [
    { tag: "a", children: ["a"], href: undefined }, " ", { tag: "a", children: ["b"], href: "mailto:x@y.example" },
  ]);
});

test("what rules ask for is found outside of code only", () => {
  const { images, html, hasTopHeading } = parseMarkdown("`<i>` <b>x</b> ![an *image*](y) `![z](z)`\n\n```\n# no\n```");
  assert.deepEqual(images, ["an *image*"]);
  assert.deepEqual(html, ["<b>", "</b>"]);
  assert.equal(hasTopHeading, false);
  assert.equal(parseMarkdown("## a\n\nb\n==").hasTopHeading, true);
});

test("an empty text has nothing in it", () => {
  assert.deepEqual(parseMarkdown(" \n"), { blocks: [], plain: "", uncoded: "", links: [], hasTopHeading: false, images: [], html: [] });
});
