// @ts-check
/** The active filters, as chips. Clicking a chip removes its filter. */

import { button, element } from "../lib/dom.js";
import { leastLabel } from "./least_pay.js";
import { emptyState, toggled, without } from "./url_state.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./url_state.js").State} State */

/**
 * @param {Columns} columns
 * @param {string} facet
 * @param {string} value
 */
function valueLabel(columns, facet, value) {
  if (facet === "rate") return leastLabel(value);
  const values = columns.facets.find(({ id }) => id === facet)?.values;
  const label = values?.find(({ id }) => id === value)?.label ?? value;
  if (facet === "country") return `from ${label}`;
  return facet === "deadline" ? `closes ${label.toLowerCase()}` : label;
}

/**
 * What is selected in `facet`, such as `Excel or SQL`. For `q` it is the quoted query.
 * @param {Columns} columns
 * @param {State} state
 * @param {string} facet
 */
export function selectionLabel(columns, state, facet) {
  if (facet === "q") return `“${state.q}”`;
  return [...(state.selected.get(facet) ?? [])].map((value) => valueLabel(columns, facet, value)).join(" or ");
}

/**
 * @param {HTMLElement} root a list
 * @param {Columns} columns
 * @param {State} state
 * @param {(state: State) => void} change
 */
export function showChips(root, columns, state, change) {
  const items = [];
  if (state.q) items.push(chip(`“${state.q}”`, () => change(without(state, "q"))));
  for (const [facet, values] of state.selected) {
    for (const value of values) {
      items.push(chip(valueLabel(columns, facet, value), () => change(toggled(state, facet, value))));
    }
  }
  if (items.length > 1) {
    const clearAll = button("f-clear", "Clear all", () => change({ ...emptyState(state.boards), sort: state.sort }));
    items.push(element("li", "", clearAll));
  }
  root.replaceChildren(...items);
  root.hidden = items.length === 0;
}

/**
 * @param {string} label
 * @param {() => void} onClick
 */
function chip(label, onClick) {
  const created = button("f-chip", [element("span", "", label)], onClick);
  created.setAttribute("aria-label", `Remove ${label}`);
  return element("li", "", created);
}
