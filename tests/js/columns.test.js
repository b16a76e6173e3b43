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
  ids: "a/a b/b c/c d/d",
  first: "2026-11-20",
  deadline: [5, 0, 30, 90],
  most: [10, 20, 40, 41],
  least: [8, 20, 30, 41],
  weeks: [1, 2, 4, 10],
  amount: [300, 500, 25, 1000],
  hourly: [0, 0, 1, 0],
  currency: { values: [["EUR", "€"], ["USD", "US$"]], rows: [0, 0, 1, 0] },
  exchange: { currency: "EUR", base: "USD", day: "2026-11-26", source: "By hand.", rates: { EUR: 0.8, USD: 1 } },
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
  feeds: { skills: ["feed.xml", "application/rss+xml"], collections: ["atom.xml", "application/atom+xml"] },
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
  assert.equal(columns.ids[2], "c/c");
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

test("the least that an hour pays counts, in any currency", () => {
  const rows = (/** @type {string} */ rate) => count(`?rate=${rate}`).rows;
  // 30, 25 and 24.39 an hour: in euros 30, 20 and 24.39.
  assert.deepEqual(rows("EUR-20"), [0, 2, 3], "what is exactly enough counts");
  assert.deepEqual(rows("USD-25"), [0, 2, 3]);
  assert.deepEqual(rows("EUR-24"), [0, 3]);
  assert.deepEqual(rows("EUR-24.39"), [0, 3]);
  assert.deepEqual(rows("EUR-24.40"), [0]);
  assert.deepEqual(rows("USD-38"), []);
  assert.deepEqual(rows("GBP-1"), [], "no rate for pounds");
});

test("other filters count what pays enough, and pay counts what it would add", () => {
  const counts = count("?rate=EUR-24&level=beginner");
  assert.deepEqual(byLabel(counts, "mode"), { Remote: 2, "On site": 0 });
  assert.equal(count("?rate=EUR-24&mode=onsite").without.get("rate"), 1);
  const { values } = facetOf("rate");
  assert.deepEqual(values.map(({ amount }) => Math.round(amount ?? 0)), [25, 30, 31, 38], "in the base, sorted");
  assert.deepEqual([...(counts.values.get("rate") ?? [])], [0, 1, 0, 1]);
});

test("pay without a rate of exchange is left out by the filter and comes last", () => {
  const unknown = decodeColumns({ ...DATA, exchange: { ...DATA.exchange, rates: { USD: 1 } } }, DAY);
  assert.deepEqual(countFacets(unknown, parse("?rate=USD-1"), null, DAY).rows, [2]);
  for (const order of ["pay", "rate"]) assert.deepEqual(sorted(unknown, [0, 2, 3], order, null), [2, 0, 3]);
  const none = decodeColumns({ ...DATA, exchange: { ...DATA.exchange, rates: {} } }, DAY);
  assert(!none.facets.some(({ id }) => id === "rate"), "nothing can be compared: no filter");
  assert.deepEqual(countFacets(none, parse("?rate=USD-1"), null, DAY).rows, [0, 2, 3]);
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
  assert.deepEqual(sorted(columns, [0, 2, 3], "pay", null), [3, 2, 0], "1,000 euros, 750 dollars, 300 euros");
  assert.deepEqual(sorted(columns, [0, 2, 3], "rate", null), [0, 3, 2]);
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

test("a feed that the board does not have is not the closest", () => {
  const feed = (/** @type {string} */ url) => closestFeed(columns, parse(url));
  assert.deepEqual([feed("?category=data").path, feed("?category=data").file], ["", "feed.xml"]);
  assert.deepEqual([feed("?mode=remote").file, feed("?mode=remote").type], ["atom.xml", "application/atom+xml"]);
});

test("a board offers all facets, or those it names in its order", () => {
  const ids = (/** @type {string | undefined} */ named) => offered(columns.facets, named).map(({ id }) => id);
  assert.equal(offered(columns.facets, undefined), columns.facets);
  assert.deepEqual(ids("level skill"), ["level", "skill"]);
  assert.deepEqual(ids("pay level rate"), ["rate", "level"], "its former name");
  assert.deepEqual(ids("offers mode"), ["mode"]); // no listing here has an offer
});
