// @ts-check
/** What is chosen, a chip each: one tap takes it away. */

import { element } from "../card.js";
import { nothing, toggled, without } from "./state.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./state.js").State} State */

/**
 * @param {Columns | undefined} columns
 * @param {string} facet
 * @param {string} value
 */
export function label(columns, facet, value) {
  const known = columns?.facets.find(({ id }) => id === facet);
  const text = known?.values.find(({ id }) => id === value)?.label ?? value;
  if (facet === "country") return `from ${text}`;
  return facet === "deadline" ? `closes ${text.toLowerCase()}` : text;
}

/**
 * What is chosen in `facet`, in words: `Excel or SQL`; the words themselves for `q`.
 * @param {Columns} columns
 * @param {State} state
 * @param {string} facet
 */
export function chosenIn(columns, state, facet) {
  if (facet === "q") return `“${state.q}”`;
  return [...(state.chosen.get(facet) ?? [])].map((value) => label(columns, facet, value)).join(" or ");
}

/**
 * @param {HTMLElement} root a list
 * @param {Columns} columns
 * @param {State} state
 * @param {(state: State) => void} change
 */
export function chips(root, columns, state, change) {
  const made = [];
  if (state.q) made.push(chip(`“${state.q}”`, () => change(without(state, "q"))));
  for (const [facet, values] of state.chosen) {
    for (const value of values) {
      made.push(chip(label(columns, facet, value), () => change(toggled(state, facet, value))));
    }
  }
  if (made.length > 1) {
    const all = element("button", "f-clear", "Clear all");
    all.setAttribute("type", "button");
    all.addEventListener("click", () => change({ ...nothing(), sort: state.sort }));
    made.push(element("li", "", all));
  }
  root.replaceChildren(...made);
  root.hidden = made.length === 0;
}

/**
 * @param {string} text
 * @param {() => void} press
 */
function chip(text, press) {
  const made = element("button", "f-chip", element("span", "", text));
  made.setAttribute("type", "button");
  made.setAttribute("aria-label", `Remove ${text}`);
  made.addEventListener("click", press);
  return element("li", "", made);
}
