// @ts-check
/** A long choice of skills made short: a box that finds them, the areas folded, what is ticked first. */

import { element } from "../card.js";
import { fold } from "../find/excerpt.js";

export class Picker {
  /**
   * @param {HTMLElement} root as templates/match.html makes it
   * @param {() => void} changed
   */
  constructor(root, changed) {
    this.boxes = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll(".m-skill input")]);
    this.areas = /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll("details")]);
    this.chosen = /** @type {HTMLElement} */ (root.querySelector(".m-chosen"));
    this.quick = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".m-quick button")]);
    this.finder = /** @type {HTMLInputElement} */ (root.querySelector("input[type=search]"));
    this.none = /** @type {HTMLElement} */ (root.querySelector(".m-none"));
    this.changed = changed;
    root.addEventListener("change", (event) => {
      if (event.target !== this.finder) this.#show(changed);
    });
    this.finder.addEventListener("input", () => this.#find());
    this.finder.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // take the first that is shown
      const first = this.#find()[0];
      if (first && this.finder.value.trim()) this.#tick(first, true);
    });
    for (const button of this.quick) {
      button.addEventListener("click", () => this.#tick(this.#box(button.dataset.skill), true));
    }
  }

  /** @returns {Set<string>} */
  get value() {
    return new Set(this.boxes.filter((box) => box.checked).map((box) => box.value));
  }

  /** @param {Set<string>} ids */
  set value(ids) {
    for (const box of this.boxes) box.checked = ids.has(box.value);
    this.#show();
  }

  /** @param {string | undefined} id */
  #box(id) {
    return this.boxes.find((box) => box.value === id);
  }

  /**
   * @param {HTMLInputElement | undefined} box
   * @param {boolean} on
   */
  #tick(box, on) {
    if (!box) return;
    box.checked = on;
    if (on) this.finder.value = "";
    this.#find();
    this.#show(this.changed);
  }

  /**
   * @param {() => void} [then]
   */
  #show(then) {
    const ticked = this.boxes.filter((box) => box.checked);
    this.chosen.replaceChildren(...ticked.map((box) => this.#chip(box)));
    this.chosen.hidden = ticked.length === 0;
    for (const button of this.quick) button.hidden = this.#box(button.dataset.skill)?.checked ?? true;
    for (const area of this.areas) {
      const number = area.querySelectorAll("input:checked").length;
      const count = area.querySelector("summary span");
      if (count) count.textContent = number ? ` (${number})` : "";
    }
    then?.();
  }

  /** @param {HTMLInputElement} box */
  #chip(box) {
    const label = box.closest("label")?.textContent?.trim() ?? box.value;
    const made = element("button", "m-chip", element("span", "", label));
    made.setAttribute("type", "button");
    made.setAttribute("aria-label", `Remove ${label}`);
    made.addEventListener("click", () => {
      this.#tick(box, false);
      this.finder.focus();
    });
    return element("li", "", made);
  }

  /** Show what fits the words in the box. @returns {HTMLInputElement[]} those shown */
  #find() {
    const words = fold(this.finder.value).split(/\s+/).filter(Boolean);
    const found = [];
    for (const box of this.boxes) {
      const label = /** @type {HTMLElement} */ (box.closest("label"));
      const text = fold(`${label.textContent} ${label.dataset.words ?? ""}`);
      const fits = words.every((word) => text.includes(word));
      label.hidden = !fits;
      if (fits) found.push(box);
    }
    for (const area of this.areas) {
      area.hidden = words.length > 0 && !area.querySelector("label:not([hidden])");
      if (words.length) area.open = true;
      else area.open = false;
    }
    this.none.hidden = found.length > 0;
    return found;
  }
}
