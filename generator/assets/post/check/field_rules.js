// @ts-check
/** The rules about fields, and those about an employer. Texts and limits are in `checks`. */

import { ONE, compare, decimal, divide, plain, shown, times } from "./decimal.js";
import { addDays, daysLeft } from "../../lib/days.js";
import { disguise, emailHost, hostOf, isPrivate, isSample, isService, registered, shortener } from "./hosts.js";
import { mentionsIn, mentionsOf, shownAddress } from "./mentions.js";
import { casefold, search, whole } from "./text.js";
import { inQuotes } from "./text_rules.js";

/** @typedef {import("./listing.js").Listing} Listing */
/** @typedef {import("./words.js").Path} Path */
/** @typedef {(path: Path, values?: Record<string, any>, which?: number) => void} Add says the text number `which` */
/** @typedef {import("./check.js").Board} Board */
/** @typedef {Record<string, any>} Data a rule's own limits, lists and patterns */

const number = (/** @type {number | string} */ value) => decimal(String(value));
const truncated = (/** @type {import("./decimal.js").Decimal} */ value) => divide(value, ONE, 0, "down");
const mailHost = (/** @type {string} */ email) => email.slice(email.lastIndexOf("@") + 1).toLowerCase();
const isLess = (/** @type {import("./decimal.js").Decimal} */ a, /** @type {import("./decimal.js").Decimal} */ b) => compare(a, b) < 0;

/**
 * The hosts of where to apply, and of the addresses in texts.
 * @param {Listing} listing
 * @param {Board["checks"]} checks
 * @returns {[host: string, path: Path][]}
 */
function hostsOf(listing, checks) {
  const { url, email } = listing;
  /** @type {[string, Path][]} */
  const ofTexts = mentionsOf(listing, checks).map(({ host, path }) => [host, path]);
  return [
    [hostOf(url, checks.address), ["apply", "url"]],
    [emailHost(email, checks.address), ["apply", "email"]],
    ...ofTexts,
  ];
}

