// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { credential, skillsOf, UNSIGNED, uuid } from "../../generator/assets/portfolio/credential.js";
import { noDrafts, parseDrafts } from "../../generator/assets/portfolio/drafts.js";

const LISTING = {
  id: "acme/survey", url: "https://board.example/b/listings/acme/survey/", title: "A survey", summary: "Ask twelve shops.",
  deliverables: [{ what: "Notes" }, { what: "Ten slides" }], category: "research", skills: ["excel"], gains: ["interviewing", "excel"],
  employer: { name: "Acme", url: "https://board.example/b/employers/acme/", website: "https://acme.example" },
};
const STAMP = { person: uuid(), credential: uuid(), now: "2026-11-26T10:00:00Z" };
const upper = (/** @type {string} */ _, /** @type {string} */ id) => id.toUpperCase();

test("the student is the issuer, the subject and the author, and there is no proof", () => {
  const data = credential(LISTING, { name: "Ana" }, upper, STAMP);
  assert.equal(data.issuer.id, data.credentialSubject.id);
  assert.deepEqual([data.issuer.name, data.evidence[0].author.name], ["Ana", "Ana"]);
  assert.equal("proof" in data, false);
  assert.deepEqual([data.description, data.evidence[0].description], [UNSIGNED, UNSIGNED]);
});

test("what the project asked for comes from the listing", () => {
  const { achievement } = credential(LISTING, { name: "Ana" }, upper, STAMP).credentialSubject;
  assert.equal(achievement.id, LISTING.url);
  assert.equal(achievement.criteria.narrative, "- Notes\n- Ten slides");
  assert.deepEqual(achievement.tag, ["EXCEL", "INTERVIEWING"]);
  assert.equal(achievement.alignment[0].targetUrl, "https://board.example/b/skills/excel/");
});

test("what is not written is left out", () => {
  const [bare] = credential(LISTING, { name: "Ana" }, upper, STAMP).evidence;
  assert.deepEqual(["narrative", "id", "dateCreated"].filter((name) => name in bare), []);
  const notes = { name: "Ana", did: "I asked.", result: "Slides.", link: "https://ana.example/", finished: "2026-11-20" };
  const data = credential(LISTING, notes, upper, STAMP);
  assert.equal(/** @type {any} */ (data.evidence[0]).narrative, "## What I did\n\nI asked.\n\n## What came of it\n\nSlides.");
  assert.equal(/** @type {any} */ (data.credentialSubject).activityEndDate, "2026-11-20T00:00:00Z");
});

test("a skill that is needed and taught is named once", () => {
  assert.deepEqual(skillsOf(LISTING), ["excel", "interviewing"]);
  assert.deepEqual(skillsOf({ skills: ["sql"] }), ["sql"]);
});

test("a UUID is random and of version 4", () => {
  assert.equal(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid()), true);
  assert.equal(uuid() === uuid(), false);
});

test("damaged drafts are left out", () => {
  for (const text of ["", "{", "null", "[]", "7", '{"notes": 3, "current": "x"}', '{"notes": {"__proto__": {"a": "b"}}}']) {
    assert.deepEqual(parseDrafts(text), noDrafts(), text);
  }
  const kept = parseDrafts('{"current": "acme/survey", "notes": {"acme/survey": {"name": "Ana", "x": 3}, "<b>": {"name": "no"}}}');
  assert.deepEqual(kept, { version: 1, current: "acme/survey", notes: { "acme/survey": { name: "Ana" } } });
});
