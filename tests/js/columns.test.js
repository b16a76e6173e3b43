// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { deadlineFacet, decodeColumns, offered } from "../../generator/assets/browse/columns.js";
import { countFacets, sorted } from "../../generator/assets/browse/facet_counts.js";
import { closestFeed } from "../../generator/assets/browse/feeds.js";
import { parse } from "../../generator/assets/browse/url_state.js";

/** Four listings as find/columns.bin has them: generator/search.py. The second one has closed. */
const DATA = {
  language: "en",
  fragments: "aa bb cc dd",
  first: "2026-11-20",
  deadline: [5, 0, 30, 90],
  most: [10, 20, 40, 41],
  least: [8, 20, 30, 41],
  weeks: [1, 2, 4, 10],
  amount: [300, 500, 25, 1000],
  hourly: [0, 0, 1, 0],
  currency: {
    values: [["EUR", "€", 14, [140, 350, 700], [20, 28, 42]], ["USD", "US$", 18, [180], [25]]],
    rows: [0, 0, 1, 0],
  },
  skill: { values: [["excel", "Excel"], ["sql", "SQL"]], rows: [[0], [0], [0, 1], [1]] },
  mode: { values: [["remote", "Remote"], ["onsite", "On site"]], rows: [0, 0, 1, 0] },
  country: { values: [["DE", "Germany"], ["PT", "Portugal"]], rows: [[], [0], [0], [1]] },
  level: { values: [["advanced", "Advanced"], ["beginner", "Beginner"]], rows: [1, 1, 0, 1] },
  category: { values: [["data", "Data"]], rows: [0, 0, 0, 0] },
  industry: { values: [["retail", "Retail"]], rows: [0, 0, 0, 0] },
  offers: { values: [], rows: [[], [], [], []] },
  audience: { values: [["students", "Students"]], rows: [[], [], [], [0]] },
  verified: [1, 0, 0, 0],
  collections: [{ path: "collections/first-steps/", label: "First steps", any: { mode: ["remote"] }, most: {} }],
};
const DAY = "2026-11-23";
const columns = decodeColumns(DATA, DAY);

/** @param {string} id */
function facetOf(id) {
  const facet = columns.facets.find((item) => item.id === id);
  assert(facet, id);
  return facet;
}

/** @param {string} url @param {Uint8Array | null} [found] */
const count = (url, found = null) => countFacets(columns, parse(url), found, DAY);

/** @param {ReturnType<typeof count>} counts @param {string} id */
function byLabel(counts, id) {
  return Object.fromEntries(facetOf(id).values.map(({ label }, index) => [label, counts.values.get(id)?.[index]]));
}

test("rows are decoded", () => {
  assert.equal(columns.size, 4);
  assert.equal(columns.fragments[2], "cc");
  assert.deepEqual([...facetOf("skill").starts], [0, 1, 2, 4, 5]);
  assert.deepEqual([...facetOf("skill").items], [0, 0, 0, 1, 1]);
});

test("a facet without values is left out", () => {
  assert(!columns.facets.some(({ id }) => id === "offers"));
  assert(!decodeColumns({ ...DATA, verified: [0, 0, 0, 0] }, DAY).facets.some(({ id }) => id === "verified"));
});

test("levels are in their own order", () => {
  assert.deepEqual(facetOf("level").values.map(({ id }) => id), ["beginner", "advanced"]);
  assert.deepEqual([...facetOf("level").items], [0, 0, 1, 0]);
});

test("a band includes its largest number", () => {
  assert.deepEqual([...facetOf("hours").items], [0, 1, 2, 3]);
  assert.deepEqual([...facetOf("weeks").items], [0, 1, 2, 4]);
});

test("pay is in bands of its currency, in all and by the hour", () => {
  const label = (/** @type {string} */ id, /** @type {number} */ row) => facetOf(id).values[facetOf(id).items[row]].label;
  assert.equal(label("pay", 0), "€140–350");
  assert.equal(label("pay", 2), "US$180 and more", "25 an hour for at least 30 hours");
  assert.equal(label("pay", 3), "€700 and more");
  assert.equal(label("rate", 0), "€28–42 an hour");
  assert.equal(label("rate", 2), "US$25 and more an hour", "a limit that is reached");
  assert.equal(facetOf("pay").values[0].label, "Under €140");
});

