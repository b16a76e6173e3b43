// @ts-check
/**
 * What a card says of a listing, from the board's own data. The words are those of
 * generator/rendering/card_facts.py. Pure.
 */

import { least, money, most, rate } from "./money.js";
import { hours, weeks, where } from "./words.js";

/**
 * A listing, as `api/v1/listings/<id>.json` has it.
 * @typedef {any} Listing
 */

/** @type {Record<string, string>} */
export const LEVELS = { beginner: "Beginner", intermediate: "Intermediate", advanced: "Advanced" };

/**
 * @param {Listing} listing
 * @returns {import("../card.js").Facts}
 */
export function cardFacts(listing) {
  const { pay, state } = listing;
  return {
    id: listing.id,
    title: listing.title,
    summary: listing.summary,
    who: listing.employer.name,
    logo: listing.employer.logo?.split("/").pop() ?? "",
    category: listing.category,
    verified: listing.employer.verified ? "verified" : "",
    pay: money(pay.amount ?? pay, pay.currency),
    rate: pay.per === "project" ? rate(listing.hourly_rate, pay) : "an hour",
    hour: hourlyFacts(listing),
    time: `${hours(listing.hours)}, ${weeks(listing.duration_weeks)}`,
    level: LEVELS[listing.level],
    place: where(listing.place),
    deadline: listing.deadline,
    state: state === "open" || state === "expired" ? "" : state, // the browser finds out what expired
    lang: listing.text_language,
    ...(listing.origin ? { origin: listing.origin.name, employer: listing.employer.url } : { origin: "" }),
  };
}

/**
 * The hourly rate for scripts, as `hourly_facts` in generator/board/pay.py: `EUR 20 26.66`.
 * @param {Listing} listing
 */
export function hourlyFacts({ hourly_rate: hourlyRate, pay }) {
  return [pay.currency, ...new Set([least(hourlyRate), most(hourlyRate)])].join(" ");
}
