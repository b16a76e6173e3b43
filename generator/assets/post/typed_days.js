// @ts-check
/** Dates in the forms that people write: the same as generator/model/dates.py, where the patterns are. */

/** @typedef {[year: string, month: string, day: string]} Reading digits, as they were typed */
/** @typedef {{dates: Record<string, [source: string, flags: string]>, months: readonly string[]}} Forms */

/**
 * What a date with its year can mean, whether or not such days exist: two readings for `5/12/2026`.
 * @param {string} text
 * @param {Forms} forms
 * @returns {{form: string, readings: Reading[]}} no readings: it is no date
 */
export function readDate(text, { dates, months }) {
  for (const [form, [source, flags]] of Object.entries(dates)) {
    const found = new RegExp(`^(?:${source})$`, flags).exec(text);
    if (found) return { form, readings: readingsOf(form, found, months) };
  }
  return { form: "", readings: [] };
}

/**
 * @param {string} form
 * @param {string[]} found
 * @param {readonly string[]} months
 * @returns {Reading[]}
 */
function readingsOf(form, found, months) {
  const [, first, second, third, fourth] = found;
  if (form === "day_first") return [[third, numberOf(second, months), first]];
  if (form === "month_first") return [[third, numberOf(first, months), second]];
  if (form === "year_first") return [[first, second, third]];
  if (form === "dots") return [[third, second, first]];
  return [[fourth, third, first], [fourth, first, third]];
}

/**
 * The number of a month, 0 for another word.
 * @param {string} name
 * @param {readonly string[]} months
 */
function numberOf(name, months) {
  const word = name.toLowerCase();
  const full = months.map((month) => month.toLowerCase());
  return `${1 + full.findIndex((month) => [month, month.slice(0, 3), month.slice(0, 4)].includes(word))}`;
}

/**
 * The days among the readings that exist, each once.
 * @param {Reading[]} readings
 */
export function existing(readings) {
  const days = readings.map(([year, month, day]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  return [...new Set(days.filter(exists))];
}

/** @param {string} day of the form `2026-11-23` */
export function exists(day) {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !day.startsWith("0000") && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
