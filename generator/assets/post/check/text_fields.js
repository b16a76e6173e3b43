// @ts-check
/** What is wrong with a text that has not the form that its field asks for. */

import { exists } from "../typed_days.js";
import { publicAddress } from "./address.js";
import { asDate, inWords, swapped, twoReadings } from "./dates.js";
import { fill, search, shortened, strip, whole } from "./text.js";
import { lastName } from "./words.js";

/** @typedef {import("./schema.js").Fields} Fields */
/** @typedef {import("./schema.js").Schema} Schema */
/** @typedef {import("./words.js").Path} Path */

const LONGEST = 100; // characters; a longer text is no typing mistake

/**
 * @param {Fields} fields
 * @param {string} value
 * @param {Schema} schema
 * @param {Path} path
 */
export function notHttps(fields, value, schema, path) {
  const { url, email } = fields.typed.application(value) ?? {};
  const isField = lastName(path) === "url";
  const bare = strip(value, fields.checks.curly);
  let fix;
  if (bare.startsWith("https://")) fix = fields.part("write", { better: shortened(bare) });
  else if (email && isField) fix = fields.part("instead", { better: `email: ${email}`, field: "url" });
  else if (!url) fix = isField && fields.typed.isPhoneNumber(value) ? fields.part("no-phone") : fields.ask(schema, path);
  fields.say(path, "field/not-https", "not-https", { better: shortened(url ?? "") }, fix);
}

/**
 * @param {Fields} fields
 * @param {string} value
 * @param {Schema} schema
 * @param {Path} path
 */
export function wrongForm(fields, value, schema, path) {
  const rule = schema.format === "date" ? "date/format" : "field/format";
  const pattern = new RegExp(schema.pattern, "u");
  const [one, other] = (pattern.test("2026-11-23") && twoReadings(value, fields.checks)) || [];
  if (one) {
    const [first, second] = [one, other].map((day) => inWords(day, fields.checks).replace(/ \d+$/, ""));
    return fields.say(path, rule, "two-days", { value: shortened(value), first, second, one, other });
  }
  const { checks } = fields;
  const changes = [value.toUpperCase(), value.toLowerCase(), value.trim(), asDate(value, checks), strip(value, checks.curly)];
  const better = changes.find((text) => pattern.test(text));
  const values = { value: shortened(value), better: shortened(better ?? "") };
  return fields.say(path, rule, "format", values, better ? undefined : formAdvice(fields, value, schema, path));
}

/**
 * @param {Fields} fields
 * @param {string} value
 * @param {Schema} schema
 * @param {Path} path
 */
function formAdvice(fields, value, schema, path) {
  const login = path.includes("maintainers") && value.length <= LONGEST && whole(fields.checks.login, value.trim())?.groups[1];
  if (login && login !== value) return fields.part("write", { better: login });
  if (lastName(path) !== "email") return fields.ask(schema, path);
  const { url, email } = fields.typed.application(value) ?? {};
  if (url) return fields.part("instead", { better: `url: ${url}`, field: "email" });
  if (email) return fill(fields.checks.fields.format[1], { better: email });
  return fields.typed.isPhoneNumber(value) ? fields.part("no-phone") : fields.ask(schema, path);
}

/**
 * @param {Fields} fields
 * @param {string} value
 * @param {string} format
 * @param {Path} path
 */
export function wrongFormat(fields, value, format, path) {
  const isDate = format.startsWith("date") && /^\d{4}-\d\d-\d\d$/.test(value);
  const values = { day: isDate ? inWords(value, fields.checks) : "" };
  const [first, last] = fields.checks.days;
  if (isDate && !exists(value)) {
    const name = swapped(value);
    fields.say(path, "date/impossible", "impossible", values, name ? fields.part("mean", { name }) : undefined);
  } else if (isDate && (value < first || value > last)) {
    fields.say(path, "date/out-of-range", "out-of-range", values);
  }
  const reason = format === "uri" && wrongUrl(fields, value);
  if (reason) fields.say(path, "field/url", "url", { reason });
}

/**
 * Why it is no web address; empty if it is one.
 * @param {Fields} fields
 * @param {string} url
 */
function wrongUrl(fields, url) {
  const patterns = fields.checks.url;
  const unsafe = search(patterns.unsafe, url)?.text;
  if (unsafe) return fields.part(unsafe.trim() ? "url-character" : "url-space", { character: unsafe });
  const address = publicAddress(url, fields.checks.address);
  return "reason" in address ? fields.part(address.reason, address.values) : "";
}
