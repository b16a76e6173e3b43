// @ts-check
/** Shows what is wrong beside the field it is about. */

import { button, element, link } from "../lib/dom.js";

/** @typedef {import("./check/check.js").Problem} Problem */

/**
 * The field that a problem is about, as the form knows it: the nearest one around the path.
 * @param {Problem} problem
 * @param {Map<string, HTMLElement>} elements the form's fields, by path
 */
export function fieldOf({ path }, elements) {
  const names = path.map(String);
  if (names[0] === "apply" && names[1] === "email") return "apply.url";
  if (names[0] === "pay" && ["min", "max"].includes(names[1])) return "pay.amount";
  for (let length = names.length; length > 0; length -= 1) {
    const found = names.slice(0, length).join(".");
    if (elements.has(found)) return found;
  }
  return "";
}

/**
 * The names of the fields as the form calls them, by the names that messages use: `duration_weeks`,
 * `pay.note` and, where no other field is called so, `note`.
 * @param {Map<string, HTMLElement>} elements
 * @returns {Map<string, string>}
 */
export function labelsOf(elements) {
  /** @type {Map<string, string>} */
  const labels = new Map();
  for (const [path, field] of elements) {
    const label = field.querySelector(":scope > :is(label, legend)")?.firstChild?.textContent?.trim();
    if (!label) continue;
    const last = path.slice(path.lastIndexOf(".") + 1);
    if (!labels.has(last) && !elements.has(last)) labels.set(last, label);
    labels.set(path, label);
  }
  return labels;
}

/**
 * Writes the problems of one field below it, and tells the browser (constraint validation).
 * @param {HTMLElement} field
 * @param {Problem[]} problems
 * @param {Map<string, string>} labels
 * @param {(text: string) => void} use called with a value that a message proposes
 */
export function showProblems(field, problems, labels, use) {
  const box = /** @type {HTMLElement | null} */ (field.querySelector(":scope > .p-messages"));
  if (!box) return;
  const errors = problems.filter(({ severity }) => severity === "error");
  const text = JSON.stringify(problems.map(({ message, fix }) => [message, fix]));
  if (box.dataset.text !== text) {
    box.dataset.text = text;
    box.replaceChildren(...problems.map((problem) => message(problem, labels, use)));
  }
  field.classList.toggle("p-field--wrong", errors.length > 0);
  for (const control of controls(field)) {
    control.setCustomValidity(errors.map(({ message: what }) => inWords(what, labels).map(textOf).join("")).join(" "));
    if (errors.length) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

/**
 * The list of everything that is wrong, with a link to each field.
 * @param {[path: string, problem: Problem][]} problems
 * @param {Map<string, string>} labels
 * @param {(path: string) => void} go
 */
export function summary(problems, labels, go) {
  return problems.map(([path, problem]) => {
    const to = link("#", "");
    to.append(...inWords(problem.message, labels));
    to.addEventListener("click", (event) => {
      event.preventDefault();
      go(path);
    });
    return element("li", "", to, " ", ...inWords(shortFix(problem), labels));
  });
}

/**
 * @param {Problem} problem
 * @param {Map<string, string>} labels
 * @param {(text: string) => void} use
 */
function message(problem, labels, use) {
  const kind = problem.severity === "error" ? "p-error" : "p-hint";
  const paragraph = element("p", kind, ...inWords(problem.message, labels), " ", ...inWords(shortFix(problem), labels));
  for (const value of proposals(problem.fix)) paragraph.append(" ", button("p-plain", `Use ${value}`, () => use(value)));
  return paragraph;
}

/**
 * The days that a message proposes.
 * @param {string} fix
 */
function proposals(fix) {
  return [...new Set(fix.match(/(?<=`)\d{4}-\d\d-\d\d(?=`)/g) ?? [])];
}

/**
 * The fix without what only helps in a file: a line to add, an example with the field's name.
 * @param {Problem} problem
 */
function shortFix({ rule, fix }) {
  if (rule === "field/missing" && fix.startsWith("Add the line")) return "";
  return fix.replace(/, for example `[a-z_]+: [^`]*`\.$/, ".");
}

/**
 * A message as a sentence: fields by their names in the form, other words between backticks as code.
 * @param {string} text
 * @param {Map<string, string>} labels
 * @returns {(string | HTMLElement)[]}
 */
function inWords(text, labels) {
  return text.split("`").map((part, index) => {
    if (index % 2) return labels.has(part) ? `“${labels.get(part)}”` : element("code", "", part);
    return index ? part : part.charAt(0).toUpperCase() + part.slice(1);
  });
}

/** @param {string | HTMLElement} part */
function textOf(part) {
  return typeof part === "string" ? part : part.textContent;
}

/**
 * The field's own controls, without those of fields inside it.
 * @param {HTMLElement} field
 */
function controls(field) {
  const all = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ ([...field.querySelectorAll("input, textarea")]);
  return all.filter((control) => control.closest("[data-field]") === field && control.type !== "date");
}
