// @ts-check
/**
 * Checks a draft, also one that is not complete yet. `board check` looks at the rules only once the
 * schema is met. So that a rule speaks while people still type, fields that are missing or wrong are
 * filled with stand-ins for the rules, and what the rules say of those is dropped. Pure.
 */

import { checkListing } from "./check/check.js";

/** @typedef {import("./draft.js").Data} Data */
/** @typedef {import("./check/check.js").Problem} Problem */

/**
 * @param {Data} data
 * @param {any} board see check/check.js
 * @returns {Problem[]}
 */
export function checkDraft(data, board) {
  const problems = checkListing(data, board);
  const broken = new Set(problems.filter(({ rule }) => isSchemaRule(rule)).map(topField));
  if (!broken.size) return problems;
  const filled = { ...data };
  for (const name of broken) {
    if (name in board.standIns) filled[name] = board.standIns[name];
    else delete filled[name];
  }
  const more = checkListing(filled, board);
  if (more.some(({ rule }) => isSchemaRule(rule))) return problems;
  return [...problems, ...more.filter((problem) => !broken.has(topField(problem)))];
}

/** @param {string} rule */
function isSchemaRule(rule) {
  return /^(?:field|date)\//.test(rule);
}

/** @param {Problem} problem */
function topField({ path }) {
  return String(path[0] ?? "");
}
