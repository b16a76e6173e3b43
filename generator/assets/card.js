// @ts-check
/**
 * A listing as a card, made in the browser: the same marks as templates/card.html, from the same
 * facts (`card_facts` in generator/pages/cards.py). Text is only ever text here.
 */

import { closes, dayInWords, daysLeft, isSoon } from "./closing.js";

/**
 * @typedef {object} Facts What a card says, in words.
 * @property {string} id `acme/market-survey`
 * @property {string} title
 * @property {string} summary
 * @property {string} who the employer's name
 * @property {string} [verified] not empty if the board's maintainers know the employer
 * @property {string} pay `€400`
 * @property {string} rate `€20–26.66 an hour`
 * @property {string} time `15–20 hours, 3 weeks`
 * @property {string} level
 * @property {string} place
 * @property {string} deadline `2026-12-14`
 * @property {string} [state] `filled` or `withdrawn`; empty if it is open until its deadline
 */

/**
 * @param {Facts} facts
 * @param {string} base the way from the page to the site's root, without a slash at its end
 * @returns {HTMLElement}
 */
export function card(facts, base) {
  const days = daysLeft(facts.deadline);
  const state = facts.state || (days < 0 ? "expired" : "");
  const made = element("article", state ? "b-card b-card--closed" : "b-card");
  made.dataset.listing = facts.id;
  made.append(
    who(facts, base),
    title(facts, base),
    element("p", "b-card__pay", element("strong", "", facts.pay), " ", element("span", "", facts.rate)),
    written("p", "b-card__summary", facts.summary),
    element("ul", "b-tags", ...[facts.time, facts.level, facts.place].map((tag) => element("li", "", tag))),
    state ? closed(facts, state) : open(facts, days),
  );
  return made;
}

/**
 * @param {Facts} facts
 * @param {string} base
 */
function who(facts, base) {
  const employer = facts.id.split("/", 1)[0];
  const name = link(`${base}/employers/${employer}/`, facts.who);
  name.dir = "auto";
  const line = element("p", "b-card__who", name);
  if (facts.verified) {
    const mark = element("span", "b-verified", "verified");
    mark.title = "The board's maintainers know this employer";
    line.append(" ", mark);
  }
  return line;
}

/**
 * @param {Facts} facts
 * @param {string} base
 */
function title(facts, base) {
  return written("h3", "b-card__title", link(`${base}/listings/${facts.id}/`, facts.title));
}

/**
 * @param {Facts} facts
 * @param {number} days
 */
function open(facts, days) {
  const time = /** @type {HTMLTimeElement} */ (element("time", "", closes(days)));
  time.dateTime = facts.deadline;
  time.dataset.closes = facts.deadline;
  const day = element("span", "", ` · ${dayInWords(facts.deadline)}`);
  return element("p", isSoon(days) ? "b-card__when b-soon" : "b-card__when", time, day);
}

/**
 * @param {Facts} facts
 * @param {string} state
 */
function closed(facts, state) {
  return element("p", "b-card__when", element("span", "b-state", state), ` · ${dayInWords(facts.deadline)}`);
}

/**
 * @param {string} href
 * @param {string} text
 */
function link(href, text) {
  const made = /** @type {HTMLAnchorElement} */ (element("a", "", text));
  made.href = href;
  return made;
}

/**
 * What an employer wrote, in whatever direction it is read.
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string)} parts
 */
function written(name, className, ...parts) {
  const made = element(name, className, ...parts);
  made.dir = "auto";
  return made;
}

/**
 * An element with a class and children; strings become text.
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string)} parts
 * @returns {HTMLElement}
 */
export function element(name, className, ...parts) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...parts);
  return made;
}
