import assert from "node:assert/strict";
import { test } from "node:test";

import { floorFor, hourlyRate } from "../../generator/assets/post/check/listing.js";
import { Numeral } from "../../generator/assets/post/numeral.js";

/** @param {string} text */
const number = (text) => new Numeral(text);

test("what an hour pays is rounded down to a cent, exactly", () => {
  const pay = { amount: number("400"), per: "project", currency: "EUR" };
  assert.deepEqual(hourlyRate({ pay, hours: number("24") }), { low: "16.66", high: "16.66" });
  const hours = { min: number("15"), max: number("25.5") };
  assert.deepEqual(hourlyRate({ pay, hours }), { low: "15.68", high: "26.66" });
  // In floating point this is 4.34.
  assert.equal(hourlyRate({ pay: { ...pay, amount: number("4.35") }, hours: number("1") })?.low, "4.35");
});

test("pay for an hour is shown as it was typed", () => {
  const pay = { min: number("17.50"), max: number("20"), per: "hour" };
  assert.deepEqual(hourlyRate({ pay, hours: number("20") }), { low: "17.50", high: "20" });
});

test("there is no rate while a number is missing, or makes no sense", () => {
  const pay = { amount: number("400"), per: "project" };
  for (const draft of [{}, { pay }, { pay, hours: number("0") }, { pay, hours: "twenty" }, { hours: number("1") }]) {
    assert.equal(hourlyRate(draft), null);
  }
  assert.equal(hourlyRate({ pay, hours: { min: number("1") } }), null);
  assert.equal(hourlyRate({ pay: { min: number("1"), per: "hour" }, hours: number("1") }), null);
});

test("the floor is the one of the currency", () => {
  const board = { settings: { floors: { EUR: "14" } } };
  assert.equal(floorFor({ pay: { currency: "EUR" } }, board), "14");
  assert.equal(floorFor({ pay: { currency: "toString" } }, board), undefined);
  assert.equal(floorFor({}, board), undefined);
});
