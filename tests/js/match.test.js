// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { listFacet } from "../../generator/assets/browse/columns.js";
import { noPreferences, parse, serialize, validHours } from "../../generator/assets/match/preferences.js";
import { rank, reasons } from "../../generator/assets/match/rank.js";

/**
 * @typedef {{skills: string[], gains?: string[], hours?: number, weeks?: number, from?: string[],
 *   language?: string, deadline?: number}} Row
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
    sortKeys: {}, fragments: [], words: [], language: "en", collections: [],
  };
  const more = {
    gains: facet("gains", rows.map(({ gains = [] }) => gains)),
    language: facet("language", rows.map(({ language = "en" }) => [language])),
  };
  const wanted = parse(preferences);
  const outcome = rank(columns, more, wanted, 50);
  return {
    ...outcome,
    order: outcome.matches.map(({ row }) => row),
    reasons: outcome.matches.map((match) => reasons(match, wanted)),
  };
}

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
  assert.deepEqual(excluded, { hours: 1, from: 1, language: 1 });
});

test("the most useful missing skill is the one that alone is missing most often", () => {
  const rows = [{ skills: ["excel", "sql"] }, { skills: ["excel", "word"] }, { skills: ["excel", "word"] }, { skills: ["sql", "word"] }];
  assert.deepEqual(ranked("can=excel", rows).gap, { id: "word", label: "WORD", count: 2 });
  assert.equal(ranked("can=excel", [{ skills: ["excel"] }]).gap, undefined);
  assert.equal(ranked("learn=word", rows).gap, undefined, "nobody said what they can do");
});

test("a project without required skills is no division by zero", () => {
  assert.equal(ranked("learn=sql", [{ skills: [], gains: ["sql"] }]).matches[0].score, 1);
});

test("reasons say one hour in the singular", () => {
  const found = ranked("can=excel&hours=5", [{ skills: ["excel"], hours: 2 }, { skills: ["excel"], hours: 3, deadline: 101 }]);
  assert.deepEqual(found.reasons.map((phrases) => phrases[1]), ["1 hour a week of your 5", "1.5 hours a week of your 5"]);
});

test("preferences survive a link", () => {
  const link = "can=excel,sql&learn=tableau&lang=en,pt&hours=10&from=PT";
  assert.equal(serialize(parse(`#${link}`)), link);
  assert.equal(serialize(noPreferences()), "");
});

test("a damaged link is harmless", () => {
  const damaged = "#can=,,<img>,../x,Excel&learn&hours=-3&from=pt&lang=%FF&x=%";
  assert.deepEqual(parse(damaged), noPreferences());
  assert.equal(parse("hours=1000").hours, 60);
  assert.equal(validHours(Number.NaN), 0);
  assert.equal(validHours(2.4), 2);
});
