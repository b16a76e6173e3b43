// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, foldedWords, list, plural } from "../../generator/assets/lib/text.js";

test("folding removes case and diacritics", () => {
  assert.equal(fold("Città ÉLÈVE Århus"), "citta eleve arhus");
  assert.equal(fold("e\u0301"), fold("\u00e9"), "composed or not");
  assert.equal(fold("Søren Łódź"), "søren łodz", "letters of their own are no letters with a mark");
  assert.equal(fold("العَرَبِيَّة"), "العربية", "vowel marks");
  assert.equal(fold("東京 C++"), "東京 c++");
});

test("a query is split at any white space", () => {
  assert.deepEqual(foldedWords("  Dätä\tanalysis \n"), ["data", "analysis"]);
  assert.deepEqual(foldedWords("   "), []);
});

test("one is singular, and nothing else is", () => {
  assert.equal(plural(1, "project"), "1 project");
  assert.equal(plural(0, "project"), "0 projects");
  assert.equal(plural(1.5, "hour"), "1.5 hours");
  assert.equal(plural(1200, "project"), "1,200 projects");
  assert.equal(plural(1, "person", "people"), "1 person");
  assert.equal(plural(2, "person", "people"), "2 people");
});

test("lists read like a sentence", () => {
  assert.equal(list([]), "");
  assert.equal(list(["Excel"]), "Excel");
  assert.equal(list(["Excel", "SQL"]), "Excel and SQL");
  assert.equal(list(["Canada", "Denmark", "Norway"], "or"), "Canada, Denmark or Norway");
});
