// @ts-check
/** The filters: a group of checkboxes per facet, each with the number of projects it would give. */

import { button, element } from "../lib/dom.js";
import { fold } from "../lib/text.js";
import { PayFilter } from "./pay_filter.js";

/** @typedef {import("./columns.js").Facet} Facet */
/** @typedef {import("./url_state.js").State} State */
/** @typedef {import("./facet_counts.js").Counts} Counts */

const SHORT_LIST = 7; // values of a long facet that are shown at first
const SEARCHABLE = 15; // a facet with more values has a search field
const OPEN_AT_FIRST = new Set(["skill", "mode", "hours", "country"]);

/**
 * @typedef {object} Choice
 * @property {HTMLLIElement} item
 * @property {HTMLInputElement} checkbox
 * @property {HTMLElement} count
 * @property {string} text folded, for the search field
 */

/** The checkboxes of one facet. */
class FacetGroup {
  #isExpanded = false;
  /** @type {Uint32Array} */
  #counts = new Uint32Array();
  /** @type {Set<string> | undefined} */
  #selected;
  /** @type {HTMLInputElement | undefined} */
  #search;

  /**
   * @param {Facet} facet
   * @param {(facet: string, value: string) => void} toggle
   */
  constructor(facet, toggle) {
    this.facet = facet;
    this.selectedCount = element("span", "f-chosen");
    this.choices = facet.values.map((value) => createChoice(facet.id, value, toggle));
    this.list = element("ul", "f-values", ...this.choices.map(({ item }) => item));
    this.more = button("f-more", "", () => {
      this.#isExpanded = !this.#isExpanded;
      this.#show();
    });
    const group = element("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", facet.label);
    if (facet.values.length > SEARCHABLE && !facet.ordered) group.append(this.#searchField());
    group.append(this.list, this.more);
    this.root = element("details", "f-facet", element("summary", "", facet.label, " ", this.selectedCount), group);
    this.root.open = OPEN_AT_FIRST.has(facet.id);
  }

  /**
   * @param {Uint32Array} counts
   * @param {Set<string> | undefined} selected
   */
  update(counts, selected) {
    this.#counts = counts;
    this.#selected = selected;
    this.selectedCount.textContent = selected?.size ? `${selected.size} chosen` : "";
    if (selected?.size) this.root.open = true;
    this.choices.forEach(({ item, checkbox, count }, index) => {
      checkbox.checked = this.#isSelected(index);
      count.textContent = counts[index].toLocaleString("en");
      item.classList.toggle("f-none", !counts[index] && !checkbox.checked);
    });
    this.#show();
  }

  /** @param {number} index */
  #isSelected(index) {
    return Boolean(this.#selected?.has(this.facet.values[index].id));
  }

  /** Sorts the values by count, unless their order is fixed. Shows the first few of many. */
  #show() {
    const order = this.#order();
    const shown = this.#shown(order);
    arrange(this.list, order.map((index) => this.choices[index].item));
    this.choices.forEach(({ item }, index) => { item.hidden = !shown.has(index); });
    this.more.setAttribute("aria-expanded", String(this.#isExpanded));
  }

  #order() {
    const { facet } = this;
    const counts = this.#counts;
    const order = facet.values.map((_, index) => index);
    if (!facet.ordered) order.sort((a, b) => counts[b] - counts[a] || a - b);
    return order;
  }

  /**
   * The values to show, and the text of the button for more.
   * @param {number[]} order
   */
  #shown(order) {
    const { facet } = this;
    const query = fold(this.#search?.value.trim() ?? "");
    const useful = order.filter((index) => this.#counts[index] || this.#isSelected(index));
    const isLong = !facet.ordered && useful.length > SHORT_LIST + 2;
    this.more.hidden = !isLong || Boolean(query);
    this.more.textContent = this.#isExpanded ? "Show fewer" : `Show all ${useful.length}`;
    if (facet.ordered) return new Set(order);
    if (query) return new Set(order.filter((index) => this.choices[index].text.includes(query)));
    if (!isLong || this.#isExpanded) return new Set(useful);
    return new Set(useful.filter((index, position) => position < SHORT_LIST || this.#isSelected(index)));
  }

  #searchField() {
    const search = element("input", "f-look");
    search.type = "search";
    search.placeholder = `Find among ${this.facet.values.length}`;
    search.setAttribute("aria-label", `Find in ${this.facet.label}`);
    search.addEventListener("input", () => this.#show());
    this.#search = search;
    return search;
  }
}

/**
 * @param {string} facet
 * @param {import("./columns.js").Value} value
 * @param {(facet: string, value: string) => void} toggle
 * @returns {Choice}
 */
function createChoice(facet, value, toggle) {
  const checkbox = element("input");
  checkbox.type = "checkbox";
  checkbox.name = facet;
  checkbox.value = value.id;
  checkbox.addEventListener("change", () => toggle(facet, value.id));
  const count = element("span", "f-number");
  const item = element("li", "", element("label", "", checkbox, element("span", "f-label", value.label), count));
  return { item, checkbox, count, text: fold(`${value.label} ${value.id}`) };
}

/**
 * Puts `items` in order. Only those in another position are moved, so that a checkbox keeps its focus.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 */
function arrange(list, items) {
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
}

export class FilterPanel {
  /**
   * @param {HTMLElement} root
   * @param {import("./columns.js").Columns} columns that it is made for
   * @param {Facet[]} facets those to offer, in order
   * @param {(facet: string, value: string) => void} toggle
   * @param {(facet: string, value: string) => void} choose makes a value the only one; empty for none
   * @param {FilterPanel} [before] the panel in its place: what was open stays open
   */
  constructor(root, columns, facets, toggle, choose, before) {
    this.columns = columns;
    /** @type {(FacetGroup | PayFilter)[]} */
    this.groups = facets.map((facet) => (facet.least ? new PayFilter(facet, choose) : new FacetGroup(facet, toggle)));
    for (const group of this.groups) {
      const same = before?.groups.find(({ facet }) => facet.id === group.facet.id);
      if (same) group.root.open = same.root.open;
    }
    const focused = root.contains(document.activeElement) ? /** @type {HTMLInputElement} */ (document.activeElement) : null;
    root.replaceChildren(...this.groups.map((group) => group.root));
    if (!focused) return;
    const name = focused.closest("details")?.querySelector("summary")?.firstChild?.textContent;
    const group = this.groups.find(({ facet }) => facet.label === name)?.root;
    const inputs = /** @type {HTMLInputElement[]} */ ([...group?.querySelectorAll("input") ?? []]);
    (inputs.find((input) => input.value === focused.value && input.name) ?? group?.querySelector("summary"))?.focus();
  }

  /**
   * @param {Counts} counts
   * @param {State} state
   */
  update({ values }, state) {
    for (const group of this.groups) {
      group.update(values.get(group.facet.id) ?? new Uint32Array(), state.selected.get(group.facet.id));
    }
  }
}
