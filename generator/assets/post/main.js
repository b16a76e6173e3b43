// @ts-check
/** /post/: the form. What is typed stays in this browser until it is sent. */

import { today } from "../lib/days.js";
import { byId, element, setStatus } from "../lib/dom.js";
import { readItem, siteKey, writeItem } from "../lib/storage.js";
import { checkDraft } from "./draft_check.js";
import { fromListing, slug, toData } from "./draft.js";
import { Fields } from "./fields.js";
import { loadForm } from "./form_data.js";
import { showSide } from "./side.js";
import { fieldOf, showProblems, summary } from "./messages.js";
import { showRate } from "./rate.js";
import { sendingFor } from "./sending.js";
import { waysOut } from "./send.js";
import { Steps } from "./steps.js";

/** @typedef {import("./fields.js").Values} Values */
/** @typedef {import("./check/check.js").Problem} Problem */

const KEY = siteKey("post-draft");
const VERSION = 1;
const TASKS = /^#(edit|filled|withdrawn|extend|repost)=([a-z0-9-]+\/[a-z0-9-]+)$/;

const form = /** @type {HTMLFormElement} */ (byId("p-form"));
/** Fields whose problems are shown: those that were left, and all once a step was completed. */
const visited = new Set();
/** @type {import("./sending.js").Task} */
let task = { kind: "new", id: "", listing: null };
/** @type {Problem[]} */
let problems = [];

