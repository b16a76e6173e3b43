// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { leastLabel, parseLeast } from "../../generator/assets/browse/least_pay.js";
import { aboutHourly, inBase } from "../../generator/assets/lib/exchange.js";

const EXCHANGE = {
  currency: "USD", day: "2026-11-26", source: "By hand.",
  rates: { EUR: 0.8, JPY: 150, KES: 125, KWD: 0.3, USD: 1 },
};

test("amounts are compared in the base", () => {
  assert.equal(inBase(80, "EUR", EXCHANGE), 100);
  assert.equal(inBase(100, "USD", EXCHANGE), 100);
  assert.equal(inBase(100, "GBP", EXCHANGE), NaN);
  assert.equal(inBase(100, "toString", EXCHANGE), NaN);
});

test("a rate in another currency: the cases of tests/board/test_pay.py", () => {
  const about = (/** @type {string} */ hour, /** @type {string} */ to) => aboutHourly(hour, to, EXCHANGE);
  assert.equal(about("KES 1388.88 2083.33", "USD"), "about US$11–17/hour");
  assert.equal(about("KES 1388.88 2083.33", "EUR"), "about €8.90–13/hour");
  assert.equal(about("USD 22.4", "EUR"), "about €18/hour");
  assert.equal(about("USD 1.44", "KWD"), "about KWD\u202f0.43/hour");
  assert.equal(about("USD 22.75 82.3", "JPY"), "about ¥3,410–12,300/hour");
  assert.equal(about("KES 1250 1300", "USD"), "about US$10/hour", "one number if both are about the same");
});

test("nothing is said where nothing can be", () => {
  for (const [hour, to] of [
    ["KES 100", "KES"], ["KES 100", "GBP"], ["GBP 100", "USD"], ["KES 0", "USD"], ["KES", "USD"], ["", "USD"],
    ["KES x", "USD"], ["KES 100", ""],
  ]) assert.equal(aboutHourly(hour, to, EXCHANGE), "", `${hour} in ${to}`);
});

test("the least pay in words", () => {
  assert.deepEqual(parseLeast("USD-20"), { currency: "USD", amount: 20 });
  assert.equal(leastLabel("USD-20"), "at least US$20/hour");
  assert.equal(leastLabel("KES-1500"), "at least KES\u202f1,500/hour");
  assert.equal(leastLabel("EUR-22.5"), "at least €22.50/hour");
  assert.equal(leastLabel("nonsense"), "nonsense");
});
