// @ts-check
/** The filters: a group of boxes a facet, each with how many projects it would give. */

import { element } from "../card.js";
import { fold } from "./excerpt.js";

/** @typedef {import("./columns.js").Facet} Facet */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./tally.js").Tally} Tally */

const SHORT = 7; // values shown of a long facet
const LONG = 15; // values from which a facet has a box to find one
const OPEN = new Set(["skill", "mode", "hours", "country"]);

/**
 * @typedef {object} Choice
 * @property {HTMLLIElement} item
 * @property {HTMLInputElement} box
 * @property {HTMLElement} count
 * @property {string} text to be found by
 */

/** One facet on the page. */
class Group {
  #all = false;

  /**
   * @param {Facet} facet
   * @param {(facet: string, value: string) => void} toggle
   */
  constructor(facet, toggle) {
    this.facet = facet;
    this.number = element("span", "f-chosen");
    this.list = element("ul", "f-values");
    this.choices = facet.values.map((value) => choice(facet.id, value, toggle));
    this.root = /** @type {HTMLDetailsElement} */ (element("details", "f-facet"));
    this.root.open = OPEN.has(facet.id);
    const title = element("summary", "", facet.label, " ", this.number);
    const body = element("div", "");
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", facet.label);
    if (facet.values.length > LONG && !facet.ordered) body.append(this.#finder());
    body.append(this.list);
    this.more = /** @type {HTMLButtonElement} */ (element("button", "f-more"));
    this.more.type = "button";
    this.more.addEventListener("click", () => {
      this.#all = !this.#all;
      this.#show();
    });
    body.append(this.more);
    this.root.append(title, body);
    this.list.append(...this.choices.map(({ item }) => item));
  }

  /**
   * @param {Uint32Array} counts
   * @param {Set<string> | undefined} chosen
   */
  update(counts, chosen) {
    this.counts = counts;
    this.chosen = chosen;
    this.number.textContent = chosen?.size ? `${chosen.size} chosen` : "";
    if (chosen?.size) this.root.open = true;
    this.choices.forEach(({ item, box, count }, at) => {
      box.checked = Boolean(chosen?.has(this.facet.values[at].id));
      count.textContent = counts[at].toLocaleString("en");
      item.classList.toggle("f-none", !counts[at] && !box.checked);
    });
    this.#show();
  }

  /** The values with most projects first, unless they have an order; of many, the first few. */
  #show() {
    const { facet, choices, counts = new Uint32Array(), chosen } = this;
    const query = fold(this.query?.value.trim() ?? "");
    let places = choices.map((_, at) => at);
    if (!facet.ordered) places.sort((a, b) => counts[b] - counts[a] || a - b);
    const groups = this.#groups(counts);
    if (groups.size > 1) places.sort((a, b) => (groups.get(facet.values[a].group) ?? 0) - (groups.get(facet.values[b].group) ?? 0));
    const alive = places.filter((at) => counts[at] || chosen?.has(facet.values[at].id));
    const few = groups.size > 1 ? (/** @type {number} */ at) => (groups.get(facet.values[at].group) ?? 0) < 2 : (/** @type {number} */ at) => alive.indexOf(at) < SHORT;
    const isLong = groups.size > 2 || (!facet.ordered && alive.length > SHORT + 2);
    const shown = new Set(
      query
        ? places.filter((at) => choices[at].text.includes(query))
        : alive.filter((at) => !isLong || this.#all || few(at) || chosen?.has(facet.values[at].id)),
    );
    if (facet.ordered && groups.size < 2) places.forEach((at) => shown.add(at));
    arrange(this.list, places.map((at) => choices[at].item));
    choices.forEach(({ item }, at) => { item.hidden = !shown.has(at); });
    this.more.hidden = !isLong || Boolean(query);
    this.more.textContent = this.#all ? "Show fewer" : `Show all ${alive.length}`;
    this.more.setAttribute("aria-expanded", String(this.#all));
  }

  /**
   * The currencies, the one with most projects first.
   * @param {Uint32Array} counts
   */
  #groups(counts) {
    /** @type {Map<string | undefined, number>} */
    const sizes = new Map();
    this.facet.values.forEach(({ group }, at) => sizes.set(group, (sizes.get(group) ?? 0) + counts[at]));
    const ordered = [...sizes].sort((a, b) => b[1] - a[1]);
    return new Map(ordered.map(([group], at) => [group, at]));
  }

  #finder() {
    this.query = /** @type {HTMLInputElement} */ (element("input", "f-look"));
    this.query.type = "search";
    this.query.placeholder = `Find among ${this.facet.values.length}`;
    this.query.setAttribute("aria-label", `Find in ${this.facet.label}`);
    this.query.addEventListener("input", () => this.#show());
    return this.query;
  }
}

/**
 * @param {string} facet
 * @param {import("./columns.js").Value} value
 * @param {(facet: string, value: string) => void} toggle
 * @returns {Choice}
 */
function choice(facet, value, toggle) {
  const box = /** @type {HTMLInputElement} */ (element("input", ""));
  box.type = "checkbox";
  box.name = facet;
  box.value = value.id;
  box.addEventListener("change", () => toggle(facet, value.id));
  const count = element("span", "f-number");
  const item = /** @type {HTMLLIElement} */ (element("li", "", element("label", "", box, element("span", "f-label", value.label), count)));
  return { item, box, count, text: fold(`${value.label} ${value.id}`) };
}

/**
 * Put `items` in order, touching only those that stand elsewhere: a box keeps its focus.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 */
function arrange(list, items) {
  items.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
  });
}

export class Pane {
  /**
   * @param {HTMLElement} root
   * @param {Columns} columns
   * @param {(facet: string, value: string) => void} toggle
   */
  constructor(root, columns, toggle) {
    this.groups = columns.facets.map((facet) => new Group(facet, toggle));
    root.replaceChildren(...this.groups.map((group) => group.root));
  }

  /**
   * @param {Tally} tally
   * @param {State} state
   */
  update({ counts }, state) {
    for (const group of this.groups) {
      group.update(counts.get(group.facet.id) ?? new Uint32Array(), state.chosen.get(group.facet.id));
    }
  }
}
