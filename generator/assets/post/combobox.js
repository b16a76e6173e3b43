// @ts-check
/**
 * A field that offers what fits the words typed so far (ARIA Authoring Practices, combobox with a
 * listbox). It searches labels and other names. What is not in the list stays as it was typed, so
 * that the check can say which word may have been meant.
 */

import { button, element } from "../lib/dom.js";
import { fold, foldedWords } from "../lib/text.js";

/** @typedef {{value: string, label: string, names?: string[]}} Option */

const MOST_SHOWN = 8;

export class Combobox {
  /** @type {string[]} */ #values = [];
  /** @type {Option[]} */ #shown = [];
  #active = -1;

  /**
   * @param {HTMLElement} root the markup of templates/post_field.html
   * @param {() => Option[]} options
   * @param {boolean} many whether several can be chosen
   * @param {() => void} onChange
   */
  constructor(root, options, many, onChange) {
    this.options = options;
    this.many = many;
    this.onChange = onChange;
    this.input = /** @type {HTMLInputElement} */ (root.querySelector("input"));
    this.list = /** @type {HTMLElement} */ (root.querySelector(".p-list"));
    this.chips = /** @type {HTMLElement} */ (root.querySelector(".p-chips"));
    this.input.addEventListener("input", () => {
      if (many && /[,;]\s*$/.test(this.input.value)) this.#takeTyped();
      else if (!many) this.#values = [];
      this.#open();
    });
    this.input.addEventListener("focus", () => this.#open());
    this.input.addEventListener("blur", () => this.#leave());
    this.input.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** The ids of what is chosen, and texts that the list does not have. */
  get value() {
    const typed = this.input.value.trim();
    if (this.many) return typed ? [...this.#values, ...this.#resolve(typed)] : this.#values;
    return this.#values.length ? this.#values : this.#resolve(typed);
  }

  set value(values) {
    const ids = values.map((value) => this.#idOf(value));
    this.#values = this.many ? [...new Set(ids)] : ids.slice(0, 1);
    this.input.value = this.many ? "" : this.#labelOf(this.#values[0] ?? "");
    this.#showChips();
  }

  /** @param {string} value */
  #labelOf(value) {
    return this.options().find((option) => option.value === value)?.label ?? value;
  }

  /**
   * The values that typed text means: ids where a label, an id or another name is equal to it.
   * @param {string} text
   */
  #resolve(text) {
    const parts = this.many ? text.split(/[,;]/) : [text];
    return parts.map((part) => part.trim()).filter(Boolean).map((part) => this.#idOf(part));
  }

  /**
   * @param {string} text an id, a label or another name; anything else stays as it is
   */
  #idOf(text) {
    const word = fold(text);
    const found = this.options().find(
      ({ value, label, names = [] }) => [value, label, ...names].some((name) => fold(name) === word),
    );
    return found?.value ?? text;
  }

  #takeTyped() {
    const values = this.#resolve(this.input.value);
    if (values.length) this.value = [...this.#values, ...values];
    else if (this.many) this.input.value = "";
  }

  #leave() {
    this.#close();
    if (this.input.value.trim() && (this.many || !this.#values.length)) this.#takeTyped();
    this.onChange();
  }

  #open() {
    const words = foldedWords(this.input.value);
    const chosen = new Set(this.#values);
    if (!words.length || (!this.many && chosen.size)) {
      this.#close();
      return;
    }
    const rows = this.options()
      .filter(({ value }) => !chosen.has(value))
      .map((option) => ({ option, rank: rank(option, words) }))
      .filter((row) => row.rank < Infinity);
    this.#shown = rows.sort((a, b) => a.rank - b.rank).slice(0, MOST_SHOWN).map(({ option }) => option);
    this.#active = this.#shown.length ? 0 : -1;
    this.list.replaceChildren(...this.#shown.map((option, index) => this.#item(option, index)));
    this.#setOpen(this.#shown.length > 0);
    this.#mark();
  }

  #close() {
    this.#shown = [];
    this.#active = -1;
    this.#setOpen(false);
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {boolean} open */
  #setOpen(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  /**
   * @param {Option} option
   * @param {number} index
   */
  #item(option, index) {
    const item = element("li", "", option.label);
    item.id = `${this.list.id}-${index}`;
    item.setAttribute("role", "option");
    item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    item.addEventListener("click", () => this.#choose(index));
    return item;
  }

  #mark() {
    [...this.list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === this.#active));
      if (index === this.#active) {
        this.input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
  }

  /** @param {number} index */
  #choose(index) {
    const { value } = this.#shown[index];
    this.value = this.many ? [...this.#values, value] : [value];
    this.#close();
    this.onChange();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const count = this.#shown.length;
    if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.#active = (this.#active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.#mark();
    } else if (event.key === "Enter") {
      event.preventDefault(); // it chooses, and never submits the form
      if (this.#active >= 0) this.#choose(this.#active);
      else this.#takeTyped();
    } else if (event.key === "Escape") {
      this.#close();
    } else if (event.key === "Backspace" && this.many && !this.input.value && this.#values.length) {
      this.value = this.#values.slice(0, -1);
      this.onChange();
    }
  }

  #showChips() {
    if (!this.many) return;
    this.chips.hidden = !this.#values.length;
    this.chips.replaceChildren(...this.#values.map((value) => {
      const label = this.#labelOf(value);
      const chip = button("p-chip", label, () => {
        this.value = this.#values.filter((other) => other !== value);
        this.input.focus();
        this.onChange();
      });
      chip.setAttribute("aria-label", `Remove ${label}`);
      return element("li", "", chip);
    }));
  }
}

/**
 * How well an option fits, 0 the best; Infinity if it does not.
 * @param {Option} option
 * @param {string[]} words folded
 */
function rank({ label, names = [] }, words) {
  const typed = words.join(" ");
  const own = fold(label);
  if (own === typed) return 0;
  if (own.startsWith(typed)) return 1;
  if (words.every((word) => own.includes(word))) return 2;
  const others = names.map(fold);
  if (others.some((name) => name.startsWith(typed))) return 3;
  return others.some((name) => words.every((word) => name.includes(word))) ? 4 : Infinity;
}
