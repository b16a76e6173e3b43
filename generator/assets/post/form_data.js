// @ts-check
/** Everything that the form knows of its board: three files beside its page. */

import { addDays, today } from "../lib/days.js";
import { siteRoot } from "../lib/storage.js";
import { country, language } from "../lib/words.js";
import { loadListing } from "../shortlist/listing.js";
import { cleanData } from "./clean.js";
import { Numeral } from "./numeral.js";
import { typedValues } from "./typed_values.js";

/** @typedef {import("./combobox.js").Option} Option */
/** @typedef {{id: string, name: string, verified: boolean, industry: string, website: string, names: Set<string>}} Employer */
/** @typedef {[id: string, label: string, names: string[]]} Term */

const VOCABULARIES = ["skills", "categories", "industries"];

/** Loads the data. Rejects if that is not possible now. */
export async function loadForm() {
  const form = await load("form.json");
  /** @type {Map<string, Employer>} */
  const employers = new Map();
  /** @type {Record<string, Option[]>} */
  const options = {
    countries: codesOf(form.checks.countries).map((code) => ({ value: code, label: country(code) })),
    languages: codesOf(form.checks.languages[2]).map((code) => ({ value: code, label: language(code) })),
    currencies: Object.keys(form.settings.floors).map((code) => ({ value: code, label: code, names: currencyNames(code) })),
    employers: [],
  };
  for (const name of VOCABULARIES) {
    options[name] = form[name].map((/** @type {Term} */ [value, label, names]) => ({ value, label, names }));
  }
  const vocabularies = Object.fromEntries(VOCABULARIES.map((name) => [
    name, form[name].map((/** @type {Term} */ [id, label, aliases]) => ({ id, label, aliases })),
  ]));
  const day = today();
  return {
    schema: form.schema,
    target: form.target,
    inline: new Set(form.inline),
    currencies: Object.keys(form.settings.floors),
    typed: typedValues(form.checks, { today: day }),
    check: { schema: form.schema, checks: form.checks, vocabularies, settings: form.settings, today: day, standIns: standIns(form.schema, form.settings, day) },
    employers,
    options: (/** @type {string} */ source) => options[source] ?? [],
    /** @param {string} employer @returns {Set<string>} the names of all its projects */
    names: (employer) => employers.get(employer)?.names ?? new Set(),
    /** @param {string} vocabulary @param {string} id */
    labelOf: (vocabulary, id) => options[vocabulary]?.find(({ value }) => value === id)?.label ?? id,
    /** @param {any} data */
    clean: (data) => cleanData(data, form.schema),
    /** @param {string} id */
    load: async (id) => (await loadListing(id)).listing ?? null,
    /** Loads the employers and the phrases that rules look for, which are needed only later. */
    async loadEmployers() {
      for (const [id, name, verified, industry, website, names] of await load("employers.json")) {
        employers.set(id, { id, name, verified, industry, website, names: new Set(names) });
      }
      options.employers = [...employers.values()].map(({ id, name }) => ({ value: id, label: name }));
      const { prose, rules } = await load("phrases.json");
      for (const [rule, phrases] of Object.entries(rules)) form.checks.rules[rule].phrases = phrases;
      form.checks.prose = prose;
    },
  };
}

/** @param {string} name */
async function load(name) {
  const response = await fetch(new URL(`post/${name}`, siteRoot));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

/**
 * The codes of a packed list: `PELT US` is PE, PL, PT and US.
 * @param {string} packed
 */
function codesOf(packed) {
  return packed.split(" ").flatMap(([first, ...others]) => others.map((other) => first + other));
}

/** @param {string} code */
function currencyNames(code) {
  const named = new Intl.DisplayNames("en", { type: "currency" }).of(code) ?? code;
  const sign = new Intl.NumberFormat("en", { style: "currency", currency: code, currencyDisplay: "narrowSymbol" })
    .formatToParts(0).find(({ type }) => type === "currency")?.value;
  return [named, sign ?? code];
}

/**
 * A value for each field that no rule finds fault with, whatever the other fields are.
 * @param {any} schema
 * @param {any} settings
 * @param {string} day
 */
function standIns(schema, settings, day) {
  const examples = Object.fromEntries(Object.entries(schema.properties).map(([name, { examples: [first] = [] }]) => [name, first]));
  return {
    ...examples,
    deliverables: ["One page"],
    hours: Numeral.parse("1"),
    duration_weeks: Numeral.parse("12"),
    start: undefined,
    pay: { amount: Numeral.parse("1000000"), currency: Object.keys(settings.floors)[0], per: "project" },
    posted: day,
    deadline: addDays(day, 21),
  };
}