async function start() {
  const board = await loadForm();
  const fields = new Fields(form, board.options, onChange);
  const widgets = Object.fromEntries([...fields.elements].map(([path, { dataset }]) => [path, dataset.widget ?? ""]));
  const steps = new Steps(form, onStep);
  /** @type {Values} answers of an older form that have no field any more */
  let homeless = {};
  let timer = 0;

  /** @param {string} path */
  function onChange(path) {
    if (path === "pay.amount") understand(String(fields.read()[path] ?? ""));
    clearTimeout(timer);
    timer = window.setTimeout(update, 150);
  }

  /**
   * Takes the currency and the unit out of "€20 an hour". Without a unit it is for the project.
   * @param {string} text
   */
  function understand(text) {
    const money = board.typed.money(text, board.currencies);
    if (money?.currencies.length === 1 && board.currencies.includes(money.currencies[0])) fields.set("pay.currency", money.currencies[0]);
    if (money) fields.set("pay.per", money.per || fields.read()["pay.per"] || "project");
  }

  function values() {
    return fields.read();
  }

  function update() {
    const typed = values();
    for (const [path, field] of fields.elements) {
      if (field.dataset.when) field.hidden = !fields.isAsked(path, typed);
    }
    byId("p-new-employer").hidden = typed.known === "yes";
    const known = { widgets, isAsked: (/** @type {string} */ path) => fields.isAsked(path, typed), typed: board.typed, currencies: board.currencies, today: today() };
    const data = board.clean(toData(typed, known));
    const sending = sendingFor(task, typed, data, board);
    problems = [...sending.problems, ...checkDraft(sending.data, { ...board.check, today: today() })];
    show(typed, sending);
    keep(typed);
  }

  /**
   * @param {Values} typed
   * @param {ReturnType<typeof sendingFor>} sending
   */
  function show(typed, sending) {
    /** @type {Map<string, Problem[]>} */
    const byField = new Map();
    for (const problem of problems) {
      const path = fieldOf(problem, fields.elements);
      byField.set(path, [...(byField.get(path) ?? []), problem]);
    }
    for (const [path, field] of fields.elements) {
      const shown = isVisited(path) ? (byField.get(path) ?? []) : [];
      showProblems(field, shown, (value) => {
        fields.set(path, value);
        update();
      });
    }
    counts();
    showRate(byId("p-rate"), sending.data, board);
    showSide(sending.data, typed, sending.parcel.path, board);
    steps.mark(stepsWith("error", byField));
    showSend(sending, byField);
  }

  /** @param {string} path */
  function isVisited(path) {
    return visited.has(path) || visited.has(path.split(".")[0]);
  }

  /**
   * The steps with problems in fields that were visited.
   * @param {string} severity
   * @param {Map<string, Problem[]>} byField
   */
  function stepsWith(severity, byField) {
    const found = new Set();
    for (const [path, list] of byField) {
      if (isVisited(path) && list.some((problem) => problem.severity === severity)) found.add(steps.of(path, fields.elements));
    }
    return found;
  }

  function counts() {
    for (const counter of form.querySelectorAll(".p-count")) {
      const area = /** @type {HTMLTextAreaElement} */ (counter.previousElementSibling);
      const length = [...area.value.trim()].length;
      const { least } = /** @type {HTMLElement} */ (counter).dataset;
      counter.textContent = length < Number(least) ? `${length} of at least ${least} characters` : `${length.toLocaleString("en")} characters`;
    }
  }

  /**
   * @param {ReturnType<typeof sendingFor>} sending
   * @param {Map<string, Problem[]>} byField
   */
  function showSend({ parcel }, byField) {
    const listed = [...byField].flatMap(([path, list]) => list.map((problem) => /** @type {[string, Problem]} */ ([path, problem])));
    const errors = listed.filter(([, { severity }]) => severity === "error");
    const hints = listed.filter(([, { severity }]) => severity !== "error");
    const box = byId("p-problems");
    box.replaceChildren();
    if (errors.length) {
      box.append(element("p", "p-error", errors.length === 1 ? "One thing is left to do:" : `${errors.length} things are left to do:`), element("ul", "", ...summary(errors, go)));
    } else {
      box.append(element("p", "p-fine", task.kind === "new" ? "Everything that the board asks for is there." : "This is ready to send."));
    }
    if (hints.length) box.append(element("p", "", "It could be better still:"), element("ul", "", ...summary(hints, go)));
    byId("p-out").hidden = errors.length > 0;
    byId("p-path").textContent = parcel.path.replace(/\.yml$/, "/");
    byId("p-yaml").textContent = parcel.kind === "line" ? parcel.paste : parcel.text;
    const say = (/** @type {string} */ text) => setStatus(byId("p-said"), text);
    byId("p-ways").replaceChildren(...(errors.length ? [] : waysOut(parcel, board.target, say, onSent)));
  }

  function onSent() {
    setTimeout(() => location.assign("sent/"), 400); // the new tab opens first
  }

  /** @param {string} path */
  function go(path) {
    const field = fields.elements.get(path);
    if (path === "name") byId("p-name").hidden = false;
    steps.show(steps.of(path, fields.elements));
    for (const box of form.querySelectorAll("details")) if (field && box.contains(field)) box.open = true;
    /** @type {HTMLElement | null | undefined} */ (field?.querySelector("input, textarea"))?.focus();
  }

  /** @param {string} left the step that was left */
  function onStep(left) {
    for (const [path, field] of fields.elements) if (field.closest(`[data-step="${left}"]`)) visited.add(path);
    if (steps.current === "send") for (const path of fields.elements.keys()) visited.add(path);
    update();
  }

  /** @param {Values} typed */
  function keep(typed) {
    if (task.kind !== "new") return;
    const stored = writeItem(KEY, JSON.stringify({ version: VERSION, values: { ...homeless, ...typed }, step: steps.current }));
    setStatus(byId("p-kept"), stored ? "Your answers are kept in this browser." : "Your browser keeps nothing: send it before you close this page.");
  }

  function restore() {
    /** @type {{values?: Values, step?: string}} */
    let draft = {};
    try {
      draft = JSON.parse(readItem(KEY) ?? "{}") ?? {};
    } catch {
      // not ours, or cut off: begin anew
    }
    const kept = draft.values && typeof draft.values === "object" ? draft.values : {};
    const unknown = Object.entries(kept).filter(([path]) => !fields.elements.has(path));
    homeless = Object.fromEntries(unknown);
    fields.write({ known: "no", ...kept });
    if (unknown.length) {
      notice(`The form has changed since you began. These answers have no field any more: ${unknown.map(([path, raw]) => `${path}: ${raw}`).join("; ")}`);
    }
    return draft.step ?? "";
  }

  /** @param {string} text */
  function notice(text) {
    byId("p-notice").hidden = !text;
    byId("p-notice").firstElementChild?.replaceChildren(text);
  }

  /** Reads what the address asks for: a new project, or a change of one. */
  async function open() {
    const match = TASKS.exec(location.hash);
    notice("");
    visited.clear();
    task = { kind: "new", id: "", listing: null };
    let step = "";
    if (match) {
      const listing = await board.load(match[2]);
      if (listing) {
        task = { kind: /** @type {any} */ (match[1]), id: match[2], listing };
        fields.write(fromListing(listing, widgets));
        if (task.kind === "repost") for (const path of ["posted", "deadline", "start"]) fields.set(path, "");
      } else {
        notice(`The project ${match[2]} can't be loaded now. Check your connection and open the page again.`);
      }
    }
    if (task.kind === "new") step = restore();
    steps.setTask(task.kind, task.listing?.title ?? "");
    steps.show(match ? "" : location.hash.slice(1) || step);
    update();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    const field = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-field]"));
    const typed = values();
    if (field?.dataset.field && typed[field.dataset.field]?.length) {
      visited.add(field.dataset.field);
      onChange("");
    }
  });
  byId("p-page-box").addEventListener("toggle", update);
  byId("p-rename").addEventListener("click", () => {
    byId("p-name").hidden = false;
    if (!values().name) fields.set("name", slug(String(values().title ?? "")));
    byId("f-name").focus();
  });
  byId("p-again").addEventListener("click", () => {
    if (!confirm("Delete all answers?")) return;
    writeItem(KEY, "");
    homeless = {};
    visited.clear();
    history.replaceState(null, "", location.pathname);
    fields.write({ known: "no" });
    steps.show("work");
    open();
  });
  addEventListener("hashchange", () => (TASKS.test(location.hash) ? open() : steps.show(location.hash.slice(1))));
  byId("p-app").hidden = false;
  await open();
  // Without the list of employers a new one can still be described; the check finds a name that is taken.
  await board.loadEmployers().catch(() => notice("The list of employers can't be loaded now. Open the page again in a moment if yours is on this board."));
  fields.set("employer", values().employer ?? "");
  update();
}

/** @type {HTMLDetailsElement} */ (byId("by-hand")).open = false;
start().catch((error) => {
  console.warn(error);
  /** @type {HTMLDetailsElement} */ (byId("by-hand")).open = true;
  byId("p-lead").textContent = "The form could not be loaded. Open the page again in a moment, or write the file yourself:";
});
