// @ts-check
/** /post/: the form. What is typed stays in this browser until it is sent. */

import { today } from "../lib/days.js";
import { byId, element, setStatus } from "../lib/dom.js";
import { checkDraft } from "./draft_check.js";
import { fromListing, slug, toData } from "./draft.js";
import { Fields } from "./fields.js";
import { loadForm } from "./form_data.js";
import { KeptDraft } from "./kept_draft.js";
import { fieldOf, labelsOf, showProblems, summary } from "./messages.js";
import { showRate } from "./rate.js";
import { waysOut } from "./send.js";
import { sendingFor } from "./sending.js";
import { showSide } from "./side.js";
import { Steps } from "./steps.js";

/** @typedef {import("./fields.js").Values} Values */
/** @typedef {import("./check/check.js").Problem} Problem */
/** @typedef {import("./sending.js").Sending} Sending */
/** @typedef {Map<string, Problem[]>} ByField the problems of each field, by its path */

const TASKS = /^#(edit|filled|outcome|withdrawn|extend|repost)=([a-z0-9-]+\/[a-z0-9-]+)$/;
const OUTCOME = ["outcome.summary", "outcome.link", "outcome.hired"];
const PAUSE = 150; // milliseconds without a key before the draft is checked

class PostForm {
  /** @type {import("./sending.js").Task} */
  #task = { kind: "new", id: "", listing: null };
  /** Fields whose problems are shown: those that were left, and all of a step that was left. */
  #visited = new Set();
  #timer = 0;
  #offered = "";
  #kept = new KeptDraft();

  /** @param {any} board from `loadForm` */
  constructor(board) {
    this.board = board;
    this.form = /** @type {HTMLFormElement} */ (byId("p-form"));
    this.fields = new Fields(this.form, board.options, (path) => this.#onChange(path));
    this.widgets = Object.fromEntries([...this.fields.elements].map(([path, { dataset }]) => [path, dataset.widget ?? ""]));
    this.labels = labelsOf(this.fields.elements);
    this.steps = new Steps(this.form, (left) => this.#onStep(left));
    this.fields.elements.get("employer")?.setAttribute("aria-busy", "true"); // until its names are loaded
    this.#listen();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("focusout", (event) => {
      const field = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-field]"));
      const path = field?.dataset.field ?? "";
      if (!this.fields.read()[path]?.length) return; // nobody is told that an empty field is missing
      this.#visited.add(path);
      this.#onChange("");
    });
    byId("p-page-box").addEventListener("toggle", () => this.update());
    byId("p-rename").addEventListener("click", () => this.#rename());
    byId("p-again").addEventListener("click", () => this.#startAgain());
    addEventListener("hashchange", () => (TASKS.test(location.hash) ? this.open() : this.steps.show(location.hash.slice(1))));
  }

  /** Reads what the address asks for: a new project, or a change of one. */
  async open() {
    const [, kind, id] = TASKS.exec(location.hash) ?? [];
    this.notice("");
    this.#visited.clear();
    this.#task = { kind: "new", id: "", listing: null };
    const listing = id && (await this.board.load(id));
    if (listing) {
      this.#task = { kind: /** @type {any} */ (kind), id, listing };
      this.fields.write(fromListing(listing, this.widgets));
      if (kind === "repost") for (const path of ["posted", "deadline", "start", ...OUTCOME]) this.fields.set(path, "");
    }
    const step = listing ? "" : this.#restore();
    if (id && !listing) this.notice(`The project ${id} can't be loaded now. Check your connection and open the page again.`);
    this.steps.setTask(this.#task.kind, listing?.title ?? "", listing?.status === "filled");
    this.steps.show(id ? "" : location.hash.slice(1) || step);
    this.update();
  }

  /** @returns {string} the step in which the draft was left */
  #restore() {
    const { values, step, homeless } = this.#kept.load(this.fields.elements);
    this.fields.write({ known: "no", ...values });
    if (homeless) this.notice(`The form has changed since you began. These answers no longer have a field: ${homeless}`);
    return step;
  }

  /** Loads the employers. Without them a new one can still be described. */
  async loadEmployers() {
    try {
      await this.board.loadEmployers();
    } catch {
      this.notice("The list of employers can't be loaded now. Open the page again in a moment if yours is on this board.");
    }
    this.fields.elements.get("employer")?.removeAttribute("aria-busy");
    this.fields.set("employer", this.fields.read().employer ?? "");
    this.update();
  }

  /** @param {string} path */
  #onChange(path) {
    if (path === "pay.amount") this.#understand(String(this.fields.read()[path] ?? ""));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.update(), PAUSE);
  }

