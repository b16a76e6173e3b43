// @ts-check
/**
 * The columns of another board (its find/columns.bin), checked: every type, length and count. Pure.
 *
 * generator/rendering/search_data.py says what is in the file. The first format had no number, no
 * time zone and no days of posting: it can be read too.
 */

import { isId } from "../lib/listing_id.js";
import { LANGUAGE, array, day, demand, matching, number, object, text, whole } from "./checked_values.js";
import { addresses } from "./copies.js";
import { Unusable } from "./limited_fetch.js";

/** One value a row. @typedef {{values: [string, string][], rows: number[]}} Single */
/** Any number of values a row. @typedef {{values: [string, string][], rows: number[][]}} Multiple */

/**
 * @typedef {object} Checked
 * @property {number} format
 * @property {string} language
 * @property {[string, string][]} words the first word of each part of the index, and its file
 * @property {string[]} ids
 * @property {Record<string, string>} origins the addresses of boards that listings come from: copies.js
 * @property {string} zone
 * @property {string} newest the day on which the newest was posted
 * @property {number[] | undefined} posted days before that
 * @property {string} first the first deadline
 * @property {number[]} deadline days after that
 * @property {Record<string, Single>} single
 * @property {Record<string, Multiple>} multiple
 * @property {Record<string, number[]>} numbers
 */

export const FORMAT = 2; // the newest that this program knows
export const SINGLE = ["category", "industry", "mode", "level", "currency"];
export const MULTIPLE = ["skill", "country", "offers", "audience"];
/** The columns of numbers, and the largest that makes sense. @type {Record<string, number>} */
export const NUMBERS = { verified: 1, amount: 1e12, hourly: 1, least: 1e4, most: 1e4, weeks: 1e3 };

const MOST_ROWS = 30_000;
const MOST_VALUES = 1_200; // of a column. With fifty boards, their indexes fit in 16 bits.
const MOST_IN_A_ROW = 250; // such as countries
const MOST_PARTS = 5_000;
const MOST_DAYS = 20_000;
const MOST_ORIGINS = 1_000;
const LONGEST_LABEL = 120;
const ID = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
const FILE = /^[0-9a-f]{8,64}$/;
const ZONE = /^[A-Za-z][A-Za-z0-9_+-]{0,30}(?:\/[A-Za-z0-9_+-]{1,30}){0,2}$/;
const ADDRESS = /^https?:\/\/[^\s?#]{1,300}\/$/;
const ANYWHERE_ON_EARTH = "Etc/GMT+12";

/**
 * @param {unknown} file
 * @returns {Checked}
 * @throws {Unusable} `newer`, `large` or `unreadable`
 */
export function checkedColumns(file) {
  const data = object(file);
  const format = data.format === undefined ? 1 : whole(data.format, 1e6);
  if (format > FORMAT) throw new Unusable("newer");
  const ids = checkedIds(data.ids);
  const count = ids.length;
  /** @param {unknown} value @param {number} most */
  const days = (value, most) => array(value, count, count).map((item) => whole(item, most));
  return {
    format,
    ids,
    origins: checkedOrigins(data.origins ?? {}),
    language: matching(data.language, LANGUAGE),
    words: array(data.words, MOST_PARTS).map(part),
    zone: format > 1 ? matching(data.zone, ZONE) : ANYWHERE_ON_EARTH,
    newest: format > 1 ? day(data.newest) : "",
    posted: format > 1 ? days(data.posted, MOST_DAYS) : undefined,
    first: day(data.first),
    deadline: days(data.deadline, MOST_DAYS),
    single: Object.fromEntries(SINGLE.map((name) => [name, single(object(data[name]), count)])),
    multiple: Object.fromEntries(MULTIPLE.map((name) => [name, multiple(object(data[name]), count)])),
    numbers: Object.fromEntries(Object.entries(NUMBERS).map(([name, most]) => [
      name, array(data[name], count, count).map((item) => number(item, most)),
    ])),
  };
}

/** @param {unknown} value */
function checkedIds(value) {
  demand(typeof value === "string");
  if (value.length > MOST_ROWS * 200) throw new Unusable("large");
  const ids = value.split(" ");
  if (ids.length > MOST_ROWS) throw new Unusable("large");
  demand(ids.every(isId) && new Set(ids).size === ids.length);
  return ids;
}

/**
 * @param {unknown} value
 * @returns {Record<string, string>}
 */
function checkedOrigins(value) {
  const origins = Object.entries(object(value));
  demand(origins.length <= MOST_ORIGINS);
  try {
    return addresses(Object.fromEntries(origins.map(([board, address]) => [board, matching(address, ADDRESS)])));
  } catch {
    throw new Unusable("unreadable");
  }
}

/**
 * @param {unknown} value
 * @returns {[string, string]}
 */
function part(value) {
  const [word, file] = array(value, 2, 2);
  return [text(word, 200), matching(file, FILE)];
}

/**
 * @param {Record<string, unknown>} column
 * @param {number} count of rows
 * @returns {Single}
 */
function single({ values, rows }, count) {
  const checked = checkedValues(values);
  return { values: checked, rows: array(rows, count, count).map((item) => whole(item, checked.length - 1)) };
}

/**
 * @param {Record<string, unknown>} column
 * @param {number} count of rows
 * @returns {Multiple}
 */
function multiple({ values, rows }, count) {
  const checked = checkedValues(values);
  return {
    values: checked,
    rows: array(rows, count, count).map((row) => array(row, MOST_IN_A_ROW).map((item) => whole(item, checked.length - 1))),
  };
}

/**
 * @param {unknown} values
 * @returns {[string, string][]} ids and labels
 */
function checkedValues(values) {
  return array(values, MOST_VALUES).map((value) => {
    const [id, label] = array(value, 2, 2);
    demand(typeof id === "string" && id.length <= 80);
    return [matching(id, ID), text(label, LONGEST_LABEL)];
  });
}
