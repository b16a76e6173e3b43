// @ts-check
/**
 * What the comparison says of a listing. The words are those of the listing's page:
 * generator/board/wording.py and templates/listing.html. Pure.
 */

import { LEVELS } from "../lib/card_facts.js";
import { dayInWords } from "../lib/days.js";
import { least, money, most, rate } from "../lib/money.js";
import { list, plural } from "../lib/text.js";
import { applicants, hours, hoursPerWeek, language, weeks, where } from "../lib/words.js";

/** @typedef {import("./listing.js").Listing} Listing */
/** @typedef {import("./listing.js").LabelOf} LabelOf */

/**
 * A row of the comparison.
 * @typedef {object} Row
 * @property {string} label
 * @property {string[]} lines
 * @property {boolean} [isList] whether the lines are items of a list; otherwise they add detail to
 *   the first one
 */

/** @typedef {Record<string, string>} Names */

/** @type {Names} */
const LEVEL_DETAILS = {
  beginner: "no experience needed",
  intermediate: "some experience from a course or a project",
  advanced: "experience from paid work",
};
/** @type {Names} */
const AUDIENCES = { "career-changers": "career changers" };
/** @type {Names} */
const OFFERS = {
  mentor: "A mentor", feedback: "Feedback", reference: "A reference",
  credit: "Study credit", attribution: "Your name on the work",
};
/** @type {Names} */
const PATHWAYS = { internship: "an internship", job: "a job" };
/** @type {Names} */
const ENGAGEMENTS = {
  contractor: "as a contractor (you send an invoice)",
  employee: "as an employee (on the payroll)",
  stipend: "by stipend",
};
/** @type {Names} */
const PORTFOLIO = { yes: "Yes", ask: "Ask first", no: "No" };

/**
 * Every fact that the listing states, in the order of its page.
 * @param {Listing} listing
 * @param {LabelOf} labelOf
 * @param {string} [about] the hourly rate in the reader's currency
 * @returns {Row[]}
 */
export function comparisonRows(listing, labelOf, about) {
  const { eligibility, place, terms = {} } = listing;
  const labelsOf = (/** @type {string[]} */ skills = []) => skills.map((id) => labelOf("skills", id));
  const from = applicants(place);
  const inWeek = hoursPerWeek(most(listing.hours), listing.duration_weeks);
  const rows = [
    row("Pay", ...payLines(listing), about),
    row("Time", `${hours(listing.hours)} in ${weeks(listing.duration_weeks)}`, `up to ${inWeek} a week`),
    row("Place", where(place), from && `from ${from}`),
    row("Level", LEVELS[listing.level], LEVEL_DETAILS[listing.level]),
    listing.start === "flexible" ? row("Start", "Flexible", "you agree on it") : row("Start", dayInWords(listing.start)),
    row("Language", language(listing.language)),
    row("Openings", listing.openings > 1 && `${listing.openings} people`),
    listRow("You need", labelsOf(listing.skills)),
    listRow("You will learn", labelsOf(listing.gains)),
    listRow("On top of the pay", offerLines(listing.offers ?? {})),
    listRow("Who may apply", [
      audience(eligibility.audience),
      eligibility.min_age && `From ${eligibility.min_age} years of age`,
      eligibility.enrolment,
      eligibility.work_authorisation,
      listing.accommodations && `Access: ${listing.accommodations}`,
    ]),
    row("Payment", listing.pay.note),
    row("You are paid", ENGAGEMENTS[terms.engagement]),
    row("Who owns the work", terms.ip),
    row("In your portfolio", PORTFOLIO[terms.portfolio]),
    row("Confidentiality agreement", "nda" in terms && (terms.nda ? "Yes" : "No")),
    row("Use of AI", terms.ai_policy),
    row("Reachable", place.hours_overlap),
    row("You work with", listing.team_size && plural(listing.team_size, "person", "people")),
    row("Kind of work", labelOf("categories", listing.category)),
    row("Industry", labelOf("industries", listing.industry)),
    row("Posted", dayInWords(listing.posted)),
  ];
  return rows.filter(({ lines }) => lines.length);
}

/**
 * @param {string} label
 * @param {...(string | false | 0 | undefined)} lines what is not stated is left out
 * @returns {Row}
 */
function row(label, ...lines) {
  return { label, lines: stated(lines) };
}

/**
 * @param {string} label
 * @param {(string | false | 0 | undefined)[]} items
 * @returns {Row}
 */
function listRow(label, items) {
  return { label, lines: stated(items), isList: true };
}

/**
 * The lines that are not empty, without needless white space.
 * @param {(string | false | 0 | undefined)[]} lines
 */
function stated(lines) {
  return lines.flatMap((line) => (line ? [line.replace(/[ \n\t]+/g, " ").trim()] : []));
}

/** @param {Listing} listing */
function payLines({ pay, hours: amount, hourly_rate: hourlyRate }) {
  const { currency } = pay;
  const whole = money(pay.amount ?? pay, currency);
  if (pay.per === "project") return [`${whole} for the project`, `about ${rate(hourlyRate, pay)}`];
  const total = { min: cents(least(hourlyRate) * least(amount)), max: cents(most(hourlyRate) * most(amount)) };
  return [`${whole} an hour`, `${money(total, currency)} in all`];
}

/**
 * Removes the rounding errors of binary fractions.
 * @param {number} amount
 */
function cents(amount) {
  return Number(amount.toFixed(4));
}

/** @param {Record<string, any>} offers */
function offerLines(offers) {
  const lines = Object.keys(OFFERS)
    .filter((name) => offers[name])
    .map((name) => (typeof offers[name] === "string" ? `${OFFERS[name]}: ${offers[name]}` : OFFERS[name]));
  /** @type {string[]} */
  const pathway = offers.pathway ?? [];
  if (pathway.length) lines.push(`It may lead to: ${list(pathway.map((name) => PATHWAYS[name]), "or")}`);
  return lines;
}

/** @param {string[]} audiences */
function audience(audiences) {
  const text = audiences.map((name) => AUDIENCES[name] ?? name).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
