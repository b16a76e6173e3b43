// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { checkedColumns } from "../../generator/assets/browse/checked_columns.js";
import { checkedListing } from "../../generator/assets/browse/checked_listing.js";
import { decodeColumns } from "../../generator/assets/browse/columns.js";
import { combined } from "../../generator/assets/browse/combined_results.js";
import { addresses, source } from "../../generator/assets/browse/copies.js";
import { countFacets, sorted } from "../../generator/assets/browse/facet_counts.js";
import { Unusable, limitedJson } from "../../generator/assets/browse/limited_fetch.js";
import { merged, ownPart } from "../../generator/assets/browse/merged_columns.js";
import { parse } from "../../generator/assets/browse/url_state.js";
import { cardFacts } from "../../generator/assets/lib/card_facts.js";

const DAY = "2026-11-23";

/** Two listings of our own, as find/columns.bin has them. @type {any} */
const OWN = {
  format: 2, language: "en", words: [["a", "0123456789"]], ids: "acme/survey bolt/logos",
  zone: "Etc/GMT+12", newest: "2026-11-22", posted: [0, 4], first: "2026-11-30", deadline: [0, 10],
  most: [20, 40], least: [15, 40], weeks: [3, 4], amount: [400, 500], hourly: [0, 0], verified: [1, 0],
  currency: { values: [["USD", "US$"]], rows: [0, 0] },
  exchange: { currency: "USD", base: "USD", day: "2026-11-20", source: "By hand.", rates: { EUR: 0.8, USD: 1 } },
  skill: { values: [["excel", "Excel"], ["sql", "SQL"]], rows: [[0], [1]] },
  mode: { values: [["remote", "Remote"]], rows: [0, 0] },
  country: { values: [["US", "United States"]], rows: [[0], []] },
  level: { values: [["beginner", "Beginner"]], rows: [0, 0] },
  category: { values: [["data", "Data"]], rows: [0, 0] },
  industry: { values: [["retail", "Retail"]], rows: [0, 0] },
  offers: { values: [], rows: [[], []] },
  audience: { values: [], rows: [[], []] },
  collections: [], feeds: {},
};

/** Another board's: one of our ids, a skill that we call otherwise, a level and a mode that we do not know. @type {any} */
const OTHER = {
  ...OWN, ids: "acme/survey cape/map", origins: { n: "https://north.example/" }, zone: "Pacific/Auckland", newest: "2026-11-23", posted: [0, 2],
  first: "2026-11-29", deadline: [0, 3], verified: [1, 1], amount: [100, 1], hourly: [0, 1],
  currency: { values: [["EUR", "€"], ["XAU", "gold"]], rows: [0, 1] },
  skill: { values: [["ms-excel", "EXCEL"], ["maps", "Maps"]], rows: [[0, 1], [1]] },
  mode: { values: [["moon", "On the moon"], ["remote", "From afar"]], rows: [0, 1] },
  level: { values: [["master", "Master"]], rows: [0, 0] },
};

/** @param {any} data */
const first = (data) => Object.fromEntries(Object.entries(data).filter(([name]) => !["format", "origins", "zone", "newest", "posted"].includes(name)));

/** @param {any[]} files */
function together(...files) {
  const own = { prefix: "", data: ownPart(OWN), today: DAY };
  const others = files.map((file, at) => ({ prefix: `${"ne"[at]}:`, data: checkedColumns(file), today: DAY }));
  const { data, parts, rows } = merged(OWN, [own, ...others]);
  return { columns: decodeColumns(data, DAY), parts, rows, boards: files.map((_, at) => at) };
}

/** @param {unknown} file */
const reasonOf = (file) => {
  try {
    checkedColumns(file);
  } catch (error) {
    assert(error instanceof Unusable);
    return error.reason;
  }
  return "";
};

test("boards are one list: newest first, and nobody's id is taken for another's", () => {
  const { columns, parts, rows } = together(OTHER);
  assert.deepEqual(columns.ids, ["n:acme/survey", "acme/survey", "n:cape/map", "bolt/logos"]);
  assert.deepEqual([...parts], [1, 0, 1, 0]);
  assert.deepEqual([...rows], [0, 0, 1, 1]);
});

