// @ts-check
/** What is wrong with the fields of a draft, by its JSON Schema. Only the keywords that we use. */

import { Numeral } from "../numeral.js";
import { typedValues } from "../typed_values.js";
import { addDays, daysLeft } from "../../lib/days.js";
import { ONE, compare, decimal, divide, plain, shown, times } from "./decimal.js";
import { similar } from "./similar.js";
import { fill, part, shortened, size } from "./text.js";
import { notHttps, wrongForm, wrongFormat } from "./text_fields.js";
import { askFor, characters, fieldName, listed, sentence } from "./words.js";

/** @typedef {import("./words.js").Path} Path */
/** @typedef {Record<string, any>} Schema */
/** @typedef {{path: Path, rule: string, message: string, fix: string}} Complaint */
/** @typedef {import("./check.js").Board} Board */

/**
 * Every complaint about `data`.
 * @param {any} data
 * @param {Schema} schema
 * @param {Board} board
 */
export function complaints(data, schema, board) {
  const fields = new Fields(data, board);
  fields.check(data, schema, []);
  return fields.found;
}

/** Collects the complaints about a draft. */
export class Fields {
  /**
   * @param {any} data the whole draft
   * @param {Board} board
   */
  constructor(data, board) {
    this.data = data;
    this.checks = board.checks;
    this.typed = typedValues(board.checks, board);
    this.today = board.today;
    this.exampleAge = 7 * Math.max(0, Math.floor(daysLeft(board.today, board.checks.examplesDay) / 7));
    this.floors = board.settings.floors;
    /** @type {Complaint[]} */
    this.found = [];
  }

  /**
   * Adds a complaint in the words of the text `name`.
   * @param {Path} path
   * @param {string} rule
   * @param {string} name
   * @param {Record<string, any>} values
   * @param {string} [fix] instead of the text's own
   */
  say(path, rule, name, values, fix) {
    const [message, usual = ""] = this.checks.fields[name];
    const filled = { field: this.name(path), ...values };
    this.found.push({ path, rule, message: fill(message, filled), fix: fix ?? fill(usual, filled) });
  }

  /**
   * @param {string} name
   * @param {Record<string, any>} [values]
   */
  part(name, values = {}) {
    return fill(this.checks.parts[name], values);
  }

  /** @param {Path} path */
  name(path) {
    return fieldName(path, this.checks.parts);
  }

  /**
   * @param {Schema} schema
   * @param {Path} path
   */
  ask(schema, path, withExample = true) {
    return askFor(schema, path, this.checks.parts, this.exampleAge, withExample);
  }

  /**
   * @param {any} value
   * @param {Schema} schema
   * @param {Path} path
   */
  check(value, schema, path) {
    const kind = kindOf(value);
    if (!isOfType(value, schema.type)) this.wrongType(value, schema, path);
    else if (schema.enum && !schema.enum.includes(value)) this.notAChoice(value, schema, path);
    else if (kind === "array") this.list(value, schema, path);
    else if (kind === "object") this.group(value, schema, path);
    else if (kind === "string") this.text(value, schema, path);
    else if (kind === "number") this.number(value, schema, path);
  }

  /**
   * @param {any} value
   * @param {Schema} schema
   * @param {Path} path
   */
  wrongType(value, schema, path) {
    /** @type {Record<string, string>} */
    const names = { boolean: "is-word", string: "is-text", number: "is-number", array: "is-list", object: "is-fields" };
    const wanted = [schema.type].flat().map((type) => this.checks.kinds[type]).join(" or ");
    const is_kind = this.part(names[kindOf(value)], { value });
    this.say(path, "field/type", "type", { is_kind, wanted }, this.ask(schema, path));
  }

  /**
   * @param {any} value
   * @param {Schema} schema
   * @param {Path} path
   */
  notAChoice(value, schema, path) {
    const texts = schema.enum.filter((/** @type {any} */ choice) => typeof choice === "string");
    const typed = value instanceof Numeral ? shown(decimal(value.text)) : String(value);
    const [name] = similar(part(typed, 0, 80).toLowerCase(), texts, 1, 0.6);
    const meant = name ? `${this.part("mean", { name })} ` : "";
    const values = { value: shortened(typed), meant, choices: listed(texts, "or") };
    this.say(path, "field/not-a-choice", "not-a-choice", values);
  }

  /**
   * @param {string} value
   * @param {Schema} schema
   * @param {Path} path
   */
  text(value, schema, path) {
    const { minLength: least = 0, maxLength: most = Infinity, pattern, format } = schema;
    const { parts } = this.checks;
    const length = size(value);
    const isWrong = pattern && !new RegExp(pattern, "u").test(value);
    if ((length < least || isWrong) && !value.trim()) {
      this.say(path, "field/empty", "empty", {}, this.ask(schema, path));
    } else if (length < least) {
      const values = { length: characters(length, parts), least };
      this.say(path, "field/too-short", "too-short", values, this.ask(schema, path, false));
    } else if (isWrong && format === "uri") notHttps(this, value, schema, path);
    else if (isWrong) wrongForm(this, value, schema, path);
    else if (format) wrongFormat(this, value, format, path);
    const typed = length - Number(value.endsWith("\n")); // without the line break that ends a block
    if (typed > most) {
      const values = { length: thousands(typed), most: thousands(most), over: characters(typed - most, parts) };
      this.say(path, "field/too-long", "too-long", values);
    }
  }

