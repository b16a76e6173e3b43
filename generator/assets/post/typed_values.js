// @ts-check
/**
 * What people type for hours, weeks, pay, applications and days, as values of a listing. The same
 * as generator/checking/typed_values.py and generator/model/dates.py, where the patterns are.
 */

import { Numeral } from "./numeral.js";
import { existing, exists, readDate } from "./typed_days.js";

/** @typedef {[source: string, flags: string]} Pattern */
/**
 * What `exported()` in generator/checking/typed_values.py returns.
 * @typedef {object} Exported
 * @property {Record<string, Pattern> & {signs: Record<string, string[]>, nothing: string[]}} typed
 * @property {Record<string, Pattern>} dates
 * @property {string[]} months
 */
/**
 * `high` is null for one amount. `currencies` are those that it can be in; `per` is empty if the
 * text does not say.
 * @typedef {{low: Numeral, high: Numeral | null, currencies: string[], per: "hour" | "project" | ""}} Money
 */
/**
 * The days that a text can mean, at most two. `missing` is the day it says that does not exist:
 * `30 February 2027`.
 * @typedef {{days: string[], missing: string}} Days
 */

const MOST_CHARACTERS = 100; // a longer text is no typing mistake
const MOST_MONEY = 1e9;
const FROM_TODAY = /^(?:(today|tomorrow)|in (a|[0-9]{1,3}) (day|week)s?)$/i;
const DAY = 86_400_000; // milliseconds

/**
 * @param {Exported} data
 * @param {{today: string}} options
 */
export function typedValues(data, { today }) {
  return new TypedValues(data, today);
}

/** Its functions return null, or no days, where they can't tell what was meant. */
class TypedValues {
  /**
   * @param {Exported} data
   * @param {string} today
   */
  constructor({ typed, dates, months }, today) {
    this.typed = typed;
    this.forms = dates;
    this.months = months;
    this.today = today;
  }

  /**
   * `15-20 hours` -> {min: 15, max: 20}, `about 20 h` -> 20.
   * @param {string} text
   */
  hours(text) {
    const groups = match(this.typed.hours, text)?.groups;
    if (!groups) return null;
    const [min, max] = this.#range(groups);
    if (!(min.value >= 1 && min.value <= max.value && max.value <= 160)) return null;
    return min.text === max.text ? min : { min, max };
  }

  /**
   * `3 weeks` -> 3.
   * @param {string} text
   */
  weeks(text) {
    const number = Number(match(this.typed.weeks, text)?.groups.number);
    return number >= 1 && number <= 12 ? new Numeral(`${number}`) : null;
  }

  /**
   * `€300-450 an hour` -> its parts.
   * @param {string} text
   * @param {string[]} [accepted] the currencies that the board accepts
   * @returns {Money | null}
   */
  money(text, accepted = []) {
    const groups = match(this.typed.money, text)?.groups;
    if (!groups || (groups.before && groups.after)) return null;
    const [low, high] = this.#range(groups);
    if (!(low.value > 0 && low.value <= high.value && high.value <= MOST_MONEY)) return null;
    const said = (groups.per ?? "").toLowerCase();
    const per = said.includes("h") ? "hour" : said && "project";
    const currencies = this.#currencies(groups.before ?? groups.after ?? "", accepted);
    return { low, high: low.text === high.text ? null : high, currencies, per };
  }

  /**
   * An email or a web address.
   * @param {string} text
   * @returns {{email: string, url?: undefined} | {url: string, email?: undefined} | null}
   */
  application(text) {
    const email = match(this.typed.email, text)?.groups.address;
    if (email && match(this.typed.safe, email)) return { email };
    const address = match(this.typed.web, text)?.groups.address;
    return address && !new RegExp(...this.typed.unsafe).test(address) ? { url: `https://${address}` } : null;
  }

  /**
   * Whether it says that there is no pay.
   * @param {string} text
   */
  isNothing(text) {
    return this.typed.nothing.includes(text.trim().toLowerCase());
  }

  /** @param {string} text */
  isPhoneNumber(text) {
    return Boolean(match(this.typed.phone, text)) && text.replace(/[^0-9]/g, "").length >= 6;
  }

  /**
   * The only day that a text can mean.
   * @param {string} text
   */
  day(text) {
    const { days } = this.dates(text);
    return days.length === 1 ? days[0] : null;
  }

  /**
   * `14/12/2026`, `Dec 14`, `in 3 weeks`.
   * @param {string} text
   * @returns {Days}
   */
  dates(text) {
    const line = text.trim().replace(/\s+/g, " ");
    const fromToday = FROM_TODAY.exec(line);
    if (!fromToday) return this.#fullDate(line) ?? this.#nextDate(line) ?? { days: [], missing: "" };
    const [, word, count, unit] = fromToday.map((part) => part?.toLowerCase());
    const number = word ? Number(word === "tomorrow") : Number(count.replace("a", "1"));
    const time = Date.parse(this.today) + number * DAY * (unit === "week" ? 7 : 1);
    return { days: [new Date(time).toISOString().slice(0, 10)], missing: "" };
  }

  /** @param {Record<string, string>} groups of a range, or of one number */
  #range({ low, high = low }) {
    return [this.#numeral(low), this.#numeral(high)];
  }

  /**
   * `1,200` -> 1200, `12,50` -> 12.50: three digits after a mark are thousands.
   * @param {string} number
   */
  #numeral(number) {
    const compact = number.replaceAll(" ", "");
    const decimals = new RegExp(...this.typed.decimals).exec(compact);
    const whole = compact.slice(0, decimals?.index).replace(/[,.]/g, "").replace(/^0+(?=.)/, "");
    return new Numeral(decimals ? `${whole}.${decimals[1]}` : whole);
  }

  /**
   * @param {string} sign or a word, or a code
   * @param {string[]} accepted
   */
  #currencies(sign, accepted) {
    const { signs } = this.typed;
    const codes = signs[sign] ?? signs[sign.toLowerCase()] ?? (sign ? [sign] : []);
    const taken = codes.filter((code) => accepted.includes(code));
    return taken.length ? taken : codes;
  }

  /**
   * A date with its year.
   * @param {string} text
   * @returns {Days | null} null if it is no date
   */
  #fullDate(text) {
    if ([...text].length > MOST_CHARACTERS) return null;
    const { form, readings } = readDate(text, { dates: this.forms, months: this.months });
    if (!readings.length) return null;
    const [[year, month, day]] = readings;
    const days = existing(form === "year_first" ? [...readings, [year, day, month]] : readings);
    if (form === "year_first") days.length = Math.min(days.length, 1);
    const name = this.months[Number(month) - 1];
    return { days, missing: name && !existing(readings).length ? `${Number(day)} ${name} ${year}` : "" };
  }

  /**
   * A date without a year: the next day of that name.
   * @param {string} text
   * @returns {Days | null}
   */
  #nextDate(text) {
    const year = Number(this.today.slice(0, 4));
    for (const joint of [" ", "/", ".", ""]) {
      const [soon, later] = [year, year + 1].map((each) => this.#fullDate(text + joint + each));
      if (!soon || !later) continue;
      const days = soon.days.map((day) => (day < this.today ? `${year + 1}${day.slice(4)}` : day));
      return days.some(exists) ? { days: days.filter(exists), missing: "" } : later;
    }
    return null;
  }
}

/**
 * The match of the whole text.
 * @param {Pattern} pattern
 * @param {string} text
 * @returns {any}
 */
function match([source, flags], text) {
  return [...text].length > MOST_CHARACTERS ? null : new RegExp(`^(?:${source})$`, flags).exec(text.trim());
}