test("filters count all boards; the same skill is one value, an unknown one is a value of its own", () => {
  const { columns } = together(OTHER);
  /** @param {string} id */
  const facet = (id) => columns.facets.find((item) => item.id === id)?.values.map(({ label }) => label);
  assert.deepEqual(facet("skill"), ["Excel", "SQL", "Maps"]);
  assert.deepEqual(facet("mode"), ["Remote", "On the moon"], "an id has our own words");
  assert.deepEqual([...(facet("level") ?? [])].sort(), ["Beginner", "Master"]);
  /** @param {string} url */
  const ids = (url) => countFacets(columns, parse(url), null, DAY).rows.map((row) => columns.ids[row]);
  assert.deepEqual(ids("?skill=excel"), ["n:acme/survey", "acme/survey"]);
  assert.deepEqual(ids("?mode=moon"), ["n:acme/survey"]);
  assert.deepEqual(ids("?level=beginner"), ["acme/survey", "bolt/logos"]);
  assert.deepEqual(ids("?verified=yes"), ["acme/survey"], "whom another board knows, ours does not");
  assert.deepEqual(ids("?rate=USD-5"), ["n:acme/survey", "acme/survey", "bolt/logos"], "in our rates; gold has none");
  const order = sorted(columns, ids("").map((_, row) => row), "pay", null);
  assert.deepEqual(order.map((row) => columns.ids[row]), ["bolt/logos", "acme/survey", "n:acme/survey", "n:cape/map"]);
});

test("a board that names a day to come is no newer than one of today", () => {
  const { columns } = together({ ...OTHER, newest: "2199-12-31", posted: [0, 5] }, { ...OTHER, newest: DAY, posted: [0, 2] });
  assert.deepEqual(columns.ids, ["n:acme/survey", "n:cape/map", "e:acme/survey", "acme/survey", "e:cape/map", "bolt/logos"]);
  const own = { prefix: "", data: ownPart({ ...OWN, newest: DAY }), today: DAY };
  const far = { prefix: "n:", data: checkedColumns({ ...OTHER, newest: "2199-12-31" }), today: DAY };
  assert.deepEqual([...merged(OWN, [own, far]).parts], [0, 1, 1, 0], "after ours of today");
});

test("no board says what the values of another one are, or are called", () => {
  const hostile = { ...OTHER, skill: { values: [["excel", "Welding"], ["nursing", "Buy at evil.example"], ["maps", "Welding"]], rows: [[0], [1, 2]] } };
  const honest = { ...OTHER, skill: { values: [["nursing", "Nursing"], ["welding", "Welding"]], rows: [[0], [1]] } };
  for (const files of [[hostile, honest], [honest, hostile]]) {
    const { columns } = together(...files);
    const evil = files[0] === hostile ? "n" : "e";
    const good = files[0] === hostile ? "e" : "n";
    /** @param {string} skill */
    const ids = (skill) => countFacets(columns, parse(`?skill=${skill}`), null, DAY).rows.map((row) => columns.ids[row]);
    assert.deepEqual(ids("welding"), [`${good}:cape/map`]);
    assert.deepEqual(ids("nursing").sort(), [`${evil}:cape/map`, `${good}:acme/survey`].sort());
    const labels = columns.facets.find(({ id }) => id === "skill")?.values.map(({ id, label }) => `${id}: ${label}`) ?? [];
    assert.deepEqual(labels.sort(), ["excel: Excel", "maps: Welding", "nursing: Nursing", "sql: SQL", "welding: Welding"]);
  }
});

test("a listing counts once for a value, however often its board names it", () => {
  const { columns } = together({ ...OTHER, skill: { values: [["excel", "Excel"], ["ms-excel", "EXCEL"]], rows: [[0, 1, 1, 0], []] } });
  assert.deepEqual([...(countFacets(columns, parse(""), null, DAY).values.get("skill") ?? [])], [2, 1]);
});

