// @ts-check
/** The form's controls: reads and writes what was typed, by the field's path (`pay.note`). */

import { button, element } from "../lib/dom.js";
import { Combobox } from "./combobox.js";

/** @typedef {[what: string, due: string]} Row a deliverable as it was typed */
/** @typedef {string | string[] | Row[]} Raw what was typed into a field, or chosen */
/** @typedef {Record<string, Raw>} Values */
/** @typedef {(source: string) => import("./combobox.js").Option[]} Sources */

/** Fields that only hold others. */
const GROUPS = new Set(["group", "pay", "apply"]);

export class Fields {
  /** @type {Map<string, HTMLElement>} */ elements = new Map();
  /** @type {Map<string, Combobox>} */ #pickers = new Map();

  /**
   * @param {HTMLElement} form
   * @param {Sources} sources
   * @param {(path: string) => void} onChange after something was typed or chosen
   */
  constructor(form, sources, onChange) {
    for (const root of form.querySelectorAll("[data-field]")) {
      const field = /** @type {HTMLElement} */ (root);
      const { field: path = "", widget, source = "" } = field.dataset;
      this.elements.set(path, field);
      if (widget === "pick" || widget === "picks") {
        const picker = new Combobox(field, () => sources(source), widget === "picks", () => onChange(path));
        this.#pickers.set(path, picker);
      } else if (widget === "deliverables") {
        field.querySelector("[data-add]")?.addEventListener("click", () => {
          this.#addRow(field).focus();
          onChange(path);
        });
      } else if (widget === "date") {
        linkCalendar(field, () => onChange(path));
      }
    }
    form.addEventListener("input", (event) => {
      const field = /** @type {Element} */ (event.target).closest("[data-field]");
      const path = /** @type {HTMLElement | null} */ (field)?.dataset.field;
      if (path && !this.#pickers.has(path)) onChange(path);
    });
  }

  /** Whether a condition such as `mode=hybrid,onsite` in the field's group is met.
   * @param {string} path
   * @param {Values} values
   */
  isAsked(path, values) {
    const when = this.elements.get(path)?.dataset.when;
    if (!when) return true;
    const [name, wanted] = when.split("=");
    const group = path.includes(".") ? `${path.slice(0, path.lastIndexOf("."))}.` : "";
    return wanted.split(",").includes(String(values[group + name] ?? ""));
  }

  /** @returns {Values} what was typed; fields without an answer are left out */
  read() {
    /** @type {Values} */
    const values = {};
    for (const [path, field] of this.elements) {
      const raw = this.#readOne(path, field);
      if (raw.length) values[path] = raw;
    }
    return values;
  }

  /**
   * @param {string} path
   * @param {HTMLElement} field
   * @returns {Raw}
   */
  #readOne(path, field) {
    const { widget = "" } = field.dataset;
    if (GROUPS.has(widget)) return "";
    const picker = this.#pickers.get(path);
    if (picker) return widget === "picks" ? picker.value : (picker.value[0] ?? "");
    if (widget === "choice" || widget === "yesno") return checked(field)[0] ?? "";
    if (widget === "checks") return checked(field);
    if (widget === "deliverables") {
      const rows = [...field.querySelectorAll(".p-rows > li")].map(
        (row) => /** @type {Row} */ (inputs(row).map(({ value }) => value)),
      );
      return rows.filter((row) => row.some((text) => text.trim()));
    }
    const [first, second] = inputs(field);
    if (widget === "offer") return second.value.trim() ? second.value : first.checked ? "yes" : "";
    return first.value;
  }

  /** @param {Values} values fields that are not named become empty */
  write(values) {
    for (const [path, field] of this.elements) this.#writeOne(path, field, values[path] ?? "");
  }

  /**
   * @param {string} path
   * @param {Raw} raw
   */
  set(path, raw) {
    const field = this.elements.get(path);
    if (field) this.#writeOne(path, field, raw);
  }

  /**
   * @param {string} path
   * @param {HTMLElement} field
   * @param {Raw} raw
   */
  #writeOne(path, field, raw) {
    const { widget = "" } = field.dataset;
    if (GROUPS.has(widget)) return;
    const picker = this.#pickers.get(path);
    const texts = /** @type {string[]} */ (Array.isArray(raw) ? raw : [raw].filter(Boolean));
    if (picker) {
      picker.value = texts;
    } else if (["choice", "yesno", "checks"].includes(widget)) {
      for (const input of inputs(field)) input.checked = texts.length ? texts.includes(input.value) : input.value === "";
    } else if (widget === "deliverables") {
      field.querySelector(".p-rows")?.replaceChildren();
      for (const row of Array.isArray(raw) && raw.length ? raw : [["", ""]]) this.#addRow(field, /** @type {Row} */ (row));
    } else if (widget === "offer") {
      const [box, text] = inputs(field);
      box.checked = raw !== "";
      text.value = raw === "yes" ? "" : String(raw);
    } else {
      inputs(field)[0].value = String(raw);
    }
  }

  /**
   * Adds a row to a list of deliverables.
   * @param {HTMLElement} field
   * @param {Row} [row]
   */
  #addRow(field, [what, due] = ["", ""]) {
    const rows = /** @type {HTMLElement} */ (field.querySelector(".p-rows"));
    const number = rows.children.length + 1;
    if (number >= Number(field.dataset.most)) /** @type {HTMLElement} */ (field.querySelector("[data-add]")).hidden = true;
    const text = labelled(`Deliverable ${number}`, what);
    const day = labelled(`Deliverable ${number}: due, if there is a date`, due);
    day.placeholder = "due, if there is a date";
    for (const input of [text, day]) input.setAttribute("aria-describedby", `f-deliverables-help f-deliverables-messages`);
    const remove = button("p-plain", "Remove", () => {
      item.remove();
      this.#writeOne("deliverables", field, /** @type {Row[]} */ (this.#readOne("deliverables", field)));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      inputs(field)[0].focus();
    });
    remove.setAttribute("aria-label", `Remove deliverable ${number}`);
    const item = element("li", "", text, day, remove);
    if (number === 1) text.id = "f-deliverables";
    rows.append(item);
    const add = /** @type {HTMLElement} */ (field.querySelector("[data-add]"));
    add.hidden = number >= Number(field.dataset.most);
    return text;
  }
}

/**
 * @param {Element} root
 * @returns {(HTMLInputElement | HTMLTextAreaElement)[] & HTMLInputElement[]}
 */
export function inputs(root) {
  return /** @type {any} */ ([...root.querySelectorAll("input, textarea")]);
}

/** @param {Element} field */
function checked(field) {
  const boxes = /** @type {HTMLInputElement[]} */ (inputs(field));
  return boxes.filter((input) => input.checked && input.value).map(({ value }) => value);
}

/**
 * @param {string} label
 * @param {string} value
 */
function labelled(label, value) {
  const input = element("input");
  input.type = "text";
  input.autocomplete = "off";
  input.value = value;
  input.setAttribute("aria-label", label);
  return input;
}

/**
 * The calendar beside a date fills in the text, which takes dates in any form.
 * @param {HTMLElement} field
 * @param {() => void} onChange
 */
function linkCalendar(field, onChange) {
  const [text, calendar] = inputs(field);
  calendar.addEventListener("change", () => {
    text.value = calendar.value;
    onChange();
  });
}
