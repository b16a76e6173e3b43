// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { calendar } from "../../generator/assets/shortlist/calendar.js";
import { csv } from "../../generator/assets/shortlist/csv.js";
import { cardFacts } from "../../generator/assets/lib/card_facts.js";
import { comparisonRows } from "../../generator/assets/shortlist/facts.js";

const LISTING = {
  id: "acme/x", tag: "tag:board.example,2026:listing/acme/x", url: "https://board.example/listings/acme/x/",
  state: "open", title: "Count birds; then, think", summary: "Short", category: "data", industry: "energy",
  skills: ["excel"], level: "beginner", hours: { min: 15, max: 20 }, duration_weeks: 3, start: "flexible",
  pay: { amount: 400, currency: "EUR", per: "project" }, hourly_rate: { min: 20, max: 26.66 },
  place: { mode: "remote" }, eligibility: { audience: ["students", "career-changers"] }, openings: 1,
  language: "en", posted: "2026-11-20", deadline: "2026-12-14", updated: "2026-11-21T00:00:00-12:00",
  apply: { url: "https://acme.example/" }, employer: { id: "acme", name: "Acme", verified: false },
};
/** @type {import("../../generator/assets/shortlist/listing.js").LabelOf} */
const labelOf = (vocabulary, id) => `${id} of ${vocabulary}`;

/** @param {object} changes */
function facts(changes) {
  const rows = comparisonRows({ ...LISTING, ...changes }, labelOf);
  return Object.fromEntries(rows.map(({ label, lines }) => [label, lines.join(" | ")]));
}

test("a card's facts", () => {
  assert.deepEqual(cardFacts(LISTING), {
    id: "acme/x", title: LISTING.title, summary: "Short", who: "Acme", logo: "", verified: "",
    category: "data", pay: "€400", rate: "€20–26/hour", hour: "EUR 20 26.66", time: "15–20 hours, 3 weeks", level: "Beginner", place: "Remote",
    deadline: "2026-12-14", state: "", lang: undefined, origin: "",
  });
  assert.equal(cardFacts({ ...LISTING, state: "filled" }).state, "filled");
  assert.equal(cardFacts({ ...LISTING, state: "expired" }).state, "");
});

test("what a listing does not state has no row", () => {
  assert.deepEqual(facts({}), {
    Pay: "€400 for the project | about €20–26/hour", Time: "15–20 hours in 3 weeks | up to 7 a week",
    Place: "Remote | from anywhere", Level: "Beginner | no experience needed", Start: "Flexible | you agree on it",
    Language: "English", "You need": "excel of skills", "Who may apply": "Students, career changers",
    "Kind of work": "data of categories", Industry: "energy of industries", Posted: "20 November 2026",
  });
});

test("pay in the reader's currency is a line of its own", () => {
  const [pay] = comparisonRows(LISTING, labelOf, "about US$23–31/hour");
  assert.deepEqual(pay.lines, ["€400 for the project", "about €20–26/hour", "about US$23–31/hour"]);
  assert.equal(comparisonRows(LISTING, labelOf, "")[0].lines.length, 2);
});

test("what a listing does state", () => {
  const found = facts({
    pay: { min: 22.1, max: 27, currency: "EUR", per: "hour", note: "Half\nat the  start." },
    hourly_rate: { min: 22.1, max: 27 }, start: "2027-01-04", openings: 2, gains: ["sql"], team_size: 1,
    offers: { mentor: true, feedback: "Two rounds", pathway: ["internship", "job"] },
    terms: { engagement: "stipend", portfolio: "ask", nda: false },
    eligibility: { audience: ["anyone"], min_age: 18 }, accommodations: "Captions",
  });
  assert.equal(found.Pay, "€22.10–27 an hour | €331.50–540 in all", "no 331.49999999999994");
  assert.equal(found.Start, "4 January 2027");
  assert.equal(found.Openings, "2 people");
  assert.equal(found["You will learn"], "sql of skills");
  assert.equal(found["On top of the pay"], "A mentor | Feedback: Two rounds | It may lead to: an internship or a job");
  assert.equal(found["Who may apply"], "Anyone | From 18 years of age | Access: Captions");
  assert.equal(found.Payment, "Half at the start.");
  assert.equal(found["You are paid"], "by stipend");
  assert.equal(found["Confidentiality agreement"], "No");
  assert.equal(found["You work with"], "1 person");
});

test("a calendar's lines are folded at 75 octets, between characters", () => {
  const text = calendar([{ ...LISTING, title: "東京".repeat(40) }]);
  const lines = text.split("\r\n");
  assert(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  assert(text.replaceAll("\r\n ", "").includes("東京".repeat(40)));
  assert(lines.includes("UID:listing/acme/x@board.example"));
});

test("a calendar escapes text and cancels what has closed", () => {
  const lines = calendar([{ ...LISTING, state: "expired" }]).replaceAll("\r\n ", "").split("\r\n");
  assert(lines.includes("SUMMARY:Closed: Count birds\\; then\\, think (Acme)"));
  assert(lines.includes("STATUS:CANCELLED"));
  assert(lines.includes("SEQUENCE:1440"), "a day from its posting to its last change");
});

test("a spreadsheet runs nothing", () => {
  const [head, row] = csv([{ ...LISTING, title: "=1+1", summary: 'say "hi", now' }]).split("\r\n");
  assert(head.startsWith("id,url,state,title,"));
  assert(row.startsWith(`acme/x,https://board.example/listings/acme/x/,open,"'=1+1",acme,Acme,"say ""hi"", now",`), row);
  assert(row.includes(",15,20,3,flexible,400,400,EUR,project,20,26.66,remote,"));
});