  /**
   * @param {Numeral} value
   * @param {Schema} schema
   * @param {Path} path
   */
  number({ text }, schema, path) {
    const exact = decimal(text);
    const limits = { minimum: [-1], maximum: [1], exclusiveMinimum: [-1, 0] };
    for (const [keyword, wrong] of Object.entries(limits)) {
      const bound = schema[keyword];
      if (bound === undefined || !wrong.includes(compare(exact, decimal(String(bound))))) continue;
      const isPay = path[0] === "pay" && keyword === "exclusiveMinimum";
      const fix = isPay ? this.everyProjectIsPaid() : this.ask(schema, path);
      this.say(path, "field/out-of-range", keyword, { value: shown(exact), bound: thousands(bound) }, fix);
    }
  }

  /**
   * The line to add for a missing date; empty for another field.
   * @param {string} name
   */
  addLine(name) {
    if (name === "posted") return this.part("add-posted", { day: this.today });
    return name === "deadline" ? this.part("add-deadline", { day: addDays(this.today, this.checks.usualDays) }) : "";
  }

  /** Says the board's floor, and what it comes to, as far as they are known. */
  everyProjectIsPaid() {
    const { pay, hours } = this.data;
    const floor = Object.hasOwn(this.floors, pay.currency) && this.floors[pay.currency];
    if (!floor) {
      const some = Object.entries(this.floors).slice(0, 2).map(([code, low]) => `${low} ${code}`);
      const at_least = some.length ? this.part("paid-floors", { floors: some.join(" or ") }) : "";
      return this.part("paid", { at_least });
    }
    const said = this.part("paid-floor", { floor, currency: pay.currency });
    const most = hours instanceof Numeral ? hours : hours?.max;
    const number = decimal(most instanceof Numeral ? most.text : "0");
    const isSound = compare(number, ONE) >= 0 && compare(number, decimal("160")) <= 0;
    if (pay.per !== "project" || !isSound) return said;
    return said + this.part("paid-least", { least: plain(divide(times(decimal(floor), number), ONE, 0, "up")) });
  }

  /**
   * @param {any[]} value
   * @param {Schema} schema
   * @param {Path} path
   */
  list(value, { minItems = 0, maxItems: most = Infinity, uniqueItems, items, ...schema }, path) {
    if (value.length < minItems) this.say(path, "field/empty", "empty-list", {}, this.ask(schema, path));
    if (value.length > most) this.say(path, "field/too-many", "too-many", { count: value.length, most });
    value.slice(0, most).forEach((item, index) => {
      const here = [...path, index];
      if (uniqueItems && value.indexOf(item) < index) {
        this.say(here, "field/twice", "twice", { item: shortened(String(item)), field: this.name(path) });
      }
      this.check(item, items, here);
    });
  }

  /**
   * Says that a field is missing which only this board requires.
   * @param {Path} path of the field, or of the group that it belongs to
   * @param {string} wanted the field's name, with dots
   * @param {Schema} schema of what is at `path`
   */
  missingHere(path, wanted, schema) {
    const name = wanted.slice(wanted.lastIndexOf(".") + 1);
    const fix = this.ask(schema.properties?.[name] ?? schema, [name]);
    this.say(path, "field/missing", "missing-here", { name: wanted }, fix);
  }

  /**
   * @param {Record<string, any>} value
   * @param {Schema} schema
   * @param {Path} path
   */
  group(value, schema, path) {
    /** @param {string[]} names @param {Record<string, Schema>} properties */
    const require = (names, properties) => {
      for (const name of names.filter((each) => value[each] === undefined)) {
        const of = path.length ? this.part("of", { field: this.name(path) }) : "";
        const here = [...path, name];
        const fix = (path.length ? "" : this.addLine(name)) || this.ask(properties[name], here);
        const wanted = schema["x-required-here"]?.[name];
        if (wanted) this.missingHere(here, wanted, properties[name]);
        else this.say(here, "field/missing", "missing", { name, of }, fix);
      }
    };
    require(schema.required ?? [], schema.properties);
    if (schema.then && fits(value, schema.if)) require(schema.then.required, this.checks.placeFields);
    if (schema.oneOf && schema.oneOf.filter((/** @type {Schema} */ each) => fits(value, each)).length !== 1) {
      this.say(path, "field/choice", "choice", {}, sentence(schema["x-choice"]));
    }
    for (const [name, property] of Object.entries(schema.properties)) {
      if (value[name] !== undefined) this.check(value[name], property, [...path, name]);
    }
  }
}

/** @param {number} number */
const thousands = (number) => number.toLocaleString("en");

/** @param {any} value */
function kindOf(value) {
  if (value instanceof Numeral) return "number";
  return Array.isArray(value) ? "array" : typeof value;
}

/**
 * @param {any} value
 * @param {string | string[] | undefined} types
 */
function isOfType(value, types) {
  const kind = kindOf(value);
  const isInteger = () => kind === "number" && /^[-+]?\d+$/.test(value.text);
  return !types || [types].flat().some((type) => type === kind || (type === "integer" && isInteger()));
}

/**
 * Whether an object has the fields that a condition asks for.
 * @param {Record<string, any>} value
 * @param {Schema} condition
 * @returns {boolean}
 */
function fits(value, { required = [], not, anyOf, properties = {} }) {
  return (
    required.every((/** @type {string} */ name) => value[name] !== undefined) &&
    !(not && fits(value, not)) &&
    !(anyOf && !anyOf.some((/** @type {Schema} */ each) => fits(value, each))) &&
    Object.entries(properties).every(([name, each]) => value[name] === undefined || each.enum.includes(value[name]))
  );
}
