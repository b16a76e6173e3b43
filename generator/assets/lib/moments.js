// @ts-check
/** A deadline as a moment, in the reader's own time. Pure. */

import { plural } from "./text.js";

const MINUTE = 60_000; // milliseconds
const FEW_HOURS = 48;

/**
 * `until Tue 15 Dec, 13:00 your time`; `until the end of Mon 14 Dec, your time` if it is midnight.
 * @param {Date} moment from which on nobody can apply
 * @param {string} [timeZone] the reader's, unless given
 */
export function until(moment, timeZone) {
  const { day, time } = inWords(moment, timeZone);
  if (time !== "00:00") return `until ${day}, ${time} your time`;
  return `until the end of ${inWords(new Date(moment.getTime() - MINUTE), timeZone).day}, your time`;
}

/**
 * @param {Date} moment
 * @param {string} [timeZone]
 */
function inWords(moment, timeZone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone,
  }).formatToParts(moment);
  const of = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return { day: `${of.weekday} ${of.day} ${of.month}`, time: `${of.hour}:${of.minute}` };
}

/**
 * `Closes in 16 hours`, `Closes in 25 minutes`; empty if it is over, or more than 48 hours away.
 * @param {number} milliseconds
 */
export function closesWithin(milliseconds) {
  const minutes = Math.ceil(milliseconds / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (minutes <= 0 || hours >= FEW_HOURS) return "";
  return `Closes in ${hours ? plural(hours, "hour") : plural(minutes, "minute")}`;
}
