// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { money, rate, symbol } from "../../generator/assets/lib/money.js";
import {
  applicants, country, hours, hoursPerWeek, language, weeks, where,
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

test("a rate has whole units where cents say nothing: the cases of tests/board/test_pay.py", () => {
  const project = (/** @type {number} */ min, /** @type {number} */ max) => rate({ min, max }, { currency: "USD", per: "project" });
  assert.equal(project(25, 33.33), "US$25–33/hour");
  assert.equal(project(5, 8.33), "US$5–8.33/hour");
  assert.equal(project(9.5, 9.99), "US$9.50–9.99/hour");
  assert.equal(project(19.99, 19.99), "US$19/hour");
  assert.equal(rate({ min: 1388.88, max: 2083.33 }, { currency: "KES", per: "project" }), "KES\u202f1,388–2,083/hour");
  assert.equal(rate({ min: 22.5, max: 27 }, { currency: "USD", per: "hour" }), "US$22.50–27/hour");
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
