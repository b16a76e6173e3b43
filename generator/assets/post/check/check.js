// @ts-check
/**
 * What `board check` says about a draft, in the browser.
 *
 * The logic of each rule is here a second time; texts, lists and limits come from Python
 * (`generator/checking/exported_checks.py`). tests/browser/test_checks.py holds the two together.
 */

import { EMPLOYER_RULES, FIELD_RULES } from "./field_rules.js";
import { listingOf } from "./listing.js";
import { complaints } from "./schema.js";
import { fill } from "./text.js";
import { TEXT_RULES, checkPhrases } from "./text_rules.js";
import { resolved } from "./vocabulary.js";

/** @typedef {import("./words.js").Path} Path */
/** @typedef {{rule: string, severity: "error" | "hint", path: Path, message: string, fix: string}} Problem */
/** @typedef {Record<string, any>} Data fields as YAML has them; numbers are `Numeral`s */
/**
 * @typedef {object} Board what a draft is checked against
 * @property {Record<string, any>} schema the listing's, with all `$ref`s resolved
 * @property {Record<string, any>} [employerSchema] if the listing's has no `employer`
 * @property {import("../typed_values.js").Exported & Record<string, any>} checks what `exported_checks` returns
 * @property {Record<string, import("./vocabulary.js").Term[]>} vocabularies
 * @property {{floors: Record<string, string>, deadlineMaxDays: number, isDemo: boolean, url: string}} settings
 * @property {string} today such as `2026-11-23`
 * @property {Data} [employer] the listing's, if it is on the board already
 * @property {string} [id] the listing's, if it is known
 */

const LISTING_WORDS = { category: "categories", industry: "industries", skills: "skills", gains: "skills" };
const EMPLOYER_WORDS = { industry: "industries" };

/**
 * Every problem of a listing, which may hold its `employer`.
 * @param {Data} data
 * @param {Board} board
 * @returns {Problem[]} from top to bottom, errors first
 */
export function checkListing(data, board) {
  const problems = withSeverity(complaints(data, board.schema, board));
  if (!problems.length) {
    const ofEmployer = data.employer ? employerProblems(data.employer, board, ["employer"]) : [];
    const isSound = ofEmployer.every(({ rule }) => rule !== "vocabulary/unknown");
    const { known, found } = resolved(data, LISTING_WORDS, board);
    problems.push(...withSeverity(found));
    if (problems.every(({ severity }) => severity === "hint")) {
      const employer = isSound ? (data.employer ?? board.employer) : undefined;
      problems.push(...listingProblems(listingOf(known, board.id ?? ""), { ...board, employer }));
    }
    problems.push(...ofEmployer);
  }
  return inOrder(problems, board.schema);
}

/**
 * Every problem of an employer by itself.
 * @param {Data} data
 * @param {Board} board
 * @returns {Problem[]}
 */
export function checkEmployer(data, board) {
  const schema = employerSchema(board);
  const problems = withSeverity(complaints(data, schema, board));
  return inOrder(problems.length ? problems : employerProblems(data, board, []), schema);
}

/**
 * The problem of a file that is too large.
 * @param {number} bytes
 * @param {Board} board
 * @returns {Problem[]}
 */
export function checkSize(bytes, { checks: { file } }) {
  const [message, fix] = file.text;
  return bytes > file.most ? [{ rule: "file/too-large", severity: "error", path: [], message, fix }] : [];
}

/** @param {Board} board */
const employerSchema = ({ schema, employerSchema: own }) => own ?? schema.properties.employer;

/**
 * @param {Data} data that passed its schema
 * @param {Board} board
 * @param {Path} at
 * @returns {Problem[]}
 */
function employerProblems(data, board, at) {
  const { found } = resolved(data, EMPLOYER_WORDS, board);
  const problems = withSeverity(found);
  if (!problems.some(({ severity }) => severity === "error")) {
    for (const [rule, check] of Object.entries(EMPLOYER_RULES)) problems.push(...run(rule, check, data, board));
  }
  return problems.map((problem) => ({ ...problem, path: [...at, ...problem.path] }));
}

/**
 * @param {import("./listing.js").Listing} listing
 * @param {Board} board
 */
function listingProblems(listing, board) {
  const rules = { ...FIELD_RULES, ...TEXT_RULES };
  return Object.keys(board.checks.rules)
    .filter((rule) => !(rule in EMPLOYER_RULES))
    .flatMap((rule) => run(rule, rules[rule] ?? checkPhrases, listing, board));
}

/**
 * @template T
 * @param {string} rule
 * @param {(item: T, add: import("./field_rules.js").Add, data: Data, board: Board) => void} check
 * @param {T} item
 * @param {Board} board
 */
function run(rule, check, item, board) {
  /** @type {Problem[]} */
  const problems = [];
  const { texts, hint, ...data } = board.checks.rules[rule];
  const severity = hint ? "hint" : "error";
  check(item, (path, values = {}, which = 0) => {
    const [message, fix = ""] = texts[which];
    problems.push({ rule, severity, path, message: fill(message, values), fix: fill(fix, values) });
  }, data, board);
  return problems;
}

/**
 * All complaints about fields are errors, but not one about an alias.
 * @param {import("./schema.js").Complaint[]} found
 * @returns {Problem[]}
 */
function withSeverity(found) {
  return found.map((each) => ({ ...each, severity: each.rule === "vocabulary/alias" ? "hint" : "error" }));
}

/**
 * In the order of the schema's fields, errors before hints.
 * @param {Problem[]} problems
 * @param {Record<string, any>} schema
 */
function inOrder(problems, schema) {
  /** @param {Problem} problem */
  const keys = ({ path, severity, rule, message }) => {
    /** @type {any} */
    let part = schema;
    const places = path.map((step) => {
      const place = typeof step === "number" ? step : Object.keys(part?.properties ?? {}).indexOf(step);
      part = typeof step === "number" ? part?.items : part?.properties?.[step];
      return place;
    });
    return { places, rest: `${severity} ${rule} ${message}` };
  };
  return problems
    .map((problem) => ({ problem, ...keys(problem) }))
    .sort((a, b) => comparePlaces(a.places, b.places) || (a.rest < b.rest ? -1 : 1))
    .map(({ problem }) => problem);
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function comparePlaces(a, b) {
  const at = a.findIndex((place, index) => place !== b[index]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1);
}
