// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { corrections, distance } from "../../generator/assets/browse/corrections.js";
import { evidence, split } from "../../generator/assets/browse/evidence.js";
import { stem } from "../../generator/assets/browse/stem.js";
import { pieces, words } from "../../generator/assets/browse/tokens.js";
import { withTypedHours } from "../../generator/assets/browse/typed_hours.js";
import { emptyState } from "../../generator/assets/browse/url_state.js";
import { WordSearch, dropStopWords, queryWords } from "../../generator/assets/browse/word_search.js";

const IN_TEXT = 1;
const IN_TITLE = 3;

/** @param {...string} forms */
const isOneWord = (...forms) => new Set(forms.map((form) => stem(form, "en"))).size === 1;

test("words are split as generator/rendering/word_index.py does: the cases of tests/rendering/test_search.py", () => {
  assert.deepEqual(words("Market Surveys, twice"), ["market", "surveys", "twice"]);
  assert.deepEqual(words("C++ and C# (or C)"), ["c++", "and", "c#", "or", "c"]);
  assert.deepEqual(words("Città di Łódź, København"), ["citta", "di", "lodz", "kobenhavn"]);
  assert.deepEqual(words("Nora’s e-books"), ["nora", "e", "books"]);
  assert.deepEqual(words("日本語 text"), ["日", "本", "語", "text"]);
  assert.deepEqual(words("snake_case 120"), ["snake", "case", "120"]);
  assert.deepEqual(words(""), []);
});

test("splitting loses no text, also where accents are characters of their own", () => {
  for (const text of [" «Données», e-books & 東京! ", "Cafe\u0301 au lait", "हिन्दी कहानियाँ", ""]) {
    assert.equal(pieces(text).map(({ piece }) => piece).join(""), text);
  }
  assert.deepEqual(pieces("Cafe\u0301!"), [{ piece: "Cafe\u0301", word: "cafe" }, { piece: "!", word: "" }]);
});

test("forms of a word have one stem", () => {
  assert(isOneWord("survey", "surveys", "surveyed", "surveying"));
  assert(isOneWord("translate", "translation", "translations", "translator", "translating"));
  assert(isOneWord("interview", "interviews", "interviewing", "interviewer"));
  assert(isOneWord("plan", "plans", "planning", "planned"));
  assert(isOneWord("write", "writes", "writing"));
  assert(isOneWord("company", "companies"));
  assert(isOneWord("bus", "buses"));
  assert(isOneWord("analysis", "analyses", "analyse", "analysing"));
  assert(isOneWord("manage", "manager", "management"));
  assert(isOneWord("house", "houses"));
});

test("other words have another stem", () => {
  for (const [one, other] of [
    ["week", "weekend"], ["java", "javascript"], ["organ", "organic"], ["organic", "organising"],
    ["access", "accessibility"], ["poster", "post"], ["excel", "excellent"], ["c", "c++"],
  ]) assert(!isOneWord(one, other), `${one} and ${other}`);
});

test("other languages lose a plural ending only", () => {
  assert.equal(stem("projetos", "pt"), stem("projeto", "pt"));
  assert.notEqual(stem("translating", "pt"), stem("translate", "pt"));
});

test("stop words are dropped, unless nothing else is left", () => {
  assert.equal(dropStopWords("I know some Excel"), "Excel");
  assert.equal(dropStopWords("what is it?"), "what is it?");
  assert.deepEqual(queryWords("Excel, and then excel"), ["excel", "then"]);
});

/** @param {string} q */
const typed = (q) => {
  const { q: rest, selected } = withTypedHours({ ...emptyState(), q });
  return [rest, [...(selected.get("hours") ?? [])]];
};

test("hours that are typed become a filter", () => {
  assert.deepEqual(typed("10 hours and some Excel"), ["Excel", ["10"]]);
  assert.deepEqual(typed("excel, up to 15h"), ["excel,", ["10", "20"]]);
  assert.deepEqual(typed("12 hrs"), ["", ["10", "20"]]);
  assert.deepEqual(typed("200 hours of Excel"), ["Excel", []]);
  assert.deepEqual(typed("10 hours a week"), ["10 hours a week", []]);
  assert.deepEqual(typed("120 bus stops"), ["120 bus stops", []]);
});

test("a distance counts letters that are wrong, missing, needless or swapped", () => {
  assert.equal(distance("ecxel", "excel", 2), 1);
  assert.equal(distance("exell", "excel", 2), 2);
  assert.equal(distance("phyton", "python", 2), 2);
  assert.equal(distance("spredsheet", "spreadsheet", 2), 1);
  assert.equal(distance("weekend", "week", 2), Infinity);
  assert.equal(distance("sight", "light", 2), 1);
  assert.equal(distance("sites", "limes", 2), Infinity, "they begin differently");
});

const KNOWN = {
  words: ["survey", "market", "garden"],
  names: ["Excel", "Machine learning", "spreadsheet", "Python", "Survey design"].map((text) => ({ text, words: words(text) })),
};

test("corrections are names and words that the board has", () => {
  assert.deepEqual(corrections(["ecxel"], ["ecxel"], KNOWN), ["Excel"]);
  assert.deepEqual(corrections(["servey"], ["servey"], KNOWN), ["survey"]);
  assert.deepEqual(corrections(["machin", "lerning"], ["machin", "lerning"], KNOWN), ["Machine learning"]);
  assert.deepEqual(corrections(["ecxel", "survey"], ["ecxel"], KNOWN), ["Excel survey"]);
  assert.deepEqual(corrections(["blockchain"], ["blockchain"], KNOWN), []);
  assert.deepEqual(corrections(["sql"], ["sql"], KNOWN), [], "too short to guess");
});