  /**
   * Takes the currency and the unit out of "€20 an hour". Without a unit it is for the project.
   * @param {string} text
   */
  #understand(text) {
    const { typed, currencies } = this.board;
    const money = typed.money(text, currencies);
    if (!money) return;
    if (money.currencies.length === 1 && currencies.includes(money.currencies[0])) this.fields.set("pay.currency", money.currencies[0]);
    this.fields.set("pay.per", money.per || this.fields.read()["pay.per"] || "project");
  }

  /** Checks the draft and shows everything that depends on it. */
  update() {
    const { board, fields } = this;
    const values = fields.read();
    const isAsked = (/** @type {string} */ path) => fields.isAsked(path, values);
    for (const [path, field] of fields.elements) if (field.dataset.when) field.hidden = !isAsked(path);
    byId("p-new-employer").hidden = values.known === "yes";
    const known = { widgets: this.widgets, isAsked, typed: board.typed, currencies: board.currencies, today: today() };
    const sending = sendingFor(this.#task, values, board.clean(toData(values, known)), board);
    const employer = board.employers.get(values.known === "yes" ? values.employer : "");
    const problems = [...sending.problems, ...checkDraft(sending.data, { ...board.check, today: today(), employer })];
    this.#show(values, sending, byFieldOf(problems, fields.elements));
    if (this.#task.kind === "new") this.#keep(values);
  }

  /**
   * @param {Values} values
   * @param {Sending} sending
   * @param {ByField} byField
   */
  #show(values, sending, byField) {
    const { elements } = this.fields;
    const wrong = new Set();
    for (const [path, field] of elements) {
      const problems = this.#isVisited(path) ? (byField.get(path) ?? []) : [];
      if (problems.some(({ severity }) => severity === "error")) wrong.add(this.steps.of(path, elements));
      showProblems(field, problems, this.labels, (value) => {
        this.fields.set(path, value);
        this.update();
      });
    }
    this.steps.mark(wrong);
    showCounts(this.form);
    showRate(byId("p-rate"), sending.data, this.board);
    showSide(sending.data, values, sending.parcel.path, this.board);
    this.#showSend(sending.parcel, byField);
  }

  /** @param {string} path */
  #isVisited(path) {
    return this.#visited.has(path) || this.#visited.has(path.split(".")[0]);
  }

  /**
   * The last step: what is left to do, or the ways out.
   * @param {import("./send.js").Sending} parcel
   * @param {ByField} byField
   */
  #showSend(parcel, byField) {
    const listed = [...byField].flatMap(([path, problems]) => problems.map((problem) => /** @type {[string, Problem]} */ ([path, problem])));
    const errors = listed.filter(([, { severity }]) => severity === "error");
    const hints = listed.filter(([, { severity }]) => severity !== "error");
    const go = (/** @type {string} */ path) => this.#go(path);
    const box = byId("p-problems");
    box.replaceChildren(
      errors.length
        ? element("p", "p-error", errors.length === 1 ? "One thing to fix:" : `${errors.length} things to fix:`)
        : element("p", "p-fine", parcel.kind === "new" ? "Everything the board asks for is there." : "This is ready to send."),
    );
    if (errors.length) box.append(element("ul", "", ...summary(errors, this.labels, go)));
    if (hints.length && parcel.kind !== "line") {
      box.append(element("p", "", "You could still improve this:"), element("ul", "", ...summary(hints, this.labels, go)));
    }
    byId("p-out").hidden = errors.length > 0;
    byId("p-address").hidden = parcel.kind !== "new";
    byId("p-path").textContent = parcel.path.replace(/\.yml$/, "/");
    byId("p-file-title").textContent = parcel.kind === "line" ? "See the line" : "See the file that you send";
    byId("p-yaml").textContent = parcel.kind === "line" ? parcel.paste : parcel.text;
    const say = (/** @type {string} */ text) => setStatus(byId("p-said"), text);
    const offered = errors.length ? "" : JSON.stringify(parcel);
    if (offered === this.#offered) return; // a link in use stays
    this.#offered = offered;
    byId("p-ways").replaceChildren(...(errors.length ? [] : waysOut(parcel, this.board.target, say, showNext)));
  }

  /**
   * Opens the step of a field and puts the cursor there.
   * @param {string} path
   */
  #go(path) {
    const field = this.fields.elements.get(path);
    if (path === "name") byId("p-name").hidden = false;
    this.steps.show(this.steps.of(path, this.fields.elements));
    for (const box of this.form.querySelectorAll("details")) if (field && box.contains(field)) box.open = true;
    /** @type {HTMLElement | null | undefined} */ (field?.querySelector("input, textarea"))?.focus();
  }

  /** @param {string} left the step that was left */
  #onStep(left) {
    for (const [path, field] of this.fields.elements) {
      if (this.steps.current === "send" || field.closest(`[data-step="${left}"]`)) this.#visited.add(path);
    }
    this.update();
  }

  /** @param {Values} values */
  #keep(values) {
    const isKept = this.#kept.save(values, this.steps.current);
    setStatus(byId("p-kept"), isKept ? "Your answers are kept in this browser." : "Your browser can't keep your answers: send them before you close this page.");
  }

  #rename() {
    byId("p-name").hidden = false;
    const { name, title } = this.fields.read();
    if (!name) this.fields.set("name", slug(String(title ?? "")));
    byId("f-name").focus();
  }

  #startAgain() {
    if (!confirm("Delete all answers?")) return;
    history.replaceState(null, "", location.pathname);
    this.fields.write({});
    this.steps.show("work");
    this.#kept.clear();
    this.open();
  }

  /** @param {string} text */
  notice(text) {
    byId("p-notice").hidden = !text;
    byId("p-notice").firstElementChild?.replaceChildren(text);
  }
}

