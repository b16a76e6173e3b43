// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { excerptRange, splitMatches } from "../../generator/assets/browse/excerpt.js";
import { parseFragment } from "../../generator/assets/browse/fragments.js";
import { dropStopWords, locate } from "../../generator/assets/browse/word_search.js";

/** @param {number} size */
const text = (size) => Array.from({ length: size }, (_, n) => `w${n}`).join(" ");

/** @param {string} of @param {string} query */
const marked = (of, query) => splitMatches(of, query).filter(({ isMatch }) => isMatch).map(({ part }) => part);

test("an excerpt shows where most words match", () => {
  const { start, end } = excerptRange(text(200), [3, 100, 104, 110]);
  assert.deepEqual([start, end], [97, 123]);
});

test("an excerpt stays within the text", () => {
  assert.deepEqual(excerptRange(text(5), [4]), { start: 0, end: 5, matches: new Set([4]) });
  assert.equal(excerptRange(text(200), [199]).end, 200);
  assert.equal(excerptRange(text(200), [0]).start, 0);
  assert.equal(excerptRange(text(40), []).start, 0);
});

test("other names of skills count only if nothing else matches", () => {
  const names = `${text(10)} Also called: MS Excel`;
  assert.deepEqual([...excerptRange(names, [2, 12]).matches], [2]);
  assert.deepEqual([...excerptRange(names, [12]).matches], [12]);
});

test("words are marked that begin like the query", () => {
  assert.deepEqual(marked("Surveys of a survey, surveyed", "surveying"), ["Surveys", "survey", "surveyed"]);
  assert.deepEqual(marked("Città di Roma", "citta"), ["Città"]);
  assert.deepEqual(marked("C++ and C#", "c++"), ["C++"]);
  assert.deepEqual(marked("a b c", "a"), [], "one letter is too little");
  assert.deepEqual(marked("data", "<b>"), []);
});

test("marking loses no text", () => {
  const of = " «Données», e-books & 東京! ";
  assert.equal(splitMatches(of, "donnees books").map(({ part }) => part).join(""), of);
  assert.deepEqual(marked(of, "donnees books"), ["Données", "books"]);
});

test("stop words are dropped, unless nothing else is left", () => {
  assert.equal(dropStopWords("I know some Excel"), "Excel");
  assert.equal(dropStopWords("what is it?"), "what is it?");
  assert.equal(dropStopWords('"to do with data"'), '"to do with data"');
});

test("results of another build are ignored", () => {
  const found = locate(
    [{ id: "en_b", words: [4] }, { id: "en_gone", words: [1] }, { id: "en_a", words: [] }],
    { size: 2, rows: new Map([["en_a", 0], ["en_b", 1]]) },
  );
  assert.deepEqual([...found.rows], [1, 1]);
  assert.deepEqual([...found.ranks], [2, 0]);
  assert.deepEqual(found.positions.get(1), [4]);
});

test("a fragment has a signature or not", () => {
  const json = '{"url":"acme/x","meta":{"title":"T"},"content":"text"}';
  for (const content of [json, `pagefind_dcd${json}`]) {
    assert.deepEqual(parseFragment(content), { facts: { title: "T", id: "acme/x" }, text: "text" });
  }
});
