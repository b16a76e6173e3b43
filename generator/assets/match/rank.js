// @ts-check
/**
 * Which open projects fit somebody, the best first, and why. Pure: columns in, matches out.
 */

/** @typedef {import("../find/columns.js").Columns} Columns */
/** @typedef {import("../find/columns.js").Facet} Facet */

/**
 * @typedef {object} Wish
 * @property {Set<string>} can ids of skills
 * @property {Set<string>} learn ids of skills
 * @property {number} hours a week at most; 0: any
 * @property {string} from a country's code; empty: any
 * @property {Set<string>} languages such as `pt`; none: any
 */

/**
 * @typedef {object} Match
 * @property {number} row
 * @property {string[]} have skills it needs, by label
 * @property {string[]} missing
 * @property {string[]} wanted those of `missing` that one wants to learn
 * @property {string[]} learned what it teaches and one wants to learn
 * @property {number} week hours a week, at most
 * @property {number} score
 */

/**
 * @typedef {object} Outcome
 * @property {Match[]} matches
 * @property {{hours: number, from: number, language: number}} out open, but beyond a limit
 * @property {{id: string, label: string, number: number} | undefined} gap the skill that alone
 *   keeps one from the most projects, and from how many
 */

/** A matching skill weighs most; then what one would learn, three things at most. */
const FIT = 4;
const WANTED = 0.5;
const MOST_LEARNED = 3;

/**
 * @param {Columns} columns
 * @param {{gains: Facet, language: Facet}} more columns that only this page needs
 * @param {Wish} wish
 * @param {number} day days since 1970: what closed before is left out
 * @returns {Outcome}
 */
export function rank(columns, more, wish, day) {
  const skills = facet(columns, "skill");
  const can = flags(skills, wish.can);
  const learnNeeded = flags(skills, wish.learn);
  const learnGained = flags(more.gains, wish.learn);
  const out = { hours: 0, from: 0, language: 0 };
  const alone = new Uint32Array(skills.values.length);
  const matches = [];
  for (let row = 0; row < columns.size; row += 1) {
    if (columns.deadlines[row] < day) continue;
    const limit = beyond(columns, more.language, wish, row);
    if (limit) {
      out[limit] += 1;
      continue;
    }
    const [have, missing] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    for (const skill of values(skills, row)) (can[skill] ? have : missing).push(skill);
    if (missing.length === 1) alone[missing[0]] += 1;
    const learned = values(more.gains, row).filter((skill) => learnGained[skill]);
    const wanted = missing.filter((skill) => learnNeeded[skill]);
    if (!have.length && !learned.length) continue;
    const fit = have.length / (have.length + missing.length);
    matches.push({
      row,
      have: labels(skills, have),
      missing: labels(skills, missing),
      wanted: labels(skills, wanted),
      learned: labels(more.gains, learned),
      week: perWeek(columns, row),
      score: FIT * fit + Math.min(learned.length, MOST_LEARNED) + WANTED * wanted.length,
    });
  }
  matches.sort((a, b) => b.score - a.score || columns.deadlines[a.row] - columns.deadlines[b.row] || a.row - b.row);
  return { matches, out, gap: wish.can.size ? widest(skills, alone) : undefined };
}

/**
 * The limit that a row is beyond, if any.
 * @param {Columns} columns
 * @param {Facet} language
 * @param {Wish} wish
 * @param {number} row
 * @returns {"hours" | "from" | "language" | ""}
 */
function beyond(columns, language, wish, row) {
  const country = columns.facets.find(({ id }) => id === "country");
  if (wish.from && country) {
    const from = values(country, row); // none: from anywhere
    if (from.length && !from.some((at) => country.values[at].id === wish.from)) return "from";
  }
  if (wish.languages.size && !values(language, row).some((at) => wish.languages.has(language.values[at].id))) {
    return "language";
  }
  return wish.hours && perWeek(columns, row) > wish.hours ? "hours" : "";
}

/**
 * Hours a week if they are spread evenly, rounded up to half an hour, as the listing's page says.
 * @param {Columns} columns
 * @param {number} row
 */
function perWeek(columns, row) {
  return Math.ceil((columns.hours[row] * 2) / columns.weeks[row]) / 2;
}

/**
 * @param {Facet} skills
 * @param {Uint32Array} alone
 */
function widest(skills, alone) {
  let best = -1;
  alone.forEach((number, at) => {
    if (number > (best < 0 ? 0 : alone[best])) best = at;
  });
  return best < 0 ? undefined : { id: skills.values[best].id, label: skills.values[best].label, number: alone[best] };
}

/**
 * @param {Columns} columns
 * @param {string} id
 * @returns {Facet}
 */
function facet(columns, id) {
  const none = { id, label: "", values: [], starts: new Uint32Array(columns.size + 1), items: new Uint16Array() };
  return columns.facets.find((item) => item.id === id) ?? none;
}

/**
 * @param {Facet} of
 * @param {number} row
 */
function values(of, row) {
  return [...of.items.subarray(of.starts[row], of.starts[row + 1])];
}

/**
 * For each value of a facet whether it is among `ids`.
 * @param {Facet} of
 * @param {Set<string>} ids
 */
function flags(of, ids) {
  return of.values.map(({ id }) => ids.has(id));
}

/**
 * @param {Facet} of
 * @param {number[]} places
 */
function labels(of, places) {
  return places.map((at) => of.values[at].label);
}

/**
 * Why it is here, a sentence each, the most important first.
 * @param {Match} match
 * @param {Wish} wish
 * @returns {string[]}
 */
export function reasons(match, wish) {
  const { have, missing, wanted, learned, week } = match;
  const all = have.length + missing.length;
  const said = [];
  if (!missing.length) said.push(all === 1 ? `You have the skill it needs: ${have[0]}` : `You have all ${all} skills it needs`);
  else if (have.length) said.push(`You have ${have.length} of ${all}: missing ${list(missing)}`);
  else said.push(`It needs ${list(missing)}`);
  if (wanted.length) said[0] += `, and you want to learn ${wanted.length === missing.length ? "that" : list(wanted)}`;
  if (learned.length) said.push(`You would learn ${list(learned)}`);
  if (wish.hours) said.push(`${week} ${week === 1 ? "hour" : "hours"} a week of your ${wish.hours}`);
  return said;
}

/** @param {string[]} items `Excel, SQL and Tableau` */
export function list(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
