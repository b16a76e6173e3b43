// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { listFacet } from "../../generator/assets/browse/columns.js";
import { noPreferences, parse, serialize, validHours } from "../../generator/assets/match/preferences.js";
import { rank, reasons } from "../../generator/assets/match/rank.js";
import { excludedText, groups, summary } from "../../generator/assets/match/summary.js";

/**
 * @typedef {{skills: string[], gains?: string[], hours?: number, weeks?: number, from?: string[],
 *   site?: string, language?: string, deadline?: number}} Row
 */

/**
 * @param {string} id
 * @param {string[][]} rows
 */
function facet(id, rows) {
  const names = [...new Set(rows.flat())].sort();
  const values = names.map((name) => /** @type {[string, string]} */ ([name, name.toUpperCase()]));
  return listFacet(id, id, { values, rows: rows.map((row) => row.map((name) => names.indexOf(name))) });
}

/**
 * @param {string} preferences
 * @param {Row[]} rows
 */
function ranked(preferences, rows) {
  const columns = {
    size: rows.length,
    facets: [facet("skill", rows.map(({ skills }) => skills)), facet("country", rows.map(({ from = [] }) => from))],
    deadlines: Float64Array.from(rows, ({ deadline = 100 }) => deadline),
    hours: Float64Array.from(rows, ({ hours = 10 }) => hours),
    weeks: Float64Array.from(rows, ({ weeks = 2 }) => weeks),
    sortKeys: {}, ids: [], exchange: { currency: "EUR", day: "", source: "", rates: {} }, words: [], language: "en", collections: [], feeds: {},
  };
  const more = {
    gains: facet("gains", rows.map(({ gains = [] }) => gains)),
    language: facet("language", rows.map(({ language = "en" }) => [language])),
    site: facet("site", rows.map(({ site }) => (site ? [site] : []))),
  };
  const wanted = parse(preferences);
  const outcome = rank(columns, more, wanted, 50);
  return {
    ...outcome,
    order: outcome.matches.map(({ row }) => row),
    reasons: outcome.matches.map((match) => reasons(match, wanted)),
    summary: summary(outcome.matches, wanted),
    groups: groups(outcome.matches, wanted).map(({ title, matches }) => `${title}: ${matches.length}`),
  };
}

test("the nearest miss comes first, however much else one would learn", () => {
  const { order } = ranked("can=excel,word&learn=a,b,c", [
    { skills: ["excel", "law", "sql"], gains: ["a", "b", "c"] }, { skills: ["excel", "sql"] },
    { skills: ["excel", "word", "sql"] }, { skills: ["excel"] },
  ]);
  assert.deepEqual(order, [3, 2, 1, 0]);
});

test("more of the required skills rank higher, then the nearer deadline", () => {
  const { order } = ranked("can=excel", [
    { skills: ["excel", "sql"] }, { skills: ["excel"], deadline: 99 }, { skills: ["excel"], deadline: 60 }, { skills: ["sql"] },
  ]);
  assert.deepEqual(order, [2, 1, 0]);
});

test("learning counts for three skills at most", () => {
  const gains = ["a", "b", "c", "d", "e"];
  const { matches } = ranked(`learn=${gains}`, [{ skills: ["law"], gains }]);
  assert.equal(matches[0].score, 3);
  assert.deepEqual(matches[0].learned, ["A", "B", "C", "D", "E"]);
});

test("a deadline counts on its last day", () => {
  assert.deepEqual(ranked("can=excel", [{ skills: ["excel"], deadline: 49 }, { skills: ["excel"], deadline: 50 }]).order, [1]);
});

test("limits exclude, and each excluded project counts once", () => {
  const { order, excluded } = ranked("can=excel&hours=10&from=PT&lang=en", [
    { skills: ["excel"], hours: 20 }, { skills: ["excel"], hours: 20.5 }, { skills: ["excel"], from: ["DE"], language: "de" },
    { skills: ["excel"], language: "pt" },
  ]);
  assert.deepEqual(order, [0]);
  assert.deepEqual(excluded, { hours: 1, from: 1, site: 0, language: 1 });
});

test("people in a country that no project names see only what is open to everybody", () => {
  const rows = [{ skills: ["excel"] }, { skills: ["excel"], from: ["DE"] }, { skills: ["excel"], from: ["DE"], site: "de-bonn" }];
  assert.deepEqual(ranked("can=excel&from=ZZ", rows).order, [0]);
});

test("work on site is left out where one can't be", () => {
  const rows = [{ skills: ["excel"] }, { skills: ["excel"], site: "pt-lisbon" }, { skills: ["excel"], site: "pt-porto" }];
  assert.deepEqual(ranked("can=excel", rows).order, [0, 1, 2]);
  assert.deepEqual(ranked("can=excel&site=pt-porto", rows).order, [0, 2]);
  assert.deepEqual(ranked("can=excel&site=remote", rows).order, [0]);
  assert.equal(ranked("can=excel&site=remote", rows).excluded.site, 2);
  assert.deepEqual(ranked("can=excel&site=pt-gone", rows).order, [0]);
});

