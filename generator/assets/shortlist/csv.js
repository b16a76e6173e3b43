// @ts-check
/** Listings as CSV (RFC 4180), with the columns of `api/v1/listings.csv` and the state. Pure. */

import { least, most } from "../lib/money.js";

// Text that a spreadsheet would run as a formula, as in generator/rendering/csv_text.py.
const FORMULA = /(^|;)(["'\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** @type {[string, (listing: any) => unknown][]} */
const COLUMNS = [
  ["id", (item) => item.id],
  ["url", (item) => item.url],
  ["state", (item) => item.state],
  ["title", (item) => item.title],
  ["employer", (item) => item.employer.id],
  ["employer_name", (item) => item.employer.name],
  ["summary", (item) => item.summary],
  ["category", (item) => item.category],
  ["industry", (item) => item.industry],
  ["skills", (item) => item.skills.join(" ")],
  ["gains", (item) => (item.gains ?? []).join(" ")],
  ["level", (item) => item.level],
  ["hours_min", (item) => least(item.hours)],
  ["hours_max", (item) => most(item.hours)],
  ["duration_weeks", (item) => item.duration_weeks],
  ["start", (item) => item.start ?? "flexible"],
  ["pay_min", (item) => least(item.pay.amount ?? item.pay)],
  ["pay_max", (item) => most(item.pay.amount ?? item.pay)],
  ["currency", (item) => item.pay.currency],
  ["per", (item) => item.pay.per],
  ["hourly_rate_min", (item) => least(item.hourly_rate)],
  ["hourly_rate_max", (item) => most(item.hourly_rate)],
  ["mode", (item) => item.place.mode],
  ["city", (item) => item.place.city],
  ["region", (item) => item.place.region],
  ["country", (item) => item.place.country],
  ["applicant_countries", (item) => (item.place.applicant_countries ?? []).join(" ")],
  ["language", (item) => item.language],
  ["openings", (item) => item.openings],
  ["posted", (item) => item.posted],
  ["deadline", (item) => item.deadline],
  ["apply", (item) => item.apply.url ?? item.apply.email],
];

/**
 * @param {any[]} listings as `api/v1/listings/<id>.json` contains them
 * @returns {string}
 */
export function csv(listings) {
  const rows = listings.map((item) => COLUMNS.map(([, value]) => cell(value(item))));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** @param {number} value `20`, `22.50` */
function number(value) {
  return /\.\d$/.test(String(value)) ? `${value}0` : String(value);
}

/** @param {unknown} value */
function cell(value) {
  if (typeof value === "number") return number(value);
  const text = String(value ?? "").replace(/\s+/g, " ").trim().replace(FORMULA, "$1'$2");
  return /[",;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
