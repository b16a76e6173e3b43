// @ts-check
/** Fields and their values in words. */

import { addDays } from "../../lib/days.js";
import { fill, part, size } from "./text.js";

/** @typedef {(string | number)[]} Path */
/** @typedef {Record<string, string>} Parts parts of sentences, by name */

/**
 * `Say what the project pays, for example …`
 * @param {any} schema
 * @param {Path} path
 * @param {Parts} parts
 * @param {number} days how long ago the example was written: its dates move by so much
 */
export function askFor(schema, path, parts, days, withExample = true) {
  const ask = sentence(schema["x-ask"]);
  const shown = schema.examples && flow(schema.examples[0]).replace(/\d{4}-\d\d-\d\d/g, (day) => addDays(day, days));
  if (!withExample || !shown || size(shown) > 120) return ask;
  const name = lastName(path);
  return fill(parts.example, { ask: ask.slice(0, -1), example: name ? `${name}: ${shown}` : shown });
}

/** @param {string} text */
export const sentence = (text) => `${part(text, 0, 1).toUpperCase()}${part(text, 1)}.`;

/**
 * The field's name; empty for an item of a list.
 * @param {Path} path
 */
export function lastName(path) {
  const last = path.at(-1);
  return typeof last === "string" ? last : "";
}

/**
 * `pay.amount`, or item 2 of `skills`.
 * @param {Path} path
 * @param {Parts} parts
 * @returns {string}
 */
export function fieldName(path, parts) {
  const last = path.at(-1);
  if (last === undefined) return parts.file;
  const of = () => fieldName(path.slice(0, -1), parts);
  if (typeof last === "number") return fill(parts.item, { number: last + 1, of: of() });
  if (path.some((step) => typeof step === "number")) return fill(parts["of-item"], { name: last, of: of() });
  return `\`${path.join(".")}\``;
}

/**
 * As YAML on one line.
 * @param {any} value
 * @returns {string}
 */
export function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (value && typeof value === "object") {
    return `{${Object.entries(value).map(([key, item]) => `${key}: ${flow(item)}`).join(", ")}}`;
  }
  const isPlain = typeof value === "string" && !/[:#,[\]{}]|^[\s&*!|>'"%@`-]/.test(value.replaceAll("https:", ""));
  return isPlain ? value : JSON.stringify(value);
}

/**
 * `a`, `b` and `c`, each in backticks.
 * @param {string[]} items
 * @param {"and" | "or"} last
 */
export function listed(items, last) {
  const all = items.map((item) => `\`${item}\``);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${last} ${all.at(-1)}`;
}

/**
 * `1 character`, `1,200 characters`.
 * @param {number} number
 * @param {Parts} parts
 */
export const characters = (number, { character }) => `${number.toLocaleString("en")} ${character}${number === 1 ? "" : "s"}`;
