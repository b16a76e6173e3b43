// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  chosen, emptyState, isDefault, parse, serialize, sortOrder, toggled, without,
} from "../../generator/assets/browse/url_state.js";

test("a URL survives parsing and serializing", () => {
  for (const url of ["", "?q=excel", "?q=data&skill=excel,sql&mode=remote&sort=pay&show=40", "?q=caf%C3%A9+%26+co"]) {
    assert.equal(serialize(parse(url)), url);
  }
});

test("the order of facets and values is fixed, so that one search has one URL", () => {
  assert.equal(serialize(parse("?mode=remote&skill=sql,excel,sql")), "?skill=excel,sql&mode=remote");
});

test("a damaged URL gives a usable state", () => {
  assert.deepEqual(parse("?skill=,,%20,&sort=cheapest&show=many&unknown=1&mode"), emptyState());
  assert.equal(parse("?show=-40").show, 20);
  assert.equal(parse("?show=21").show, 40);
  assert.equal(parse("?show=1e9").show, 20);
  assert.equal(parse("?show=999999").show, 500);
  assert.equal(parse(`?q=${"x".repeat(5000)}`).q.length, 200);
  assert.equal(parse("?q=%E0%A4%A").q.length > 0, true, "an incomplete escape");
  assert.equal(parse("?q=%20%20a%0A%20b%20").q, "a b");
  assert.equal(parse(`?skill=${Array.from({ length: 300 }, (_, n) => n)}`).selected.get("skill")?.size, 100);
  assert.deepEqual([...(parse("?skill=<b>x</b>").selected.get("skill") ?? [])], ["<b>x</b>"], "only text");
});

test("the default order needs no parameter", () => {
  assert.equal(serialize(parse("?sort=newest")), "");
  assert.equal(serialize(parse("?q=a&sort=best")), "?q=a");
  assert.equal(serialize(parse("?q=a&sort=newest")), "?q=a&sort=newest");
  assert.equal(sortOrder(parse("?sort=best")), "newest", "no best match without a query");
});

test("the page from the build is shown for the default state only", () => {
  assert(isDefault(parse("?sort=best")));
  for (const url of ["?q=a", "?mode=remote", "?sort=pay", "?show=40"]) assert(!isDefault(parse(url)), url);
});

test("a value is toggled without changing the state before", () => {
  const before = parse("?mode=remote&show=60");
  const after = toggled(before, "mode", "hybrid");
  assert.equal(serialize(after), "?mode=hybrid,remote");
  assert.equal(serialize(toggled(after, "mode", "hybrid")), "?mode=remote");
  assert.equal(serialize(toggled(before, "mode", "remote")), "");
  assert.equal(serialize(before), "?mode=remote&show=60");
});

test("a filter or the query is dropped", () => {
  const state = parse("?q=data&mode=remote&sort=pay");
  assert.equal(serialize(without(state, "q")), "?mode=remote&sort=pay");
  assert.equal(serialize(without(state, "mode")), "?q=data&sort=pay");
});

test("the least pay is one amount in one currency; an older address keeps its meaning", () => {
  assert.equal(serialize(parse("?rate=USD-20")), "?rate=USD-20");
  assert.equal(serialize(parse("?rate=EUR-22.50&mode=remote")), "?mode=remote&rate=EUR-22.50");
  assert.equal(serialize(parse("?rate=USD-28,USD-42")), "?rate=USD-28", "one of the former bands");
  for (const wrong of ["USD-0", "USD", "20", "usd-20", "USD--20", "USD-1e9", "USD-20.555", "<b>-1"]) {
    assert.equal(serialize(parse(`?rate=${wrong}`)), "", wrong);
  }
  assert.equal(serialize(parse("?pay=USD-450")), "", "there is no filter of the pay in all");
});

test("one value takes the place of another", () => {
  const before = parse("?rate=USD-20&show=60");
  assert.equal(serialize(chosen(before, "rate", "USD-30")), "?rate=USD-30");
  assert.equal(serialize(chosen(before, "rate", "")), "");
});
