// @ts-check
/** A listing of another board (its api/v1/listings/<id>.json), with what a result shows. Pure. */

import { LANGUAGE, array, day, demand, matching, number, object, text } from "./checked_values.js";

const LONGEST = 10_000; // characters of a paragraph
const MODES = ["remote", "hybrid", "onsite"];
const LEVELS = ["beginner", "intermediate", "advanced"];
const CLOSED = ["filled", "withdrawn", "expired"];
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const CURRENCY = /^[A-Z]{3}$/;
const COUNTRY = /^[A-Z]{2}$/;

/**
 * @param {unknown} file
 * @param {string} id as the columns have it, which lead here
 * @returns {any} with the names of the API, without what is not shown
 * @throws {import("./limited_fetch.js").Unusable}
 */
export function checkedListing(file, id) {
  const data = object(file);
  const pay = object(data.pay);
  const place = object(data.place);
  const employer = object(data.employer);
  demand(MODES.includes(/** @type {string} */ (place.mode)) && LEVELS.includes(/** @type {string} */ (data.level)));
  const html = object(data.description).html;
  demand(typeof html === "string");
  return {
    id,
    title: text(data.title, 300),
    summary: text(data.summary, 1000),
    employer: { name: text(employer.name, 300) }, // whom another board has verified, ours has not
    category: matching(data.category, ID),
    skills: ids(data.skills),
    gains: ids(data.gains ?? []),
    pay: {
      ...amount(pay.amount ?? pay),
      currency: matching(pay.currency, CURRENCY),
      per: pay.per === "hour" ? "hour" : "project",
    },
    hourly_rate: amount(data.hourly_rate),
    hours: amount(data.hours),
    duration_weeks: number(data.duration_weeks, 1000, 1),
    level: data.level,
    place: {
      mode: place.mode,
      city: optional(place.city),
      region: optional(place.region),
      country: place.country === undefined ? "" : matching(place.country, COUNTRY),
      applicant_countries: array(place.applicant_countries ?? [], 250).map((code) => matching(code, COUNTRY)),
    },
    deadline: day(data.deadline),
    state: CLOSED.includes(/** @type {string} */ (data.state)) ? data.state : "open",
    language: matching(data.language, LANGUAGE),
    text_language: data.text_language === undefined ? "" : matching(data.text_language, LANGUAGE),
    description: { html },
    deliverables: array(data.deliverables, 50).map((item) => ({ what: text(object(item).what, LONGEST) })),
  };
}

/** @param {unknown} value a number or a range */
function amount(value) {
  const { min, max } = typeof value === "number" ? { min: value, max: value } : object(value);
  const [low, high] = [number(min, 1e12), number(max, 1e12)];
  return { min: low, max: high };
}

/** @param {unknown} value */
function ids(value) {
  return array(value, 100).map((id) => matching(id, ID));
}

/** @param {unknown} value */
function optional(value) {
  return value === undefined ? "" : text(value, 200);
}