/** @type {Record<string, (listing: Listing, add: Add, data: Data, board: Board) => void>} */
export const FIELD_RULES = {
  "alias/own-id": ({ id, aliases }, add) => {
    if (id && aliases.includes(id)) add(["aliases", aliases.indexOf(id)], { id });
  },
  "apply/email-host": ({ email }, add, { slips, host: pattern }) => {
    const at = email.lastIndexOf("@");
    const [name, host] = [email.slice(0, at), email.slice(at + 1)];
    if (!email || !host) return;
    const meant = Object.hasOwn(slips, host.toLowerCase()) && slips[host.toLowerCase()];
    if (meant) add(["apply", "email"], { host, name, meant });
    else if (!whole(pattern, host) || /^\.|\.$|\.\./.test(name)) add(["apply", "email"], { email }, 1);
  },
  "apply/form-editor": ({ url }, add, { editor }) => {
    if (search(editor, url)) add(["apply", "url"]);
  },
  "apply/free-mail": ({ email }, add, _, { checks }) => {
    const host = mailHost(email);
    if (checks.hosts.free_mail.includes(host)) add(["apply", "email"], { host });
  },
  "apply/other-domain": ({ url, email }, add, _, { checks: { hosts, address }, employer }) => {
    if (!employer) return;
    const host = hostOf(url, address) || mailHost(email);
    const own = hostOf(employer.website, address);
    if (registered(host, hosts) === registered(own, hosts) || isService(host, hosts)) return;
    if (url || !hosts.free_mail.includes(host)) add(["apply", url ? "url" : "email"], { host, own });
  },
  "dates/deadline-before-posted": ({ posted, deadline }, add) => {
    if (deadline <= posted) add(["deadline"]);
  },
  "dates/deadline-too-far": ({ posted, deadline }, add, _, { settings }) => {
    const [days, most] = [daysLeft(deadline, posted), settings.deadlineMaxDays];
    if (days > most) add(["deadline"], { days, most, last: addDays(posted, most) });
  },
  "dates/deadline-too-soon": ({ posted, deadline }, add, { fewest }) => {
    const days = daysLeft(deadline, posted);
    if (days > 0 && days < fewest) add(["deadline"], {}, days === 1 ? 0 : 1);
  },
  "dates/posted-future": ({ posted }, add, { most }, { today }) => {
    const days = daysLeft(posted, today);
    if (days > 0 && days <= most) add(["posted"], { posted, today });
  },
  "dates/posted-too-far": ({ posted }, add, { most }, { today }) => {
    const days = daysLeft(posted, today);
    if (days > most) add(["posted"], { days, most, today });
  },
  "dates/start-before-deadline": ({ start, deadline }, add) => {
    if (start && start <= deadline) add(["start"], { start });
  },
  "deliverables/due-after-end": ({ start, weeks, deliverables }, add) => {
    if (!start) return;
    const days = 7 * (Number(weeks.units) + 1);
    deliverables.forEach(({ due }, index) => {
      if (due && daysLeft(due, start) > days) add(["deliverables", index, "due"], { due });
    });
  },
  "deliverables/due-before-posted": ({ posted, deliverables }, add) => {
    deliverables.forEach(({ due }, index) => {
      if (due && due <= posted) add(["deliverables", index, "due"], { due });
    });
  },
  "deliverables/due-before-start": ({ posted, start, deadline, deliverables }, add) => {
    const begins = start || deadline;
    deliverables.forEach(({ due }, index) => {
      if (due && posted < due && due < begins) add(["deliverables", index, "due"], { due, begins }, start ? 0 : 1);
    });
  },
  "eligibility/anyone-and-others": ({ audience }, add) => {
    if (audience.includes("anyone") && audience.length > 1) add(["eligibility", "audience"]);
  },
  "hours/heavy-week": ({ hours: { high }, weeks }, add, { heavy }, { checks }) => {
    const { most } = checks.rules["hours/too-many-a-week"];
    if (isLess(times(number(heavy), weeks), high) && !isLess(times(number(most), weeks), high)) {
      add(["duration_weeks"], { weekly: plain(divide(high, weeks, 0, "even")) });
    }
  },
  "hours/range-upside-down": ({ hours: { low, high } }, add) => {
    if (isLess(high, low)) add(["hours"], { low: shown(low), high: shown(high) });
  },
  "hours/range-wide": ({ hours: { low, high } }, add, { times: most }) => {
    if (isLess(times(low, number(most)), high)) add(["hours"], { low: plain(low), high: plain(high) });
  },
  "hours/too-many-a-week": ({ hours: { high }, weeks }, add, { most }) => {
    if (!isLess(times(number(most), weeks), high)) return;
    const least = plain(divide(truncated(high), number(most), 0, "up"));
    add(["duration_weeks"], { weekly: plain(divide(high, weeks, 0, "even")), most, least });
  },
  "hours/unusual": ({ hours: { low, high } }, add, { fewest, most }) => {
    const isShort = isLess(low, number(fewest));
    if (isShort || isLess(number(most), high)) add(["hours"], { shown: shown(isShort ? low : high), fewest, most });
  },
  "language/unknown": ({ language }, add, { meant }, { checks }) => {
    const code = language.split("-")[0];
    if (isKnown(checks.languages[code.length], code)) return;
    add(["language"], { code, meant: meant[code] }, meant[code] ? 1 : 0);
  },
  "outcome/not-filled": ({ hasOutcome, status }, add) => {
    if (hasOutcome && status !== "filled") add(["outcome"], { status });
  },
  "pay/below-floor": ({ rate, currency, per, hours }, add, _, { settings: { floors } }) => {
    if (!Object.hasOwn(floors, currency)) return;
    const floor = decimal(floors[currency]);
    if (!isLess(rate.low, floor)) return;
    const least = plain(divide(times(floor, hours.high), ONE, 0, "up"));
    add(["pay"], { rate: shown(rate.low), currency, floor: shown(floor), least }, per === "hour" ? 0 : 1);
  },
  "pay/currency": ({ currency }, add, { most }, { settings: { floors } }) => {
    if (Object.hasOwn(floors, currency)) return;
    add(["pay", "currency"], { currency, known: Object.keys(floors).sort().slice(0, most).join(", ") });
  },
  "pay/decimals": ({ currency, amount: { low, high } }, add, { digits }) => {
    for (const value of compare(low, high) ? [low, high] : [low]) {
      const rounded = divide(value, ONE, digits[currency] ?? 2, "even");
      if (compare(value, rounded)) add(["pay"], { value: shown(value), currency, rounded: plain(rounded) });
    }
  },
  "pay/low-for-level": ({ rate, currency, level }, add, { above }, { settings: { floors } }) => {
    if (level !== "advanced" || !Object.hasOwn(floors, currency)) return;
    const floor = decimal(floors[currency]);
    if (!isLess(rate.low, floor) && isLess(rate.low, times(floor, number(above)))) {
      add(["pay"], { rate: shown(rate.low), currency });
    }
  },
  "pay/range-upside-down": ({ amount: { low, high } }, add) => {
    if (isLess(high, low)) add(["pay"], { low: shown(low), high: shown(high) });
  },
  "pay/range-wide": ({ amount: { low, high } }, add, { times: most }) => {
    if (isLess(times(low, number(most)), high)) add(["pay"], { low: shown(low), high: shown(high), most });
  },
  "place/country-unknown": ({ place }, add, { meant }, { checks }) => {
    const check = (/** @type {string} */ code, /** @type {Path} */ path) => {
      if (!isKnown(checks.countries, code)) add(path, { code, meant: meant[code] }, meant[code] ? 1 : 0);
    };
    (place.applicant_countries ?? []).forEach((/** @type {string} */ code, /** @type {number} */ index) => {
      check(code, ["place", "applicant_countries", index]);
    });
    if (place.country) check(place.country, ["place", "country"]);
  },
  "place/no-applicant-countries": ({ place }, add) => {
    if (place.mode === "remote" && !place.applicant_countries) add(["place"]);
  },
  "skills/needed-and-gained": ({ skills, gains }, add) => {
    gains.forEach((skill, index) => {
      if (skills.includes(skill)) add(["gains", index], { skill });
    });
  },
  "skills/too-many-for-beginner": ({ level, skills }, add, { most }) => {
    if (level === "beginner" && skills.length > most) add(["skills"], { count: skills.length });
  },
  "terms/nda-and-portfolio": ({ terms: { nda, portfolio } }, add) => {
    if ((nda === true || nda === "yes") && portfolio === "yes") add(["terms", "portfolio"]);
  },
  "title/employer-name": ({ title }, add, { shortest }, { employer }) => {
    if (!employer || [...employer.name].length < shortest) return;
    const name = ` ${casefold(employer.name)} `;
    if (` ${casefold(title)} `.replace(/[:,]/g, " ").includes(name)) add(["title"], { name: name.trim() });
  },
  "url/disguised": (listing, add, _, { checks }) => {
    for (const [host, path] of hostsOf(listing, checks)) {
      const label = disguise(host, checks.hosts);
      if (label) add(path, { label });
    }
  },
  "url/not-public": (listing, add, _, { checks }) => {
    for (const [host, path] of hostsOf(listing, checks)) {
      if (isPrivate(host, checks.hosts)) add(path, { host });
    }
  },
  "url/sample": (listing, add, _, { checks, settings }) => {
    if (settings.isDemo) return;
    for (const [host, path] of hostsOf(listing, checks)) {
      const which = path[0] === "apply" ? ["email", "url"].indexOf(String(path[1])) : -1;
      if (isSample(host, checks.hosts)) add(path, { host }, which < 0 ? 2 : which);
    }
  },
  "url/tracking": ({ url, outcome }, add, { found }) => {
    for (const [path, address] of /** @type {[Path, string][]} */ ([[["apply", "url"], url], [["outcome", "link"], outcome.link]])) {
      const match = search(found, address);
      if (match) add(path, { found: match.groups[1] });
    }
  },
};

