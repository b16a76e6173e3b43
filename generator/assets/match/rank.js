// @ts-check
/** Which open projects fit somebody's preferences, the best match first, and why. Pure. */

import { list, plural } from "../lib/text.js";
import { hoursPerWeek } from "../lib/words.js";

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
 * @property {{hours: number, from: number, language: number}} excluded how many open projects are
 *   beyond a limit, by limit
 * @property {{id: string, label: string, count: number} | undefined} gap the skill that most often
 *   is the only missing one, and how often
 */

/** The weights of a score. Required skills count most, then what one would learn. */
const SKILLS_WEIGHT = 4;
const WANTED_WEIGHT = 0.5;
const MOST_LEARNED = 3;

/**
 * @param {Columns} columns
 * @param {{gains: Facet, language: Facet}} more columns that only this page needs
 * @param {Preferences} preferences
 * @param {number} day days since 1970; what closed before is left out
 * @returns {Outcome}
 */
export function rank(columns, more, preferences, day) {
  const skills = facetOf(columns, "skill");
  const can = flags(skills, preferences.can);
  const learnRequired = flags(skills, preferences.learn);
  const learnGained = flags(more.gains, preferences.learn);
  const excluded = { hours: 0, from: 0, language: 0 };
  const onlyMissing = new Uint32Array(skills.values.length);
  const matches = [];
  for (let row = 0; row < columns.size; row += 1) {
    if (columns.deadlines[row] < day) continue;
    const limit = exceededLimit(columns, more.language, preferences, row);
    if (limit) {
      excluded[limit] += 1;
      continue;
    }
    const required = valuesOf(skills, row);
    const have = required.filter((skill) => can[skill]);
    const missing = required.filter((skill) => !can[skill]);
    if (missing.length === 1) onlyMissing[missing[0]] += 1;
    const learned = valuesOf(more.gains, row).filter((skill) => learnGained[skill]);
    const wanted = missing.filter((skill) => learnRequired[skill]);
    if (!have.length && !learned.length) continue;
    const share = have.length / required.length || 0;
    matches.push({
      row,
      have: labels(skills, have),
      missing: labels(skills, missing),
      wanted: labels(skills, wanted),
      learned: labels(more.gains, learned),
      week: hoursPerWeek(columns.hours[row], columns.weeks[row]),
      score: SKILLS_WEIGHT * share + Math.min(learned.length, MOST_LEARNED) + WANTED_WEIGHT * wanted.length,
    });
  }
  matches.sort((a, b) => b.score - a.score || columns.deadlines[a.row] - columns.deadlines[b.row] || a.row - b.row);
  return { matches, excluded, gap: preferences.can.size ? mostFrequent(skills, onlyMissing) : undefined };
}

/**
 * The limit that a row exceeds, if any.
 * @param {Columns} columns
 * @param {Facet} language
 * @param {Preferences} preferences
 * @param {number} row
 * @returns {"hours" | "from" | "language" | ""}
 */
function exceededLimit(columns, language, { hours, from, languages }, row) {
  const country = columns.facets.find(({ id }) => id === "country");
  if (from && country) {
    const countries = valuesOf(country, row); // empty: from anywhere
    if (countries.length && !countries.some((value) => country.values[value].id === from)) return "from";
  }
  if (languages.size && !valuesOf(language, row).some((value) => languages.has(language.values[value].id))) {
    return "language";
  }
  return hours && hoursPerWeek(columns.hours[row], columns.weeks[row]) > hours ? "hours" : "";
}

/**
 * @param {Facet} skills
 * @param {Uint32Array} counts
 */
function mostFrequent(skills, counts) {
  const count = Math.max(0, ...counts);
  if (!count) return undefined;
  const { id, label } = skills.values[counts.indexOf(count)];
  return { id, label, count };
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
