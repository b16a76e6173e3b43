// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  applicants, country, hours, hoursPerWeek, language, money, symbol, weeks, where,
} from "../../generator/assets/lib/words.js";

test("money is never ambiguous: the cases of tests/test_pages.py", () => {
  assert.equal(money(400, "USD"), "US$400");
  assert.equal(money({ min: 300, max: 450 }, "EUR"), "€300–450");
  assert.equal(money(12000, "INR"), "₹12,000");
  assert.equal(money({ min: 17.5, max: 20 }, "GBP"), "£17.50–20");
  assert.equal(money(700, "KES"), "KES\u202f700");
  assert.equal(money(400, "CAD"), "CA$400");
  assert.equal(money({ min: 400, max: 400 }, "MXN"), "MX$400");
  assert.equal(symbol("DKK"), "DKK\u202f");
});

test("hours and weeks", () => {
  assert.equal(hours(1), "1 hour");
  assert.equal(hours({ min: 0.5, max: 1 }), "0.5–1 hour");
  assert.equal(hours({ min: 15, max: 20 }), "15–20 hours");
  assert.equal(weeks(1), "1 week");
  assert.equal(hoursPerWeek(20, 3), 7);
  assert.equal(hoursPerWeek(19, 3), 6.5);
});

test("places", () => {
  assert.equal(where({ mode: "remote" }), "Remote");
  assert.equal(where({ mode: "hybrid", city: "Århus", country: "DK" }), "Hybrid · Århus, Denmark");
  assert.equal(applicants({ mode: "remote" }), "anywhere");
  assert.equal(applicants({ mode: "onsite" }), "");
  assert.equal(applicants({ mode: "remote", applicant_countries: ["DK", "NO", "SE"] }), "Denmark, Norway or Sweden");
});

test("names that nobody knows stay as they are", () => {
  assert.equal(language("pt-BR"), "Portuguese (Brazil)");
  assert.equal(language("x-klingon"), "x-klingon");
  assert.equal(country("QQ"), "QQ");
  assert.equal(country(""), "");
});
