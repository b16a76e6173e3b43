// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  closes, dayInWords, dayNumber, daysLeft, isSoon, today,
} from "../../generator/assets/lib/days.js";

/** @param {string} moment @param {string} [timeZone] */
const dayAt = (moment, timeZone) => today(new Date(moment), timeZone);

test("the day changes at midnight in the board's time zone", () => {
  assert.equal(dayAt("2026-12-14T22:59:59Z", "Europe/Berlin"), "2026-12-14");
  assert.equal(dayAt("2026-12-14T23:00:00Z", "Europe/Berlin"), "2026-12-15");
  assert.equal(dayAt("2026-12-31T18:29:59Z", "Asia/Kolkata"), "2026-12-31");
  assert.equal(dayAt("2026-12-31T18:30:00Z", "Asia/Kolkata"), "2027-01-01");
});

test("without a page, a day ends when it has ended everywhere", () => {
  assert.equal(dayAt("2026-12-15T11:59:59Z"), "2026-12-14");
  assert.equal(dayAt("2026-12-15T12:00:00Z"), "2026-12-15");
});

test("an unknown time zone leaves a listing open for longer, not for shorter", () => {
  assert.equal(dayAt("2026-12-15T11:59:59Z", "Mars/Olympus_Mons"), "2026-12-14");
});

test("days are whole across clock changes, leap days and years", () => {
  for (const start of ["2026-10-24", "2027-03-27", "2026-12-30", "2028-02-27"]) {
    for (let days = -3; days < 95; days += 1) {
      const deadline = new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
      assert.equal(daysLeft(deadline, start), days, `${start} to ${deadline}`);
    }
  }
  assert.equal(dayNumber("1970-01-02"), 1);
  assert.equal(dayNumber("1969-12-31"), -1);
});

test("a deadline in words", () => {
  assert.deepEqual([-1, 0, 1, 2, 365].map(closes), [
    "Closed", "Closes today", "Closes tomorrow", "Closes in 2 days", "Closes in 365 days",
  ]);
  assert.equal(dayInWords("2026-12-04"), "4 December 2026");
});

test("soon includes the last day and excludes what is over", () => {
  assert.deepEqual([-1, 0, 7, 8].map((days) => isSoon(days)), [false, true, true, false]);
  assert.deepEqual([3, 4].map((days) => isSoon(days, 3)), [true, false]);
});
