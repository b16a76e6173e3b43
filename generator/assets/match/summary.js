// @ts-check
/** What /match/ says about all matches together. Pure. */

import { list, plural } from "../lib/text.js";

/** @typedef {import("./rank.js").Match} Match */
/** @typedef {import("./rank.js").Outcome} Outcome */
/** @typedef {import("./preferences.js").Preferences} Preferences */

/**
 * Matches that lack equally many skills, and the heading above them.
 * @typedef {object} Group
 * @property {string} title
 * @property {Match[]} matches
 */

/**
 * The matches in groups, the nearest first. One group if nobody said what they can do.
 * @param {Match[]} matches
 * @param {Preferences} preferences
 * @returns {Group[]}
 */
export function groups(matches, { can }) {
  if (!can.size) return matches.length ? [{ title: "You would learn from these", matches }] : [];
  const by = [
    { title: "You have every skill", matches: matches.filter(({ missing }) => missing.length === 0) },
    { title: "One skill away", matches: matches.filter(({ missing }) => missing.length === 1) },
    { title: "Two or more skills away", matches: matches.filter(({ missing }) => missing.length > 1) },
  ];
  return by.filter((group) => group.matches.length);
}

/**
 * `1 fits, 4 are close: one skill away. 7 more share some of your skills.`
 * @param {Match[]} matches
 * @param {Preferences} preferences
 */
export function summary(matches, preferences) {
  const { can, learn } = preferences;
  if (!can.size && !learn.size) return "Pick a skill to see matching projects.";
  if (!matches.length) return "Nothing fits yet. Pick another skill, or loosen a limit.";
  if (!can.size) return `${plural(matches.length, "project teaches", "projects teach")} what you want to learn.`;
  const count = (/** @type {(missing: number) => boolean} */ test) => matches.filter(({ missing }) => test(missing.length)).length;
  const [fit, close, far] = [count((missing) => missing === 0), count((missing) => missing === 1), count((missing) => missing > 1)];
  const fits = fit ? plural(fit, "fits", "fit") : "None fits completely";
  const near = close ? `${fit ? "," : "."} ${plural(close, "is", "are")} close: one skill away` : "";
  const rest = far ? ` ${plural(far, "more shares", "more share")} some of your skills.` : "";
  return `${fits}${near}.${rest}`;
}

/**
 * What the limits leave out; empty if nothing.
 * @param {Outcome["excluded"]} excluded
 * @param {Preferences} preferences
 */
export function excludedText(excluded, { hours }) {
  const parts = [];
  if (excluded.hours) parts.push(`${excluded.hours} for more than ${hours} hours a week`);
  if (excluded.from) parts.push(`${excluded.from} for people in other countries`);
  if (excluded.site) parts.push(`${excluded.site} on site elsewhere`);
  if (excluded.language) parts.push(`${excluded.language} in other languages`);
  return parts.length ? `Left out: ${list(parts)}.` : "";
}
