// @ts-check
/** Hosts of web addresses: services, shared domains and disguises. */

/** @typedef {{services: string[], free_mail: string[], samples: string[], shared: string[], latin_twins: string, second: string[]}} Lists */

/**
 * A URL's host in lower case and port, as Python's `urlsplit` reads them.
 * `wrong` says that it can't.
 * @param {string} url
 * @returns {{host: string, port: string, user: boolean, wrong: boolean}}
 */
export function splitUrl(url) {
  const place = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  const name = place.slice(place.lastIndexOf("@") + 1);
  const inBrackets = /^[^[]*\[([^\]]*)\](.*)/.exec(name);
  const [, host = "", port = ""] = inBrackets ?? /^([^:]*):?(.*)$/s.exec(name) ?? [];
  const number = inBrackets ? port.replace(/^.*?(?::|$)/, "") : port;
  const normal = place.replace(/[@:#?]/g, "");
  const folded = normal.normalize("NFKC");
  const wrong =
    (/[[\]]/.test(place) && !host.includes(":")) ||
    (normal !== folded && /[/?#@:]/.test(folded)) ||
    (number !== "" && (!/^[0-9]+$/.test(number) || Number(number) > 65535));
  return { host: host.toLowerCase(), port: number, user: place.includes("@"), wrong };
}

/**
 * The host without `www.`; empty if there is none.
 * @param {string} url
 */
export function hostOf(url) {
  return splitUrl(url).host.replace(/(?<!\.)\.+$/, "").replace(/^www\./, "");
}

/**
 * The registered domain: `acme.co.uk` for `jobs.acme.co.uk`.
 * @param {string} host
 * @param {Lists} lists
 */
export function registered(host, { shared, second }) {
  const labels = host.split(".");
  const parent = labels.slice(-2).join(".");
  const [above, last] = labels.slice(-2);
  const isSuffix = labels.length > 1 && second.includes(above) && [...last].length === 2;
  return shared.includes(parent) || isSuffix ? labels.slice(-3).join(".") : parent;
}

/**
 * @param {string} host
 * @param {Lists} lists
 */
export const isService = (host, { services }) => services.some((name) => host === name || host.endsWith(`.${name}`));

/**
 * Whether it is kept for examples.
 * @param {string} host
 * @param {Lists} lists
 */
export const isSample = (host, lists) => host.endsWith(".example") || lists.samples.includes(registered(host, lists));

/** Letters of these scripts that Python, which asks for their names, takes for others. */
const NAMED_OTHERWISE = /\p{Lm}|[ªº\uff21-\uff5a]/u;

/**
 * The label that imitates another name with letters that look alike, or "".
 * @param {string} host
 * @param {Lists} lists
 */
export function disguise(host, lists) {
  for (const label of host.split(".")) {
    const shown = label.startsWith("xn--") ? decoded(label) : label;
    if (/^[\0-\x7f]*$/.test(shown)) continue;
    const letters = shown.match(/\p{L}/gu) ?? [];
    const scripts = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u];
    const used = scripts.filter((script) => letters.some((letter) => script.test(letter) && !NAMED_OTHERWISE.test(letter)));
    if (used.length > 1 || letters.every((letter) => lists.latin_twins.includes(letter))) return shown;
  }
  return "";
}

/**
 * A label in punycode (RFC 3492) in its letters; itself if it is wrong.
 * @param {string} label
 */
function decoded(label) {
  const dash = label.lastIndexOf("-");
  const letters = dash > 3 ? [...label.slice(4, dash)] : [];
  let [code, at, bias, isFirst] = [128, 0, 72, true];
  const digits = [...label.slice(Math.max(dash, 3) + 1)].map((digit) => "abcdefghijklmnopqrstuvwxyz0123456789".indexOf(digit));
  while (digits.length) {
    const before = at;
    for (let [k, weight] = [36, 1]; ; k += 36) {
      const digit = digits.shift() ?? -1;
      if (digit < 0) return label;
      at += digit * weight;
      const limit = Math.min(Math.max(k - bias, 1), 26);
      if (digit < limit) break;
      weight *= 36 - limit;
    }
    const length = letters.length + 1;
    let delta = Math.floor((at - before) / (isFirst ? 700 : 2));
    delta += Math.floor(delta / length);
    for (bias = 0; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor((36 * delta) / (delta + 38));
    isFirst = false;
    code += Math.floor(at / length);
    if (code > 0x10ffff) return label;
    at %= length;
    letters.splice(at, 0, String.fromCodePoint(code));
    at += 1;
  }
  return letters.join("");
}