test("a project is the same on the board that has it and on a hub", () => {
  const origins = addresses({ "north-hill": "https://NORTH.example/board/", b: "https://bücher.example/" });
  assert.equal(source("acme/survey", "https://north.example/board/", {}), "https://north.example/board/acme/survey");
  assert.equal(source("north-hill--acme/survey", "https://hub.example/", origins), "https://north.example/board/acme/survey");
  assert.equal(source("b--acme/survey", "https://hub.example/", origins), "https://xn--bcher-kva.example/acme/survey");
  for (const id of ["north--acme/survey", "constructor--acme/survey"]) {
    assert.equal(source(id, "https://hub.example/", origins), `https://hub.example/${id}`);
  }
});

test("a deadline passes at the end of the board's own day", () => {
  const parts = [
    { prefix: "", data: ownPart(OWN), today: "2026-11-29" },
    { prefix: "n:", data: checkedColumns(OTHER), today: "2026-11-30" }, // tomorrow already
  ];
  const columns = decodeColumns(merged(OWN, parts).data, "2026-11-29");
  const { rows } = countFacets(columns, parse(""), null, "2026-11-29");
  assert.deepEqual(rows.map((row) => columns.ids[row]), ["acme/survey", "n:cape/map", "bolt/logos"]);
});

test("the version before can be read: its listings come last, for it does not say how new they are", () => {
  const { columns } = together(OTHER, first(OTHER));
  assert.deepEqual(columns.ids.slice(-2), ["e:acme/survey", "e:cape/map"]);
  assert.equal(checkedColumns(first(OTHER)).zone, "Etc/GMT+12");
});

test("what another board sends is refused as a whole if anything in it is wrong", () => {
  assert.equal(reasonOf(OTHER), "");
  assert.equal(reasonOf({ ...OTHER, format: 3 }), "newer");
  assert.equal(reasonOf({ ...OTHER, ids: "a/b ".repeat(40_000) }), "large");
  const wrong = [
    null, [], "x", 1, {}, { ...OTHER, ids: "javascript:alert(1) a/b" }, { ...OTHER, ids: "../x a/b" }, { ...OTHER, ids: "a/b a/b" },
    { ...OTHER, ids: "a/b//evil.example c/d" }, { ...OTHER, ids: "a/b" }, { ...OTHER, words: [["a", "../../../x"]] },
    { ...OTHER, words: [["a", "https://evil.example/x"]] }, { ...OTHER, zone: "<script>" }, { ...OTHER, posted: [0] },
    { ...OTHER, amount: ["1", 2] }, { ...OTHER, amount: [1, Infinity] }, { ...OTHER, deadline: [0, 1.5] }, { ...OTHER, first: "2026-13-01" },
    { ...OTHER, mode: { values: [["remote", "R"]], rows: [0, 1] } }, { ...OTHER, mode: { values: [["<b>", "R"]], rows: [0, 0] } },
    { ...OTHER, skill: { values: Array.from({ length: 2000 }, (_, n) => [`s${n}`, "S"]), rows: [[], []] } },
    { ...OTHER, origins: [] }, { ...OTHER, origins: { n: "javascript:alert(1)" } }, { ...OTHER, origins: { n: 1 } },
    { ...OTHER, origins: { n: "https://[/" } }, { ...OTHER, origins: { n: "https://north.example/?" } },
    { ...OTHER, skill: { values: [["a", {}]], rows: [[], []] } }, { ...OTHER, language: "x".repeat(1e5) },
  ];
  for (const file of wrong) assert.equal(reasonOf(file), "unreadable", JSON.stringify(file)?.slice(0, 300));
});

/** @type {unknown[]} */
const HOSTILE = [
  null, undefined, true, -1, 0.5, 1e300, NaN, "", "<script>alert(1)</script>", "javascript:alert(1)", "__proto__", "constructor",
  "\u202egnp", [], {}, [[]], [null], { __proto__: null, length: 9 }, { toString: 1 }, Array.from({ length: 99 }, () => "a"),
];

