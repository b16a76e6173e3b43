// @ts-check
/**
 * Calendar days and deadlines. A day is text, such as `2026-12-14`. Days are compared as calendar
 * days, so daylight saving time never makes one longer or shorter. A deadline's day ends in the
 * board's time zone, wherever the reader is.
 */

const MILLISECONDS = 86_400_000; // in a day
const ANYWHERE_ON_EARTH = "Etc/GMT+12"; // the last time zone in which a day ends
const SOON_DAYS = 7;

/** @type {Map<string, Intl.DateTimeFormat>} */
const calendars = new Map();
const longDate = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

/**
 * The board's settings, from the page's `<meta name="board-zone">`.
 * @returns {{timeZone: string, soonDays: number}}
 */
function settings() {
  /** @type {HTMLMetaElement | null | undefined} */
  const meta = globalThis.document?.querySelector("meta[name=board-zone]");
  return { timeZone: meta?.content || ANYWHERE_ON_EARTH, soonDays: Number(meta?.dataset.soon ?? SOON_DAYS) };
}

/**
 * @param {string} timeZone
 * @returns {Intl.DateTimeFormat}
 */
function calendarOf(timeZone) {
  const known = calendars.get(timeZone);
  if (known) return known;
  let calendar;
  try {
    calendar = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      year: "numeric", month: "2-digit", day: "2-digit", timeZone,
    });
  } catch {
    // An old browser may not know the time zone. A listing then stays open for some hours too long.
    calendar = calendarOf(ANYWHERE_ON_EARTH);
  }
  calendars.set(timeZone, calendar);
  return calendar;
}

/**
 * The current day in a time zone.
 * @param {Date} [now]
 * @param {string} [timeZone] the board's, unless given
 * @returns {string} `2026-12-14`
 */
export function today(now = new Date(), timeZone = settings().timeZone) {
  const parts = calendarOf(timeZone).formatToParts(now);
  const { year, month, day } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

/**
 * Days since 1 January 1970.
 * @param {string} day
 */
export function dayNumber(day) {
  return Date.parse(day) / MILLISECONDS;
}

/**
 * The day that is `count` days after another one.
 * @param {string} day
 * @param {number} count
 */
export function addDays(day, count) {
  return new Date(Date.parse(day) + count * MILLISECONDS).toISOString().slice(0, 10);
}

/**
 * Days until a deadline: 0 on the last day, negative once it has passed.
 * @param {string} deadline
 * @param {string} [day]
 */
export function daysLeft(deadline, day = today()) {
  return Math.round(dayNumber(deadline) - dayNumber(day));
}

/**
 * `Closes in 9 days`: the same words as `closes` in generator/board/wording.py.
 * @param {number} days as `daysLeft` returns them
 */
export function closes(days) {
  if (days < 0) return "Closed";
  return ["Closes today", "Closes tomorrow"][days] ?? `Closes in ${days} days`;
}

/**
 * Whether a deadline is near.
 * @param {number} days as `daysLeft` returns them
 * @param {number} [soonDays] the board's setting, unless given
 */
export function isSoon(days, soonDays = settings().soonDays) {
  return days >= 0 && days <= soonDays;
}

/**
 * `14 December 2026`
 * @param {string} day
 */
export function dayInWords(day) {
  return longDate.format(new Date(day));
}
