// @ts-check
/** The rules about texts. Those that only look for phrases need no code of their own. */

import { hostOf, shortener } from "./hosts.js";
import { mentionsOf, shownAddress } from "./mentions.js";
import { phrasesIn, textsOf } from "./prose.js";
import { capitalize, casefold, isUpper, matches, part, quoted, search, size, start, strip, words } from "./text.js";
import { flow } from "./words.js";

/** @typedef {import("./field_rules.js").Add} Add */
/** @typedef {import("./field_rules.js").Data} Data */
/** @typedef {import("./field_rules.js").Board} Board */
/** @typedef {import("./listing.js").Listing} Listing */
/** @typedef {import("./text.js").Pattern} Pattern */

/**
 * A rule with phrases and nothing else.
 * @param {Listing} listing
 * @param {Add} add
 * @param {Data} data
 * @param {Board} board
 */
export function checkPhrases(listing, add, { phrases }, { checks }) {
  for (const [path, found] of phrasesIn(phrases, textsOf(listing), checks.prose)) add(path, { found });
}

/**
 * An email address or an international telephone number.
 * @param {string} text
 * @param {Data} data
 */
function address(text, { email, spelt, phone }) {
  const found =
    search(email, text) ??
    (/at[\])]/.test(text) ? search(spelt, text) : undefined) ??
    search(phone, text);
  return found ? quoted(found.text) : "";
}

/**
 * A telephone number that the text says to call.
 * @param {string} text
 * @param {Data} data
 */
function phoneNumber(text, { number, call, date }) {
  for (const match of matches(number, text)) {
    const before = search(call, [...text.slice(0, match.at)].slice(-30).join(""));
    if (before && !start(date, match.text)) return quoted(before.text + match.text);
  }
  return "";
}

/**
 * The first service for short links whose name a slash follows.
 * @param {string} text
 * @param {Data} data
 * @param {import("./hosts.js").Lists} hosts
 */
