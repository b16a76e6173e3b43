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
 * Writes the problems of one field below it, and tells the browser (constraint validation).
 * @param {HTMLElement} field
 * @param {Problem[]} problems
 * @param {(text: string) => void} use called with a value that a message proposes
 */
export function showProblems(field, problems, use) {
  const box = /** @type {HTMLElement | null} */ (field.querySelector(":scope > .p-messages"));
  if (!box) return;
  const errors = problems.filter(({ severity }) => severity === "error");
  const text = JSON.stringify(problems.map(({ message, fix }) => [message, fix]));
  if (box.dataset.text !== text) {
    box.dataset.text = text;
    box.replaceChildren(...problems.map((problem) => message(problem, use)));
  }
  field.classList.toggle("p-field--wrong", errors.length > 0);
  for (const control of controls(field)) {
    control.setCustomValidity(errors.map(({ message: what }) => sentence(what)).join(" "));
    if (errors.length) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

/**
 * The list of everything that is wrong, with a link to each field.
 * @param {[path: string, problem: Problem][]} problems
 * @param {(path: string) => void} go
 */
export function summary(problems, go) {
  return problems.map(([path, problem]) => {
    const to = link("#", sentence(problem.message));
    to.replaceChildren(...withCode(sentence(problem.message)));
    to.addEventListener("click", (event) => {
      event.preventDefault();
      go(path);
    });
    return element("li", "", to, " ", ...withCode(problem.fix));
  });
}

/**
 * @param {Problem} problem
 * @param {(text: string) => void} use
 */
function message({ severity, message: what, fix }, use) {
  const paragraph = element("p", severity === "error" ? "p-error" : "p-hint", ...withCode(sentence(what)), " ", ...withCode(fix));
  for (const value of proposals(fix)) paragraph.append(" ", button("p-plain", `Use ${value}`, () => use(value)));
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
 * The first letter as a capital.
 * @param {string} text
 */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Text with `code` between backticks.
 * @param {string} text
 */
function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", "", part) : part));
}

/**
 * The field's own controls, without those of fields inside it.
 * @param {HTMLElement} field
 */
function controls(field) {
  const all = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ ([...field.querySelectorAll("input, textarea")]);
  return all.filter((control) => control.closest("[data-field]") === field && control.type !== "date");
}
