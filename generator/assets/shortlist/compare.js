// @ts-check
/** Up to four projects side by side: a table with a row for each fact that any of them states. */

import { element, link } from "../lib/dom.js";
import { comparisonRows } from "./facts.js";

/** @typedef {import("./facts.js").Row} Row */
/** @typedef {import("./listing.js").Listing} Listing */
/** @typedef {import("./listing.js").LabelOf} LabelOf */

export const MOST_COMPARED = 4;

/**
 * @param {Listing[]} listings
 * @param {LabelOf} labelOf
 * @param {(listing: Listing) => string} aboutOf the hourly rate in the reader's currency
 * @returns {HTMLElement}
 */
export function comparisonTable(listings, labelOf, aboutOf) {
  const columns = listings.map((listing) => comparisonRows(listing, labelOf, aboutOf(listing)));
  const head = element("tr", "", element("td"), ...listings.map(headCell));
  const rows = labels(columns).map((label) => tableRow(label, columns));
  return element("table", "s-compare", element("thead", "", head), element("tbody", "", ...rows));
}

/** @param {Listing} listing */
function headCell({ id, title, employer }) {
  const cell = element("th", "", link(`../listings/${id}/`, title), element("span", "", employer.name));
  cell.scope = "col";
  cell.dir = "auto";
  return cell;
}

/**
 * Every label, in the order of the listing that states the most.
 * @param {Row[][]} columns
 */
function labels(columns) {
  const lists = columns.map((rows) => rows.map(({ label }) => label));
  lists.sort((a, b) => b.length - a.length);
  return [...new Set(lists.flat())];
}

/**
 * @param {string} label
 * @param {Row[][]} columns
 */
function tableRow(label, columns) {
  const head = element("th", "", label);
  head.scope = "row";
  const cells = columns.map((rows) => dataCell(rows.find((row) => row.label === label)));
  return element("tr", "", head, ...cells);
}

/** @param {Row | undefined} row */
function dataCell(row) {
  if (!row) return element("td", "", element("span", "b-hidden", "not stated"));
  return element("td", row.isList ? "s-list" : "", ...row.lines.map(paragraph));
}

/** @param {string} line */
function paragraph(line) {
  const created = element("p", "", line);
  created.dir = "auto";
  return created;
}