/** @type {Record<string, (employer: Data, add: Add, data: Data, board: Board) => void>} */
export const EMPLOYER_RULES = {
  "domain/mixed-script": ({ website }, add, _, { checks }) => {
    const label = disguise(hostOf(website, checks.address), checks.hosts);
    if (label) add(["website"], { label });
  },
  "employer/no-maintainers": ({ maintainers = [] }, add) => {
    if (!maintainers.length) add(["maintainers"]);
  },
  "place/employer-country-unknown": ({ country }, add, { meant }, { checks }) => {
    if (isKnown(checks.countries, country)) return;
    add(["country"], { code: country, meant: meant[country] }, meant[country] ? 1 : 0);
  },
  "text/employer-link": ({ name, about }, add, _, { checks, settings }) => {
    const { hosts } = checks;
    for (const mention of [...mentionsIn(name, ["name"], checks), ...mentionsIn(about.trim(), ["about"], checks)]) {
      const { host, path, refusal } = mention;
      const isWrong = [refusal, isPrivate(host, hosts), disguise(host, hosts), shortener(host, hosts), !settings.isDemo && isSample(host, hosts)];
      const which = isWrong.findIndex(Boolean);
      if (which >= 0) add(path, { address: shownAddress(mention), reason: refusal, host }, which);
    }
  },
  "text/employer-quotes": ({ name, about }, add, data) => {
    inQuotes(name, ["name"], add, data);
    inQuotes(about, ["about"], add, data);
  },
  "url/website-not-public": ({ website }, add, _, { checks }) => {
    const host = hostOf(website, checks.address);
    if (isPrivate(host, checks.hosts)) add(["website"], { host });
  },
  "url/website-sample": ({ website }, add, _, { checks, settings }) => {
    const host = hostOf(website, checks.address);
    if (!settings.isDemo && isSample(host, checks.hosts)) add(["website"], { host });
  },
};

/**
 * Whether a code is in `DEK FR`, which means DE, DK and FR.
 * @param {string} packed
 * @param {string} code
 */
function isKnown(packed, code) {
  const others = packed.split(" ").find((group) => group[0] === code[0])?.slice(1) ?? "";
  return [...others.matchAll(new RegExp(`.{${code.length - 1}}`, "g"))].some(([rest]) => code.endsWith(rest));
}