test("what to learn is what completes most of the nearest projects", () => {
  const rows = [{ skills: ["excel", "sql"] }, { skills: ["excel", "word"] }, { skills: ["excel", "word"] }, { skills: ["sql", "word"] }];
  assert.deepEqual(ranked("can=excel", rows).advice, { skills: [{ id: "word", label: "WORD" }], count: 2 });
  assert.equal(ranked("can=excel", [{ skills: ["excel"] }]).advice, undefined);
  assert.equal(ranked("learn=word", rows).advice, undefined, "nobody said what they can do");
});

test("a skill is no advice if nothing near needs it", () => {
  const rows = [{ skills: ["cad"] }, { skills: ["cad"] }, { skills: ["excel", "sql"] }];
  assert.deepEqual(ranked("can=excel", rows).advice, { skills: [{ id: "sql", label: "SQL" }], count: 1 });
  assert.equal(ranked("can=excel", rows.slice(0, 2)).advice, undefined);
});

test("if nothing is one skill away, two are advised, and what they open is counted", () => {
  const rows = [{ skills: ["excel", "sql", "word"] }, { skills: ["sql"] }, { skills: ["excel", "law", "tax", "word"] }];
  const { advice } = ranked("can=excel", rows);
  assert.deepEqual(advice, { skills: [{ id: "sql", label: "SQL" }, { id: "word", label: "WORD" }], count: 2 });
  assert.equal(ranked("can=excel", rows.slice(2)).advice, undefined);
});

test("of two skills that open as much, that of the project which fits better is advised", () => {
  const rows = [{ skills: ["excel", "arabic"] }, { skills: ["excel", "sql", "word"] }];
  assert.equal(ranked("can=excel,word", rows).advice?.skills[0].id, "sql");
});

test("of two skills that open as much, the wanted one is advised", () => {
  const rows = [{ skills: ["excel", "sql"] }, { skills: ["excel", "word"] }];
  assert.equal(ranked("can=excel", rows).advice?.skills[0].id, "sql");
  assert.equal(ranked("can=excel&learn=word", rows).advice?.skills[0].id, "word");
});

test("the summary says what fits, what is close, and the rest", () => {
  const [fits, close, far] = [{ skills: ["excel"] }, { skills: ["excel", "sql"] }, { skills: ["excel", "sql", "word"] }];
  const said = (/** @type {Row[]} */ ...rows) => ranked("can=excel", rows).summary;
  assert.equal(said(fits, close, close, close, close), "1 fits, 4 are close: one skill away.");
  assert.equal(said(fits, fits, close, far), "2 fit, 1 is close: one skill away. 1 more shares some of your skills.");
  assert.equal(said(close, far, far), "None fits completely. 1 is close: one skill away. 2 more share some of your skills.");
  assert.equal(said(far), "None fits completely. 1 more shares some of your skills.");
  assert.equal(said({ skills: ["law"] }), "Nothing fits yet. Pick another skill, or loosen a limit.");
  assert.equal(ranked("", [fits]).summary, "Pick a skill to see matching projects.");
  assert.equal(ranked("learn=sql", [close, far]).summary, "Nothing fits yet. Pick another skill, or loosen a limit.");
  assert.equal(ranked("learn=sql", [{ skills: ["law"], gains: ["sql"] }]).summary, "1 project teaches what you want to learn.");
});

test("the groups have the matches, the nearest first", () => {
  const rows = [{ skills: ["excel", "sql", "word"] }, { skills: ["excel"] }, { skills: ["excel", "law"] }, { skills: ["excel", "sql"] }];
  assert.deepEqual(ranked("can=excel", rows).groups, ["You have every skill: 1", "One skill away: 2", "Two or more skills away: 1"]);
  assert.deepEqual(ranked("learn=sql", [{ skills: ["law"], gains: ["sql"] }]).groups, ["You would learn from these: 1"]);
  assert.deepEqual(ranked("", rows).groups, []);
});

test("what limits leave out is said in one sentence", () => {
  const preferences = parse("can=excel&hours=10");
  assert.equal(excludedText({ hours: 0, from: 0, site: 0, language: 0 }, preferences), "");
  assert.equal(
    excludedText({ hours: 1, from: 2, site: 3, language: 4 }, preferences),
    "Left out: 1 for more than 10 hours a week, 2 for people in other countries, 3 on site elsewhere and 4 in other languages.",
  );
});

test("a project without required skills is no division by zero", () => {
  assert.equal(ranked("learn=sql", [{ skills: [], gains: ["sql"] }]).matches[0].score, 1);
});

test("reasons say one hour in the singular", () => {
  const found = ranked("can=excel&hours=5", [{ skills: ["excel"], hours: 2 }, { skills: ["excel"], hours: 3, deadline: 101 }]);
  assert.deepEqual(found.reasons.map((phrases) => phrases[1]), ["1 hour a week of your 5", "1.5 hours a week of your 5"]);
});

test("preferences survive a link", () => {
  const link = "can=excel,sql&learn=tableau&lang=en,pt&hours=10&from=PT&site=pt-lisbon";
  assert.equal(serialize(parse(`#${link}`)), link);
  assert.equal(serialize(noPreferences()), "");
});

test("a damaged link is harmless", () => {
  const damaged = "#can=,,<img>,../x,Excel&learn&hours=-3&from=pt&site=a b&lang=%FF&x=%";
  assert.deepEqual(parse(damaged), noPreferences());
  assert.equal(parse("hours=1000").hours, 60);
  assert.equal(validHours(Number.NaN), 0);
  assert.equal(validHours(2.4), 2);
});
