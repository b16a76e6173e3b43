// @ts-check
/** The case study as a page to print. */

import { dayInWords } from "../lib/days.js";
import { element, link } from "../lib/dom.js";
import { hours, weeks } from "../lib/words.js";
import { PARTS, UNSIGNED, skillsOf } from "./credential.js";

/** @typedef {import("../shortlist/listing.js").Listing} Listing */
/** @typedef {import("../shortlist/listing.js").LabelOf} LabelOf */
/** @typedef {import("./drafts.js").Notes} Notes */

/**
 * @param {Listing} listing
 * @param {Notes} notes
 * @param {LabelOf} labelOf
 * @returns {HTMLElement[]} the content of the sheet
 */
export function sheet(listing, notes, labelOf) {
  const title = element("h2", "pf-title", listing.title);
  title.dir = "auto";
  return [
    element("p", "pf-kind", "Case study"),
    title,
    ...line("pf-by", notes.name),
    facts(listing, notes, labelOf),
    element("section", "", element("h3", "", "The project"), ...paragraphs(listing.summary), deliverables(listing)),
    ...PARTS.filter(([part]) => notes[part]).map(([part, heading]) =>
      element("section", "", element("h3", "", heading), ...paragraphs(notes[part]))),
    ...quote(listing, notes),
    foot(listing, notes),
  ];
}

/**
 * @param {Listing} listing
 * @param {Notes} notes
 * @param {LabelOf} labelOf
 */
function facts(listing, notes, labelOf) {
  const rows = [
    ["Employer", listing.employer.name],
    ["Time", `${hours(listing.hours)}, ${weeks(listing.duration_weeks)}`],
    ["Finished", notes.finished && dayInWords(notes.finished)],
    ["Skills", skillsOf(listing).map((skill) => labelOf("skills", skill)).join(", ")],
  ];
  const stated = rows.filter(([, value]) => value);
  return element("dl", "pf-facts", ...stated.map(([label, value]) => {
    const detail = element("dd", "", value);
    detail.dir = "auto";
    return element("div", "", element("dt", "", label), detail);
  }));
}

/** @param {Listing} listing */
function deliverables(listing) {
  return element("ul", "", ...listing.deliverables.map((/** @type {any} */ { what }) => {
    const item = element("li", "", what);
    item.dir = "auto";
    return item;
  }));
}

/**
 * @param {Listing} listing
 * @param {Notes} notes
 */
function quote(listing, notes) {
  if (!notes.quote) return [];
  const source = notes.quoted ? `${notes.quoted}, ${listing.employer.name}` : listing.employer.name;
  return [element("blockquote", "pf-quote", ...paragraphs(notes.quote), element("footer", "", source))];
}

/**
 * @param {Listing} listing
 * @param {Notes} notes
 */
function foot(listing, notes) {
  const created = element("footer", "pf-foot");
  if (notes.link) created.append(element("p", "", "The work: ", link(notes.link, notes.link)));
  created.append(element("p", "", "The project: ", link(listing.url, listing.url)), element("p", "", UNSIGNED));
  return created;
}

/** @param {string} text */
function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean).flatMap((part) => line("pf-text", part));
}

/**
 * @param {string} className
 * @param {string | undefined} text
 */
function line(className, text) {
  if (!text) return [];
  const paragraph = element("p", className, text);
  paragraph.dir = "auto";
  return [paragraph];
}
