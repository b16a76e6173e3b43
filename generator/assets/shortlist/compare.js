// @ts-check
/** Up to four projects side by side, a row for each fact that any of them states. */

import { element } from "../card.js";

/** @typedef {import("./listing.js").Found} Found */

export const MOST = 4;

/**
 * @param {Found[]} found with facts and rows
 * @returns {HTMLElement}
 */
export function comparison(found) {
  const table = element("table", "s-compare");
  const head = element("tr", "", element("td", ""));
  for (const { facts } of found) {
    const title = /** @type {HTMLAnchorElement} */ (element("a", "", facts?.title ?? ""));
    title.href = `../listings/${facts?.id}/`;
    const cell = element("th", "", title, element("span", "", facts?.who ?? ""));
    cell.setAttribute("scope", "col");
    cell.dir = "auto";
    head.append(cell);
  }
  table.append(element("thead", "", head));
  const body = element("tbody", "");
  for (const label of labels(found)) body.append(row(label, found));
  table.append(body);
  return table;
}

/**
 * Every label, in the order of the page that has most of them.
 * @param {Found[]} found
 */
function labels(found) {
  const lists = found.map(({ rows = [] }) => rows.map(({ label }) => label));
  lists.sort((a, b) => b.length - a.length);
  return new Set(lists.flat());
}

/**
 * @param {string} label
 * @param {Found[]} found
 */
function row(label, found) {
  const head = element("th", "", label);
  head.setAttribute("scope", "row");
  const made = element("tr", "", head);
  for (const { rows = [] } of found) {
    const { lines, isList } = rows.find((fact) => fact.label === label) ?? { lines: [], isList: false };
    const cell = element("td", isList ? "s-list" : "", ...lines.map((line) => bidi(line)));
    if (!lines.length) cell.append(element("span", "b-hidden", "not stated"));
    made.append(cell);
  }
  return made;
}

/** @param {string} line */
function bidi(line) {
  const made = element("p", "", line);
  made.dir = "auto";
  return made;
}
