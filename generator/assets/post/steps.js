// @ts-check
/** The steps of the form: one is shown at a time, and any of them can be opened. */

import { byId } from "../lib/dom.js";

const TITLES = {
  new: "Post a project",
  edit: "Change a project",
  repost: "Post a project again",
  filled: "Mark as filled",
  outcome: "Say what became of it",
  withdrawn: "Withdraw a project",
  extend: "Extend the deadline",
};

/** @typedef {keyof typeof TITLES} Kind */

export class Steps {
  current = "";
  /** @type {Kind} */ #kind = "new";
  #isFilled = false;

  /**
   * @param {HTMLElement} form
   * @param {(left: string) => void} onStep after another step was opened
   */
  constructor(form, onStep) {
    this.form = form;
    this.onStep = onStep;
    this.sections = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-step]")]);
    this.links = /** @type {HTMLAnchorElement[]} */ ([...form.querySelectorAll(".p-steps a")]);
    for (const link of this.links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.show(link.hash.slice(1), true);
      });
    }
    form.addEventListener("click", (event) => {
      const { dataset } = /** @type {HTMLElement} */ (event.target);
      if ("next" in dataset) this.#move(1);
      if ("back" in dataset) this.#move(-1);
    });
  }

  /** The names of the steps that the task has. */
  get names() {
    const all = this.sections.map(({ dataset }) => dataset.step ?? "");
    if (this.#kind === "filled" || this.#kind === "withdrawn") return ["send"];
    if (this.#kind === "extend") return ["apply", "send"];
    if (this.#kind === "outcome") return ["outcome", "send"];
    const hasOutcome = this.#kind === "edit" && this.#isFilled;
    return all.filter((name) => (name !== "employer" || this.#kind === "new") && (name !== "outcome" || hasOutcome));
  }

  /**
   * @param {Kind} kind
   * @param {string} title the project's, if there is one
   * @param {boolean} isFilled whether somebody does the project, or has done it
   */
  setTask(kind, title, isFilled) {
    this.#kind = kind;
    this.#isFilled = isFilled;
    byId("p-title").textContent = TITLES[kind];
    if (title) byId("p-lead").textContent = title;
    /** @type {HTMLElement} */ (this.form.querySelector(".p-steps")).hidden = this.names.length < 3;
    for (const link of this.links) {
      /** @type {HTMLElement} */ (link.parentElement).hidden = !this.names.includes(link.hash.slice(1));
    }
    byId("p-again").hidden = kind !== "new";
    byId("p-first").hidden = kind !== "new";
    byId("p-app").classList.toggle("p-short", ["filled", "outcome", "withdrawn", "extend"].includes(kind));
    const apply = /** @type {HTMLElement} */ (this.sections.find(({ dataset }) => dataset.step === "apply"));
    for (const part of apply.querySelectorAll(":scope > .p-field, :scope > .p-more")) {
      /** @type {HTMLElement} */ (part).hidden = kind === "extend" && /** @type {HTMLElement} */ (part).dataset.field !== "deadline";
    }
  }

  /** @param {number} by */
  #move(by) {
    this.show(this.names[this.names.indexOf(this.current) + by], true);
  }

  /**
   * @param {string} name the first step if there is none with this name
   * @param {boolean} [byReader] whether somebody pressed something: then the focus moves
   */
  show(name, byReader = false) {
    const left = this.current;
    this.current = this.names.includes(name) ? name : this.names[0];
    for (const section of this.sections) section.hidden = section.dataset.step !== this.current;
    for (const link of this.links) {
      if (link.hash === `#${this.current}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    for (const back of this.form.querySelectorAll("[data-back]")) {
      /** @type {HTMLElement} */ (back).hidden = this.current === this.names[0];
    }
    if (byReader) {
      byId(`h-${this.current}`).focus({ preventScroll: true });
      byId("p-form").scrollIntoView();
    }
    if (left) this.onStep(left);
  }

  /**
   * Marks the steps in which something is wrong.
   * @param {Set<string>} wrong
   */
  mark(wrong) {
    for (const link of this.links) link.classList.toggle("p-steps__wrong", wrong.has(link.hash.slice(1)));
  }

  /**
   * The step in which a field is.
   * @param {string} path
   * @param {Map<string, HTMLElement>} elements
   */
  of(path, elements) {
    const section = elements.get(path)?.closest("[data-step]");
    return /** @type {HTMLElement | null | undefined} */ (section)?.dataset.step ?? "send";
  }
}