/**
 * @param {Problem[]} problems
 * @param {Map<string, HTMLElement>} elements
 * @returns {ByField}
 */
function byFieldOf(problems, elements) {
  /** @type {ByField} */
  const byField = new Map();
  for (const problem of problems) {
    const path = fieldOf(problem, elements);
    byField.set(path, [...(byField.get(path) ?? []), problem]);
  }
  return byField;
}

/**
 * How long the long texts are.
 * @param {HTMLElement} form
 */
function showCounts(form) {
  for (const counter of form.querySelectorAll(".p-count")) {
    const area = /** @type {HTMLTextAreaElement} */ (counter.previousElementSibling);
    const length = [...area.value.trim()].length;
    const { least } = /** @type {HTMLElement} */ (counter).dataset;
    counter.textContent = length < Number(least) ? `${length} of at least ${least} characters` : `${length.toLocaleString("en")} characters`;
  }
}

/** Shows what comes next, once the other page is open. */
function showNext() {
  setTimeout(() => location.assign("sent/"), 400);
}

async function start() {
  const app = new PostForm(await loadForm());
  byId("p-app").hidden = false;
  await app.open();
  await app.loadEmployers();
}

/** @type {HTMLDetailsElement} */ (byId("by-hand")).open = false;
start().catch((error) => {
  console.warn(error);
  /** @type {HTMLDetailsElement} */ (byId("by-hand")).open = true;
  byId("p-lead").textContent = "The form could not be loaded. Open the page again in a moment, or write the file yourself:";
});