/**
 * `data` with each of its parts replaced by each hostile value.
 * @param {any} data
 * @returns {Generator<any>}
 */
function* damaged(data) {
  yield* HOSTILE;
  if (typeof data !== "object" || data === null) return;
  for (const key of Object.keys(data)) {
    for (const value of damaged(data[key])) {
      const copy = Array.isArray(data) ? [...data] : { ...data };
      copy[key] = value;
      yield copy;
    }
  }
}

test("columns with anything damaged are refused, or can be searched", () => {
  let [used, refused] = [0, 0];
  for (const file of damaged(OTHER)) {
    if (reasonOf(file)) {
      refused += 1;
      continue;
    }
    used += 1;
    const { columns } = together(file);
    for (const url of ["", "?skill=maps&mode=moon", "?rate=USD-20&level=master&country=US"]) countFacets(columns, parse(url), null, DAY);
  }
  assert(used > 10 && refused > 1000, `${used} ${refused}`);
});

/** @type {any} */
const LISTING = {
  id: "acme/survey", url: "javascript:alert(1)", title: "<img src=x onerror=alert(1)>", summary: "A\u202e summary",
  employer: { id: "acme", name: "Acme", verified: true, logo: "https://evil.example/x.png" },
  category: "data", skills: ["excel"], gains: ["sql"], level: "beginner", hours: { min: 15, max: 20 }, duration_weeks: 3,
  pay: { amount: 400, currency: "USD", per: "project" }, hourly_rate: { min: 20, max: 26.6 },
  place: { mode: "remote", applicant_countries: ["US"] }, deadline: "2026-12-04", state: "open", language: "en",
  description: { html: "<p>Text</p>", markdown: "Text" }, deliverables: [{ what: "Slides" }],
};

test("a listing of another board is text: no address of its own, no word of trust", () => {
  const facts = cardFacts(checkedListing(LISTING, "acme/other"));
  assert.equal(facts.id, "acme/other", "from the columns");
  assert.equal(facts.title, "<img src=x onerror=alert(1)>");
  assert.equal(facts.summary, "A summary");
  assert.equal(facts.verified, "");
  assert.equal(facts.logo, "");
  assert.equal(facts.pay, "US$400");
});

test("a listing with anything damaged is refused, or makes a card of text", () => {
  let used = 0;
  for (const file of damaged(LISTING)) {
    let listing;
    try {
      listing = checkedListing(file, "acme/survey");
    } catch (error) {
      assert(error instanceof Unusable);
      continue;
    }
    used += 1;
    for (const fact of Object.values(cardFacts(listing))) assert.equal(typeof fact, "string");
    for (const [name, fact] of Object.entries(cardFacts(listing))) assert(!/undefined|NaN|function|object/.test(String(fact)), `${name}: ${fact}`);
  }
  assert(used > 50, String(used));
});

/** @param {number[]} rows @param {import("../../generator/assets/browse/word_search.js").Loose | null} [loose] */
const found = (rows, loose = null) => ({
  rows: Uint8Array.from(rows), ranks: Float64Array.from(rows, (row) => -row), forms: [new Set(rows.includes(1) ? ["excel"] : [])], loose,
});
/** @type {any} */
const LOOSE = { missing: [], mentioned: [], corrections: [], kind: "some" };

test("each board's words find its own rows", () => {
  const { parts, rows } = together(OTHER);
  const one = combined({ parts, rows, boards: ["n"] }, found([0, 1]), new Map([["n", found([1, 0])]]));
  assert.deepEqual([...(one?.rows ?? [])], [1, 0, 0, 1]);
  assert.equal(combined({ parts, rows, boards: ["n"] }, null, new Map([["n", null]])), null, "everything");
  const waiting = combined({ parts, rows, boards: ["n"] }, null, new Map());
  assert.deepEqual([...(waiting?.rows ?? [])], [0, 1, 0, 1], "what has not answered is left out");
});

