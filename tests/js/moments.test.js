// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { closesWithin, until } from "../../generator/assets/lib/moments.js";

/** @param {string} moment @param {string} timeZone */
const untilIn = (moment, timeZone) => until(new Date(moment), timeZone);
const HOUR = 3_600_000;

test("a deadline is told in the reader's own time", () => {
  assert.equal(untilIn("2026-12-03T12:00Z", "Europe/Berlin"), "until Thu 3 Dec, 13:00 your time");
  assert.equal(untilIn("2026-12-03T12:00Z", "Asia/Kolkata"), "until Thu 3 Dec, 17:30 your time");
  assert.equal(untilIn("2026-12-03T12:00Z", "Pacific/Kiritimati"), "until Fri 4 Dec, 02:00 your time");
  assert.equal(untilIn("2027-03-28T12:00Z", "Europe/Lisbon"), "until Sun 28 Mar, 13:00 your time");
});

test("midnight is the end of the day before", () => {
  assert.equal(untilIn("2026-12-03T12:00Z", "Etc/GMT+12"), "until the end of Wed 2 Dec, your time");
  assert.equal(untilIn("2026-12-31T23:00Z", "Europe/Berlin"), "until the end of Thu 31 Dec, your time");
});

test("the last two days are told in hours, the last hour in minutes", () => {
  assert.deepEqual([48, 47.9, 16.5, 1, 0.9, 0.01].map((hours) => closesWithin(hours * HOUR)), [
    "", "Closes in 47 hours", "Closes in 16 hours", "Closes in 1 hour", "Closes in 54 minutes", "Closes in 1 minute",
  ]);
  assert.deepEqual([0, -HOUR].map(closesWithin), ["", ""]);
});
