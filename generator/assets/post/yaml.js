// @ts-check
/**
 * A listing's or an employer's data as YAML, byte for byte as `canonical_text` in
 * generator/authoring/canonical.py writes it. Texts must be clean: see clean.js.
 */

import { isGroup, isLong } from "./clean.js";

/** @typedef {import("./clean.js").Group} Group */
/** @typedef {import("./clean.js").Schema} Schema */
/** @typedef {import("./clean.js").Value} Value */

const WIDTH = 100;
// Text that YAML would read as a number, true, false or null.
const NO_TEXT = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))?$/;
// Text with a meaning in YAML, everywhere and inside brackets.
const MARKS = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?: |$))|:(?: |$)| #/;
const MARKS_IN_FLOW = /[,[\]{}]|^[?:]|:\?/;

/**
 * @param {Group} data
 * @param {Schema} schema of the listing or employer
 * @returns {string} with a line break at the end
 */
export function canonicalYaml(data, schema) {
  return `${block(data, schema, 0)}\n`;
}

/**
 * What follows `name:` or `-`.
 * @param {Value} value
 * @param {Schema} schema
 * @param {number} column where it starts on one line
 * @param {number} indent of its other lines
 * @returns {string}
 */
function node(value, schema, column, indent) {
  if (typeof value === "string") return ` ${isLong(schema) && value ? textBlock(value, indent) : fill(value, column, indent)}`;
  if (isGroup(value) || Array.isArray(value)) {
    const line = mayBeOneLine(value, schema) ? flow(value, schema) : "";
    if (!line || column + length(line) > WIDTH) return newLine(indent) + block(value, schema, indent);
    return ` ${line}`;
  }
  return ` ${value}`;
}

/**
 * A group or list with a line for each field or item.
 * @param {Group | Value[]} value
 * @param {Schema} schema
 * @param {number} indent
 * @returns {string}
 */
function block(value, schema, indent) {
  const lines = Array.isArray(value)
    ? value.map((item) => `- ${node(item, schema.items ?? {}, indent + 2, indent + 2).trimStart()}`)
    : fieldsOf(value, schema).map(([name, item, own]) => `${name}:${node(item, own, indent + name.length + 2, indent + 2)}`);
  return lines.join(newLine(indent));
}

/**
 * A value on one line, inside brackets or with them.
 * @param {Value} value
 * @param {Schema} schema
 * @returns {string}
 */
function flow(value, schema) {
  if (typeof value === "string") return quoted(value) ?? (MARKS_IN_FLOW.test(value) ? withQuotes(value) : value);
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, schema.items ?? {})).join(", ")}]`;
  if (!isGroup(value)) return `${value}`;
  return `{${fieldsOf(value, schema).map(([name, item, own]) => `${name}: ${flow(item, own)}`).join(", ")}}`;
}

/**
 * Text with the words filled into lines, if it needs no quotes.
 * @param {string} text
 * @param {number} column
 * @param {number} indent
 */
function fill(text, column, indent) {
  const inQuotes = quoted(text);
  if (inQuotes) return inQuotes;
  const [first, ...words] = text.split(" ");
  let filled = first;
  let end = column + length(first);
  for (const word of words) {
    const size = length(word);
    const fits = end + 1 + size <= WIDTH;
    filled += (fits ? " " : newLine(indent)) + word;
    end = (fits ? end + 1 : indent) + size;
  }
  return filled;
}

/**
 * @param {string} text
 * @param {number} indent
 */
function textBlock(text, indent) {
  const lines = text.slice(0, -1).split("\n");
  return `|${lines.map((line) => (line ? newLine(indent) + line : "\n")).join("")}`;
}

/**
 * Text in quotes if it needs them everywhere.
 * @param {string} text
 */
function quoted(text) {
  return NO_TEXT.test(text) || MARKS.test(text) ? withQuotes(text) : undefined;
}

/** @param {string} text */
function withQuotes(text) {
  const single = text.includes('"') || (text.includes("\\") && !text.includes("'"));
  return single ? `'${text.replaceAll("'", "''")}'` : `"${text.replaceAll("\\", "\\\\")}"`;
}

/**
 * Lists of words, and groups without a long text.
 * @param {Group | Value[]} value
 * @param {Schema} schema
 */
function mayBeOneLine(value, schema) {
  if (!Array.isArray(value)) return !hasTextBlock(value, schema);
  return value.every((item) => !Array.isArray(item) && !isGroup(item) && !`${item}`.includes(" "));
}

/**
 * @param {Value} value
 * @param {Schema} schema
 * @returns {boolean}
 */
function hasTextBlock(value, schema) {
  if (Array.isArray(value)) return value.some((item) => hasTextBlock(item, schema.items ?? {}));
  if (isGroup(value)) return fieldsOf(value, schema).some(([, item, own]) => hasTextBlock(item, own));
  return typeof value === "string" && value !== "" && isLong(schema);
}

/**
 * A group's fields in the schema's order, unknown ones last, each with its own schema.
 * @param {Group} group
 * @param {Schema} schema
 * @returns {[string, Value, Schema][]}
 */
function fieldsOf(group, { properties = {} }) {
  const known = Object.keys(properties).filter((name) => Object.hasOwn(group, name));
  const unknown = Object.keys(group).filter((name) => !Object.hasOwn(properties, name));
  return [...known, ...unknown].map((name) => [name, group[name], properties[name] ?? {}]);
}

/** @param {number} indent */
function newLine(indent) {
  return `\n${" ".repeat(indent)}`;
}

/**
 * In characters, as Python counts: an emoji is one.
 * @param {string} text
 */
function length(text) {
  return [...text].length;
}
