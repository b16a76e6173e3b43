// @ts-check
/** Which open projects fit somebody's preferences, the nearest first, and why. Pure. */

import { list, plural } from "../lib/text.js";
import { hoursPerWeek } from "../lib/words.js";
import { Gaps } from "./advice.js";
import { REMOTE_ONLY } from "./preferences.js";

/** @typedef {import("../browse/columns.js").Columns} Columns */
/** @typedef {import("../browse/columns.js").Facet} Facet */
/** @typedef {import("./preferences.js").Preferences} Preferences */

/**
 * @typedef {object} Match
 * @property {number} row
 * @property {string[]} have the labels of required skills that one has
 * @property {string[]} missing the labels of required skills that one lacks
 * @property {string[]} wanted those of `missing` that one wants to learn
 * @property {string[]} learned the skills that it teaches and one wants to learn
 * @property {number} week hours a week, at most
 * @property {number} score
 */

/**
 * @typedef {object} Outcome
 * @property {Match[]} matches
 * @property {Record<Limit, number>} excluded how many open projects are beyond a limit, by limit
 * @property {import("./advice.js").Advice | undefined} advice what to learn for the nearest ones
 */

/** @typedef {"hours" | "from" | "site" | "language"} Limit */

/**
 * The columns that only this page needs.
 * @typedef {object} More
 * @property {Facet} gains the skills that a project teaches
 * @property {Facet} language
 * @property {Facet} site where one has to be; no value if the work is remote
 */

/**
 * The weights of a score, which orders projects that lack equally many skills. Required skills
 * count most, then what one would learn.
 */
const SKILLS_WEIGHT = 4;
const WANTED_WEIGHT = 0.5;
const MOST_LEARNED = 3;

/**
 * @param {Columns} columns
 * @param {More} more
 * @param {Preferences} preferences
 * @param {number} day days since 1970; what closed before is left out
 * @returns {Outcome}
 */
export function rank(columns, more, preferences, day) {
  const skills = facetOf(columns, "skill");
  const can = flags(skills, preferences.can);
  const learnRequired = flags(skills, preferences.learn);
  const learnGained = flags(more.gains, preferences.learn);
  const excluded = { hours: 0, from: 0, site: 0, language: 0 };
  const gaps = new Gaps();
  const matches = [];
  for (let row = 0; row < columns.size; row += 1) {
    if (columns.deadlines[row] < day) continue;
    const limit = exceededLimit(columns, more, preferences, row);
    if (limit) {
      excluded[limit] += 1;
      continue;
    }
    const required = valuesOf(skills, row);
    const have = required.filter((skill) => can[skill]);
    const missing = required.filter((skill) => !can[skill]);
    const learned = valuesOf(more.gains, row).filter((skill) => learnGained[skill]);
    const wanted = missing.filter((skill) => learnRequired[skill]);
    const share = have.length / required.length || 0;
    const score = SKILLS_WEIGHT * share + Math.min(learned.length, MOST_LEARNED) + WANTED_WEIGHT * wanted.length;
    const isNear = have.length > 0 || learned.length > 0;
    gaps.add(missing, isNear ? score : 0);
    if (!isNear) continue;
    matches.push({
      row,
      have: labels(skills, have),
      missing: labels(skills, missing),
      wanted: labels(skills, wanted),
      learned: labels(more.gains, learned),
      week: hoursPerWeek(columns.hours[row], columns.weeks[row]),
      score,
    });
  }
  const hasSkills = preferences.can.size > 0;
  matches.sort((a, b) => (hasSkills ? a.missing.length - b.missing.length : 0) || b.score - a.score
    || columns.deadlines[a.row] - columns.deadlines[b.row] || a.row - b.row);
  return { matches, excluded, advice: hasSkills ? gaps.advice(skills, learnRequired) : undefined };
}

/**
 * The limit that a row exceeds, if any.
 * @param {Columns} columns
 * @param {More} more
 * @param {Preferences} preferences
 * @param {number} row
 * @returns {Limit | ""}
 */
function exceededLimit(columns, more, { hours, from, site, languages }, row) {
  const countries = facetOf(columns, "country");
  const open = valuesOf(countries, row); // empty: to people anywhere
  if (from && open.length && !open.some((value) => countries.values[value].id === from)) return "from";
  const sites = valuesOf(more.site, row);
  if (site && sites.length && !sites.some((value) => site !== REMOTE_ONLY && more.site.values[value].id === site)) return "site";
  if (languages.size && !valuesOf(more.language, row).some((value) => languages.has(more.language.values[value].id))) {
    return "language";
  }
  return hours && hoursPerWeek(columns.hours[row], columns.weeks[row]) > hours ? "hours" : "";
}

/**
 * @param {Columns} columns
 * @param {string} id
 * @returns {Facet}
 */
function facetOf(columns, id) {
  const empty = { id, label: "", values: [], starts: new Uint32Array(columns.size + 1), items: new Uint16Array() };
  return columns.facets.find((facet) => facet.id === id) ?? empty;
}

/**
 * The values of a row, as indexes.
 * @param {Facet} facet
 * @param {number} row
 */
function valuesOf(facet, row) {
  return [...facet.items.subarray(facet.starts[row], facet.starts[row + 1])];
}

/**
 * Whether each value of a facet is among `ids`.
 * @param {Facet} facet
 * @param {Set<string>} ids
 */
function flags(facet, ids) {
  return facet.values.map(({ id }) => ids.has(id));
}

/**
 * @param {Facet} facet
 * @param {number[]} values
 */
function labels(facet, values) {
  return values.map((value) => facet.values[value].label);
}

/**
 * Why a project matches: a phrase per reason, the most important one first.
 * @param {Match} match
 * @param {Preferences} preferences
 * @returns {string[]}
 */
export function reasons(match, preferences) {
  const { have, missing, wanted, learned, week } = match;
  const all = have.length + missing.length;
  const phrases = [];
  if (!missing.length) phrases.push(all === 1 ? `You have the skill it needs: ${have[0]}` : `You have all ${all} skills it needs`);
  else if (have.length) phrases.push(`You have ${have.length} of ${all}: missing ${list(missing)}`);
  else phrases.push(`It needs ${list(missing)}`);
  if (wanted.length) phrases[0] += `, and you want to learn ${wanted.length === missing.length ? "that" : list(wanted)}`;
  if (learned.length) phrases.push(`You would learn ${list(learned)}`);
  if (preferences.hours) phrases.push(`${plural(week, "hour")} a week of your ${preferences.hours}`);
  return phrases;
}