test("deadlines depend on the day", () => {
  assert.deepEqual([...facetOf("deadline").items], [0, 0, 1, 2]);
  assert.deepEqual([...deadlineFacet(columns.deadlines, "2026-12-15").items], [0, 0, 0, 2]);
});

test("without filters every open row counts, and none that has closed", () => {
  const counts = count("");
  assert.deepEqual(counts.rows, [0, 2, 3]);
  assert.equal(counts.open, 3);
  assert.deepEqual(byLabel(counts, "skill"), { Excel: 2, SQL: 2 });
  assert.equal(counts.without.size, 0);
});

test("the last day counts, the day after does not", () => {
  assert.equal(countFacets(columns, parse(""), null, "2026-11-25").open, 3);
  assert.equal(countFacets(columns, parse(""), null, "2026-11-26").open, 2);
});

test("one value of a facet is enough, and every facet must match", () => {
  assert.deepEqual(count("?skill=excel,sql").rows, [0, 2, 3]);
  assert.deepEqual(count("?skill=excel,sql&mode=remote").rows, [0, 3]);
  assert.deepEqual(count("?skill=no-such-skill").rows, []);
});

test("the counts of a facet ignore its own selection", () => {
  const counts = count("?mode=remote");
  assert.deepEqual(byLabel(counts, "mode"), { Remote: 2, "On site": 1 });
  assert.deepEqual(byLabel(counts, "level"), { Beginner: 2, Advanced: 0 });
});

test("a row without a country counts for every country", () => {
  assert.deepEqual(count("?country=PT").rows, [0, 3]);
  assert.deepEqual(byLabel(count(""), "country"), { Germany: 2, Portugal: 2 });
});

test("what leaving one thing out would give", () => {
  const found = Uint8Array.from([1, 1, 0, 0]);
  const counts = count("?mode=onsite&level=beginner", found);
  assert.deepEqual(counts.rows, []);
  assert.deepEqual(Object.fromEntries(counts.without), { mode: 1, level: 0, q: 0 });
  assert.deepEqual(Object.fromEntries(count("?mode=onsite", found).without), { mode: 1, q: 1 });
});

test("equal rows stay newest first", () => {
  assert.deepEqual(sorted(columns, [0, 2, 3], "newest", null), [0, 2, 3]);
  assert.deepEqual(sorted(columns, [3, 2, 0], "deadline", null), [0, 2, 3]);
  assert.deepEqual(sorted(columns, [0, 2, 3], "best", Float64Array.from([1, 0, 0, 0])), [2, 3, 0]);
  assert.deepEqual(sorted(columns, [0, 2, 3], "pay", null), [3, 2, 0], "by the floor of each currency");
});

test("the closest feed", () => {
  const feed = (/** @type {string} */ url) => closestFeed(columns, parse(url));
  assert.deepEqual([feed("").path, feed("").exact], ["", true]);
  assert.deepEqual([feed("?skill=excel").path, feed("?skill=excel").exact], ["skills/excel/", true]);
  assert.equal(feed("?q=EXCEL").path, "skills/excel/", "a query that is the name of a skill");
  assert.deepEqual([feed("?q=birds").path, feed("?q=birds").exact], ["", false]);
  assert.deepEqual([feed("?mode=remote").path, feed("?mode=remote").exact], ["collections/first-steps/", true]);
  assert.equal(feed("?skill=excel,sql").path, "", "no feed contains both");
  assert.equal(feed("?skill=no-such-skill").path, "");
});

test("a board offers all facets, or those it names in its order", () => {
  const ids = (/** @type {string | undefined} */ named) => offered(columns.facets, named).map(({ id }) => id);
  assert.equal(offered(columns.facets, undefined), columns.facets);
  assert.deepEqual(ids("level skill"), ["level", "skill"]);
  assert.deepEqual(ids("offers mode"), ["mode"]); // no listing here has an offer
});
