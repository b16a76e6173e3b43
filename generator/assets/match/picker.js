// @ts-check
/** A picker for a long list of skills: a search field, collapsed areas, and chips for the selected ones. */

import { button, element } from "../lib/dom.js";
import { fold, foldedWords } from "../lib/text.js";

export class SkillPicker {
  /**
   * @param {HTMLElement} root the markup of templates/match.html
   * @param {() => void} onChange
   */
  constructor(root, onChange) {
    this.checkboxes = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll(".m-skill input")]);
    this.areas = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll("details")]);
    this.chips = /** @type {HTMLElement} */ (root.querySelector(".m-chosen"));
    this.shortcuts = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".m-quick button")]);
    this.search = /** @type {HTMLInputElement} */ (root.querySelector("input[type=search]"));
    this.none = /** @type {HTMLElement} */ (root.querySelector(".m-none"));
    this.onChange = onChange;
    root.addEventListener("change", (event) => {
      if (event.target === this.search) return;
      this.#show();
      onChange();
    });
    this.search.addEventListener("input", () => this.#filter());
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // select the first one instead
      const [first] = this.#filter();
      if (first && this.search.value.trim()) this.#select(first, true);
    });
    for (const shortcut of this.shortcuts) {
      shortcut.addEventListener("click", () => this.#select(this.#checkbox(shortcut.dataset.skill), true));
    }
  }

  /** @returns {Set<string>} the ids of the selected skills */
  get value() {
    return new Set(this.checkboxes.filter(({ checked }) => checked).map(({ value }) => value));
  }

  /** @param {Set<string>} ids */
  set value(ids) {
    for (const checkbox of this.checkboxes) checkbox.checked = ids.has(checkbox.value);
    this.#show();
  }

  /** @param {string | undefined} id */
  #checkbox(id) {
    return this.checkboxes.find(({ value }) => value === id);
  }

  /**
   * @param {HTMLInputElement | undefined} checkbox
   * @param {boolean} on
   */
  #select(checkbox, on) {
    if (!checkbox) return;
    checkbox.checked = on;
    if (on) this.search.value = "";
    this.#filter();
    this.#show();
    this.onChange();
  }

  /** Updates what depends on the selection. */
  #show() {
    const selected = this.checkboxes.filter(({ checked }) => checked);
    this.chips.replaceChildren(...selected.map((checkbox) => this.#chip(checkbox)));
    this.chips.hidden = selected.length === 0;
    for (const shortcut of this.shortcuts) shortcut.hidden = this.#checkbox(shortcut.dataset.skill)?.checked ?? true;
    for (const area of this.areas) {
      const number = area.querySelectorAll("input:checked").length;
      const count = area.querySelector("summary span");
      if (count) count.textContent = number ? ` (${number})` : "";
    }
  }

  /** @param {HTMLInputElement} checkbox */
  #chip(checkbox) {
    const label = checkbox.closest("label")?.textContent?.trim() ?? checkbox.value;
    const chip = button("m-chip", [element("span", "", label)], () => {
      this.#select(checkbox, false);
      this.search.focus();
    });
    chip.setAttribute("aria-label", `Remove ${label}`);
    return element("li", "", chip);
  }

  /**
   * Shows the skills that match the search field.
   * @returns {HTMLInputElement[]} their checkboxes
   */
  #filter() {
    const words = foldedWords(this.search.value);
    const found = [];
    for (const checkbox of this.checkboxes) {
      const label = /** @type {HTMLElement} */ (checkbox.closest("label"));
      const text = fold(`${label.textContent} ${label.dataset.words ?? ""}`);
      const matches = words.every((word) => text.includes(word));
      label.hidden = !matches;
      if (matches) found.push(checkbox);
    }
    for (const area of this.areas) {
      area.hidden = words.length > 0 && !area.querySelector("label:not([hidden])");
      area.open = words.length > 0;
    }
    this.none.hidden = found.length > 0;
    return found;
  }
}