test("looser matches are shown only if no board has a project that mentions every word", () => {
  const { parts, rows } = together(OTHER);
  const strict = combined({ parts, rows, boards: ["n"] }, found([1, 1], LOOSE), new Map([["n", found([0, 1])]]));
  assert.deepEqual([...(strict?.rows ?? [])], [0, 0, 1, 0]);
  assert.equal(strict?.loose, null);
  const loose = combined({ parts, rows, boards: ["n"] }, found([1, 1], LOOSE), new Map([["n", found([0, 0])]]));
  assert.deepEqual([...(loose?.rows ?? [])], [0, 1, 0, 1]);
  assert.equal(loose?.loose, LOOSE);
});

/**
 * @param {import("node:test").TestContext} context
 * @param {Response | Error | ((signal: AbortSignal) => Promise<Response>)} answer
 */
function answers(context, answer) {
  context.mock.method(globalThis, "fetch", (/** @type {string} */ _, /** @type {RequestInit} */ { signal, credentials, referrerPolicy }) => {
    assert.deepEqual([credentials, referrerPolicy], ["omit", "no-referrer"]);
    if (answer instanceof Error) return Promise.reject(answer);
    return answer instanceof Response ? Promise.resolve(answer) : answer(/** @type {AbortSignal} */ (signal));
  });
}

/** @param {string} text */
const deflated = (text) => new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate")));

/** @param {Promise<unknown>} promise */
const reason = (promise) => promise.then(() => "none", (error) => error.reason);

test("a file is JSON within its limits, or there is a reason", async (context) => {
  answers(context, deflated('{"a": 1}'));
  assert.deepEqual(await limitedJson("x", { left: 1e6 }, 1000, 1000), { a: 1 });
  /** @type {[Response | Error, string][]} */
  const cases = [
    [new Error("no such host"), "silent"], [new Response("", { status: 500 }), "silent"], [new Response("", { status: 404 }), "missing"],
    [new Response("<!doctype html><h1>Hello</h1>"), "unreadable"], [deflated('{"a": '), "unreadable"],
    [new Response(new Uint8Array(2000)), "large"], [deflated(`"${"a".repeat(500_000)}"`), "large"],
  ];
  for (const [answer, expected] of cases) {
    answers(context, answer);
    assert.equal(await reason(limitedJson("x", { left: 1e6 }, 1000, 1000)), expected);
  }
  answers(context, new Response('{"a": 2}'));
  assert.deepEqual(await limitedJson("x", { left: 1e6 }, 1000), { a: 2 });
});

test("a board may not send more than its allowance, in however many files", async (context) => {
  const allowance = { left: 1500 };
  for (const expected of ["none", "large"]) {
    answers(context, new Response(`"${"a".repeat(900)}"`));
    assert.equal(await reason(limitedJson("x", allowance, 1000)), expected);
  }
});

test("a stream without end is stopped when it is too large, and a silent one after six seconds", async (context) => {
  let chunks = 0;
  let isStopped = false;
  answers(context, new Response(new ReadableStream({
    pull(controller) { chunks += 1; controller.enqueue(new Uint8Array(100)); },
    cancel() { isStopped = true; },
  })));
  assert.equal(await reason(limitedJson("x", { left: 1e6 }, 1000)), "large");
  assert(isStopped && chunks < 20, String(chunks));
  /** @type {(() => void)[]} */
  const alarms = [];
  context.mock.method(globalThis, "setTimeout", (/** @type {() => void} */ alarm, /** @type {number} */ time) => {
    assert.equal(time, 6000);
    alarms.push(alarm);
  });
  answers(context, (signal) => new Promise((_, reject) => { signal.addEventListener("abort", () => reject(signal.reason)); }));
  const waiting = reason(limitedJson("x", { left: 1e6 }, 1000));
  assert.equal(await Promise.race([waiting, Promise.resolve("waiting")]), "waiting");
  for (const alarm of alarms) alarm();
  assert.equal(await waiting, "silent");
});