function shortenerIn(text, { apart, longest }, hosts) {
  for (const { index } of text.matchAll(/\//g)) {
    const before = [...text.slice(Math.max(0, index - 2 * longest), index)].slice(-longest).join("").toLowerCase();
    const host = shortener(search(apart, before)?.groups[1] ?? "", hosts);
    if (host) return host;
  }
  return "";
}

/**
 * A line or sentence in capitals.
 * @param {string} text
 * @param {Data} data
 */
function loudSentence(text, { long, words: most }) {
  const sentences = text.split("\n").flatMap((line) => line.split(". "));
  return sentences.find((sentence) => {
    const loud = words(sentence).map((word) => strip(word, ".,:;!?()")).filter((word) => isUpper(word) && size(word) >= long);
    return isUpper(sentence) && loud.length >= most;
  });
}

/**
 * @param {Pattern} pattern
 * @param {string} title
 * @param {Add} add
 */
function inTitle(pattern, title, add, marks = "") {
  const match = search(pattern, title);
  if (match) add(["title"], { found: strip(match.text, marks) });
}

/**
 * Text of one line that is in quotation marks as a whole.
 * @param {string} text
 * @param {import("./words.js").Path} path
 * @param {Add} add
 * @param {Data} data
 */
export function inQuotes(text, path, add, { pairs, most }) {
  const line = [...text.trim()];
  const inside = line.slice(1, -1).join("").trim();
  if (!inside || !pairs.includes(`${line[0]}${line.at(-1)}`) || line.includes("\n")) return;
  if ([...inside].some((mark) => pairs.join("").includes(mark))) return;
  add(path, { inside: flow(inside) }, size(inside) <= most && !inside.includes("`") ? 0 : 1);
}

/** @type {Record<string, (listing: Listing, add: Add, data: Data, board: Board) => void>} */
export const TEXT_RULES = {
  "contact/in-text": (listing, add, data, { checks }) => {
    const texts = textsOf(listing);
    const chats = new Map(phrasesIn(data.phrases, texts, checks.prose));
    const link = listing.markdown.includes(".me/") && search(data.chat_link, listing.markdown);
    for (const [path, text] of texts) {
      let found = chats.get(path) || (path[0] !== "apply" && address(text, data)) || phoneNumber(text, data);
      if (!found && path[0] === "description" && link) found = link.text;
      if (found) add(path, { found }, path[0] === "outcome" ? 1 : 0);
    }
  },
  "outcome/person-named": ({ outcome: { summary } }, add, { before, after }) => {
    const match = search(before, summary) ?? search(after, summary);
    if (match) add(["outcome", "summary"], { found: quoted(match.groups[1]) });
  },
  "outcome/personal-data": ({ outcome: { summary, link } }, add, { profile, handle }) => {
    const leads = search(profile, link);
    if (leads) add(["outcome", "link"], { found: quoted(leads.text) });
    const page = search(profile, summary);
    const account = page ?? search(handle, summary);
    if (account) add(["outcome", "summary"], { found: quoted(account.text) }, page ? 0 : 1);
  },
  "summary/repeats-description": ({ summary, description: { plain } }, add, { start: few, longest, much }) => {
    if (casefold(part(summary, 0, few)) !== casefold(part(plain, 0, few))) return;
    const mine = words(casefold(summary));
    const theirs = words(casefold(part(plain, 0, longest)));
    if (mine.filter((word, index) => word === theirs[index]).length >= much * mine.length) add(["summary"]);
  },
  "summary/repeats-title": ({ summary, title }, add) => {
    if (strip(casefold(summary), " .!") === strip(casefold(title), " .!")) add(["summary"]);
  },
  "text/heading": ({ description }, add) => {
    if (description.hasTopHeading) add(["description"]);
  },
  "text/html": ({ description }, add, { tag }) => {
    const match = description.html.map((html) => search(tag, html)).find(Boolean);
    if (match) add(["description"], { found: quoted(match.text) });
  },
  "text/http-link": (listing, add, _, { checks }) => {
    for (const mention of mentionsOf(listing, checks)) {
      if (mention.scheme === "http") add(mention.path, { found: shownAddress(mention) });
    }
  },
  "text/image": ({ description: { images } }, add) => {
    if (images.length) add(["description"], { found: quoted(images[0]) });
  },
  "text/link": (listing, add, _, { checks }) => {
    for (const mention of mentionsOf(listing, checks)) {
      const { path, text, refusal } = mention;
      if (refusal) add(path, { address: shownAddress(mention), reason: refusal }, text ? 0 : 1);
    }
  },
  "text/link-shortener": (listing, add, data, { checks }) => {
    const { hosts } = checks;
    const applied = shortener(hostOf(listing.url, checks.address), hosts);
    if (applied) add(["apply", "url"], { host: applied });
    const seen = new Set();
    for (const { path, host } of mentionsOf(listing, checks)) {
      const service = shortener(host, hosts);
      if (service && !seen.has(String(path))) {
        seen.add(String(path));
        add(path, { host: service });
      }
    }
    for (const [path, text] of textsOf(listing)) {
      const service = seen.has(String(path)) ? "" : shortenerIn(text, data, hosts);
      if (service) add(path, { host: service });
    }
  },
  "text/quotes": (listing, add, data) => {
    for (const [path, text] of textsOf(listing)) inQuotes(text, path, add, data);
  },
  "text/shouting": (listing, add, data) => {
    for (const [path, text] of textsOf(listing)) {
      if (path[0] === "title") continue;
      let loud = loudSentence(text, data);
      for (const mark of ["!!!", "???"]) {
        const at = text.indexOf(mark);
        if (!loud && at >= 0) loud = [...text.slice(0, at)].slice(-20).join("") + mark;
      }
      if (loud) add(path, { found: quoted(loud) });
    }
  },
  "text/template-code": (listing, add, { code, signs }) => {
    const texts = textsOf(listing);
    if (!signs.some((/** @type {string} */ sign) => texts.some(([, text]) => text.includes(sign)))) return;
    for (const [path, text] of texts) {
      const match = search(code, path[0] === "description" ? listing.markdown : text);
      if (match) add(path, { found: quoted(match.text) });
    }
  },
  "title/capitals": ({ title }, add, { short, few, much }) => {
    const long = words(title).map((word) => strip(word, ".,:;!?()")).filter((word) => size(word) > short);
    const loud = long.filter((word) => /^\p{L}+$/u.test(word) && isUpper(word));
    const letters = title.match(/\p{L}/gu) ?? [];
    const capitals = letters.filter((letter) => /\p{Uppercase}/u.test(letter)).length;
    if (loud.length > 1 || (letters.length > few && capitals > letters.length * much)) {
      add(["title"], { title: capitalize(title) });
    }
  },
  "title/emoji": ({ title }, add, { found }) => inTitle(found, title, add),
  "title/pay": ({ title }, add, { likely, found }) => search(likely, title) && inTitle(found, title, add),
  "title/place": ({ title }, add, { found }) => inTitle(found, title, add, "([])–-, "),
  "title/says-little": ({ title }, add, { empty, word }) => {
    const used = [...matches(word, title)].map(({ text }) => text.toLowerCase());
    if (used.length && used.every((each) => empty.includes(each))) add(["title"], { title });
  },
  "title/urgent": ({ title }, add, { found }) => inTitle(found, title, add),
};