/**
 * A search of an index with one part, as if it were on the site.
 * @param {import("node:test").TestContext} context
 * @param {string[]} texts one for each row; a title before `:`
 */
function searchOf(context, texts) {
  /** @type {Map<string, number[]>} */
  const postings = new Map();
  /** @type {Map<string, number>} */
  const last = new Map();
  texts.forEach((text, row) => {
    const [title] = text.split(":");
    for (const word of new Set(words(text))) {
      const weight = words(title).includes(word) ? IN_TITLE : IN_TEXT;
      postings.set(word, [...(postings.get(word) ?? []), (row - (last.get(word) ?? 0)) * 4 + weight]);
      last.set(word, row);
    }
  });
  /** @type {Record<string, unknown>} */
  const files = {
    "/find/words/one.bin": Object.fromEntries(postings),
    "/find/spellings.bin": { words: [...postings.keys()].filter((word) => word.length > 3).join(" "), names: ["Excel"] },
  };
  context.mock.method(globalThis, "fetch", async (/** @type {string} */ url) => (
    new Response(new Blob([JSON.stringify(files[url])]).stream().pipeThrough(new CompressionStream("deflate")))
  ));
  const search = new WordSearch("/find/");
  const first = [...postings.keys()].sort()[0];
  const columns = { size: texts.length, language: "en", words: /** @type {[string, string][]} */ ([[first, "one"]]) };
  return async (/** @type {string} */ q) => {
    const { rows, ranks, loose } = await search.find(q, columns);
    const order = [...rows.keys()].filter((row) => rows[row]).sort((a, b) => ranks[a] - ranks[b] || a - b);
    return { order, loose };
  };
}

test("whole words match, in any form, and every word must", async (context) => {
  const find = searchOf(context, ["Survey: excel", "Plan: a survey in weeks", "Excel: surveys", "Javascript:"]);
  assert.deepEqual(await find("survey"), { order: [0, 1, 2], loose: null });
  assert.deepEqual((await find("excel surveys")).order, [2, 0]);
  assert.equal((await find("week")).loose, null);
  assert.deepEqual((await find("weekend")).order, []);
});

test("a query that nothing mentions has corrections, then looser matches", async (context) => {
  const find = searchOf(context, ["Survey: excel market", "Plan: market", "Garden: map"]);
  assert.deepEqual(await find("ecxel"), {
    order: [0], loose: { missing: ["ecxel"], corrections: ["Excel"], kind: "spelling", mentioned: [] },
  });
  assert.deepEqual(await find("mark"), {
    order: [0, 1], loose: { missing: ["mark"], corrections: [], kind: "beginning", mentioned: [] },
  });
  assert.deepEqual(await find("market blockchain"), {
    order: [0, 1], loose: { missing: ["blockchain"], corrections: [], kind: "some", mentioned: ["market"] },
  });
  assert.deepEqual(await find("garden excel"), {
    order: [2, 0], loose: { missing: [], corrections: [], kind: "some", mentioned: ["garden", "excel"] },
  });
  assert.deepEqual(await find("blockchain"), {
    order: [], loose: { missing: ["blockchain"], corrections: [], kind: "none", mentioned: [] },
  });
});

test("words of a name are found written apart", async (context) => {
  const find = searchOf(context, ["Slides: powerpoint", "Power: point"]);
  assert.deepEqual((await find("power point")).order.sort(), [0, 1]);
});

/** @param {Partial<import("../../generator/assets/browse/evidence.js").Shown>} more */
const fragment = (more) => ({
  facts: /** @type {any} */ ({ title: "Market survey", summary: "Ask shops.", who: "Harbour", level: "Beginner", place: "Remote" }),
  terms: [["Skill", "Excel", "MS Excel", "spreadsheet"], ["Industry", "Retail"]],
  text: ["First ask. Then write a report about the shops.", "Ten slides"],
  ...more,
});

/**
 * @param {string[][]} forms
 * @param {Partial<import("../../generator/assets/browse/evidence.js").Shown>} [more]
 */
const line = (forms, more = {}) => {
  const found = evidence(fragment(more), forms.map((words_) => new Set(words_)));
  return found && `${found.heading}|${found.parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("")}`;
};

test("a match that the card shows needs no other line", () => {
  assert.equal(line([["survey"], ["shops"]]), null);
});

test("a match that is not on the card is shown as what it is filed under, or as one sentence", () => {
  assert.equal(line([["excel"]]), "Skill|[Excel]");
  assert.equal(line([["spreadsheet"]]), "Skill|Excel, also called [spreadsheet]");
  assert.equal(line([["msexcel"]]), "Skill|Excel, also called [MS Excel]");
  assert.equal(line([["survey"], ["retail"]]), "Industry|[Retail]");
  assert.equal(line([["reports", "report"]]), "|Then write a [report] about the shops.");
});

test("a long sentence is shortened around its match", () => {
  const long = `${"before ".repeat(40)}here ${"after ".repeat(40)}`;
  const shown = line([["here"]], { terms: [], text: [long] }) ?? "";
  assert.match(shown, /^\|… before .*\[here\].* …$/);
  assert(shown.split(" ").length < 32);
});

test("only whole words are marked", () => {
  const marked = split("Surveys of a survey, surveyor", new Set(["survey", "surveys"])).filter(({ isMatch }) => isMatch);
  assert.deepEqual(marked.map(({ text }) => text), ["Surveys", "survey"]);
});
