// @ts-check
/** The card and the page as they will look, from a draft that may be incomplete. */

import { card } from "../card.js";
import { today } from "../lib/days.js";
import { element } from "../lib/dom.js";
import { cardFacts } from "../lib/card_facts.js";
import { comparisonRows } from "../shortlist/facts.js";
import { Numeral } from "./numeral.js";

/** @typedef {import("./draft.js").Data} Data */
/** @typedef {{id: string, name: string, verified: boolean, industry: string, website: string}} Employer */

const NOT_YET = "…";

/**
 * The draft with the shape of the API, and stand-ins for what is missing.
 * @param {Data} data
 * @param {string} id
 * @param {Employer} employer
 * @param {{low: string, high: string} | null} rate
 * @returns {any}
 */
export function asListing(data, id, employer, rate) {
  const { pay = {}, place = {}, eligibility = {} } = plain(data);
  const listing = plain(data);
  return {
    ...listing,
    id,
    employer,
    title: listing.title || "Your title",
    summary: listing.summary || "Your summary",
    industry: listing.industry ?? employer.industry,
    hours: isAmount(listing.hours) ? listing.hours : 0,
    duration_weeks: typeof listing.duration_weeks === "number" ? listing.duration_weeks : 0,
    pay: { amount: 0, currency: "USD", per: "project", ...pay },
    hourly_rate: rate ? { min: Number(rate.low), max: Number(rate.high) } : { min: 0, max: 0 },
    place: { mode: "remote", ...place },
    eligibility: { ...eligibility, audience: eligibility.audience ?? ["anyone"] },
    level: listing.level || "beginner",
    start: isDay(listing.start) ? listing.start : "flexible",
    posted: isDay(listing.posted) ? listing.posted : today(),
    language: listing.language ?? "en",
    openings: listing.openings ?? 1,
    skills: listing.skills ?? [],
    deadline: isDay(listing.deadline) ? listing.deadline : today(),
    state: "open",
  };
}

/**
 * The card. What the draft does not say yet is shown as three dots.
 * @param {Data} data
 * @param {any} listing from `asListing`
 */
export function cardPreview(data, listing) {
  const { hours, duration_weeks: weeks, pay } = plain(data);
  const facts = cardFacts(listing);
  if (!isAmount(pay?.amount ?? pay) || !pay?.currency) facts.pay = NOT_YET;
  if (facts.pay === NOT_YET || !listing.hourly_rate.max) facts.rate = "";
  if (!isAmount(hours) || !weeks) facts.time = NOT_YET;
  if (!data.level) facts.level = NOT_YET;
  if (!data.place?.mode) facts.place = NOT_YET;
  const made = card(facts, "..");
  if (!isDay(data.deadline)) made.querySelector(".b-card__when")?.replaceChildren(NOT_YET);
  inert(made);
  return made;
}

/**
 * The page: its texts and all facts, in the order and the words of the listing's own page.
 * @param {any} listing from `asListing`
 * @param {Node} description
 * @param {import("../shortlist/listing.js").LabelOf} labelOf
 */
export function pagePreview(listing, description, labelOf) {
  const rows = comparisonRows(listing, labelOf).map(({ label, lines, isList }) => {
    const [first, ...details] = lines;
    const value = isList
      ? element("dd", "", element("ul", "b-plain", ...lines.map((line) => element("li", "", line))))
      : element("dd", "", first, ...details.map((line) => element("span", "", line)));
    return element("div", "", element("dt", "", label), value);
  });
  const deliverables = (listing.deliverables ?? []).map((/** @type {any} */ item) => element("li", "", item.what ?? item));
  const page = element(
    "article", "p-preview",
    element("p", "b-card__who", listing.employer.name),
    element("h3", "", listing.title),
    element("p", "", listing.summary),
    element("dl", "b-facts", ...rows),
    element("h4", "", "The project"),
    element("div", "b-prose", description),
    element("h4", "", "What you deliver"),
    element("ul", "", ...deliverables),
    element("h4", "", "How to apply"),
    element("p", "", listing.apply?.instructions ?? "", " ", listing.apply?.url ?? listing.apply?.email ?? ""),
  );
  for (const part of page.querySelectorAll("h3, h4, p, li, .b-prose")) part.setAttribute("dir", "auto");
  inert(page);
  return page;
}

/**
 * Links of a preview lead to pages that do not exist yet.
 * @param {HTMLElement} root
 */
function inert(root) {
  for (const link of root.querySelectorAll("a")) link.replaceWith(element("span", "", ...link.childNodes));
}

/**
 * Numerals as numbers.
 * @param {any} value
 * @returns {any}
 */
export function plain(value) {
  if (value instanceof Numeral) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  }
  return value;
}

/** @param {any} value */
function isAmount(value) {
  return typeof value === "number" || (typeof value?.min === "number" && typeof value?.max === "number");
}

/** @param {unknown} text */
function isDay(text) {
  return typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
