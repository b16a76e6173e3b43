// @ts-check
/**
 * The columns of several boards as those of one, so that filters, counts and orders work as they do
 * on one board. The first board is our own: its words for a value and its exchange rates count. Pure.
 */

import { dayNumber } from "../lib/days.js";
import { fold } from "../lib/text.js";
import { MULTIPLE, NUMBERS, SINGLE } from "./checked_columns.js";

/** @typedef {import("./checked_columns.js").Checked} Checked */
/** @typedef {{values: [string, string][], rows: (number | number[])[]}} Column */

/**
 * One of the boards.
 * @typedef {object} Part
 * @property {string} prefix of its ids: `north:`; empty for our own board
 * @property {Checked} data
 * @property {string} today in its time zone
 * @property {Set<number>} [without] rows to leave out
 */

/**
 * @typedef {object} Merged
 * @property {any} data as find/columns.bin has it
 * @property {Uint8Array} parts for each row the index of its board
 * @property {Uint32Array} rows for each row its row on that board
 */

/** Columns whose values are the same if they are called the same: each board has words of its own. */
const OF_WORDS = ["skill", "category", "industry"];

/**
 * The content of our own file, in the shape of a checked one.
 * @param {any} data
 * @returns {Checked}
 */
export function ownPart(data) {
  /** @param {string[]} names */
  const columns = (names) => Object.fromEntries(names.map((name) => [name, data[name]]));
  return { ...data, ids: data.ids.split(" "), single: columns(SINGLE), multiple: columns(MULTIPLE), numbers: columns(Object.keys(NUMBERS)) };
}

/**
 * @param {any} own the content of our own file
 * @param {Part[]} boards our own first
 * @returns {Merged} the newest listing first, then those of boards that do not say how new theirs are
 */
export function merged(own, boards) {
  const order = newestFirst(boards);
  /** @param {(part: number, row: number) => any} value */
  const each = (value) => order.map(([part, row]) => value(part, row));
  const first = Math.min(...boards.map(({ data }) => dayNumber(data.first)));
  // Deadlines are compared with our own day. Where it is tomorrow already, they are a day nearer.
  const nearer = boards.map(({ data, today }) => dayNumber(data.first) - first + dayNumber(boards[0].today) - dayNumber(today));
  const earliest = Math.min(0, ...nearer);
  const data = {
    ...own,
    ids: each((part, row) => boards[part].prefix + boards[part].data.ids[row]).join(" "),
    first: new Date((first + earliest) * 86_400_000).toISOString().slice(0, 10),
    deadline: each((part, row) => boards[part].data.deadline[row] + nearer[part] - earliest),
    ...Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, each((part, row) => boards[part].data.numbers[name][row])])),
    // Whom another board has verified, ours has not.
    verified: each((part, row) => (part ? 0 : own.verified[row])),
    ...Object.fromEntries(SINGLE.map((name) => {
      const { values, indexes } = sharedValues(name, boards.map((board) => board.data.single[name]));
      return [name, { values, rows: each((part, row) => indexes[part][boards[part].data.single[name].rows[row]]) }];
    })),
    ...Object.fromEntries(MULTIPLE.map((name) => {
      const { values, indexes } = sharedValues(name, boards.map((board) => board.data.multiple[name]));
      return [name, { values, rows: each((part, row) => [...new Set(boards[part].data.multiple[name].rows[row].map((at) => indexes[part][at]))]) }];
    })),
  };
  return { data, parts: Uint8Array.from(order, ([part]) => part), rows: Uint32Array.from(order, ([, row]) => row) };
}

/**
 * @param {Part[]} boards
 * @returns {[part: number, row: number][]}
 */
function newestFirst(boards) {
  /** @type {[number, number, number][]} */
  const found = [];
  boards.forEach(({ data, today, without }, part) => {
    const newest = data.posted ? dayNumber(data.newest) : 0;
    const latest = dayNumber(today); // who names a day to come is not before everyone for all time
    data.ids.forEach((_, row) => {
      if (!without?.has(row)) found.push([part, row, Math.min(newest - (data.posted?.[row] ?? 0), latest)]);
    });
  });
  return found.sort((a, b) => b[2] - a[2]).map(([part, row]) => [part, row]);
}

/**
 * The values of all boards, and for each board which of them its own are. Only our own words say that
 * two ids mean the same, and no other board says what a third one's are called.
 * @param {string} name of the column
 * @param {Column[]} columns
 */
function sharedValues(name, columns) {
  const own = columns[0].values;
  const values = [...own];
  const known = new Map(own.map(([id], at) => [id, at]));
  const called = new Map(OF_WORDS.includes(name) ? own.map(([, label], at) => [fold(label), at]) : []);
  const indexes = columns.map((column) => column.values.map(([id, label]) => {
    const at = known.get(id) ?? called.get(fold(label)) ?? values.push([id, label]) - 1;
    if (at >= own.length) {
      known.set(id, at);
      if (fold(values[at][1]) !== fold(label)) values[at] = [id, inWords(id)];
    }
    return at;
  }));
  return { values, indexes };
}

/**
 * What an id says if boards call it differently: `Data entry`.
 * @param {string} id
 */
function inWords(id) {
  return id.slice(0, 1).toUpperCase() + id.slice(1).replaceAll("-", " ");
}
