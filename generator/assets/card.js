// @ts-check
/**
 * Makes the card of a listing in the browser. The markup comes from the page's
 * `<template id="card-template">`, which templates/card.html wrote. This module only fills it.
 */

import { closeCard } from "./lib/closed_card.js";
import { closes, dayInWords, daysLeft, isSoon } from "./lib/days.js";
import { byId, element } from "./lib/dom.js";
import { hueClass, monogram } from "./lib/face.js";

// The blocks of scripts that run from right to left, as in generator/rendering/pages/jinja.py.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * What a card says, in words: `card_facts` in generator/rendering/card_facts.py.
 * @typedef {object} Facts
 * @property {string} id `acme/market-survey`
 * @property {string} title
 * @property {string} summary
 * @property {string} who the employer's name
 * @property {string} [logo] the name of a file in the employer's folder, if it has a logo
 * @property {string} [verified] not empty if the board's maintainers know the employer
 * @property {string} [category] its id
 * @property {string} pay `€400`
 * @property {string} rate `€20–26/hour`
 * @property {string} [hour] the same for scripts: `EUR 20 26.66`
 * @property {string} [about] in the board's own currency: `about US$23–30/hour`
 * @property {string} time `15–20 hours, 3 weeks`
 * @property {string} level
 * @property {string} place
 * @property {string} deadline `2026-12-14`
 * @property {string} [state] `filled` or `withdrawn`; empty if it is open until its deadline
 * @property {string} [origin] the name of the board that it is from, if that is another one
 * @property {string} [employer] the address of its employer's page there
 * @property {string} [lang] the language of title and summary, if it is not the page's
 */

/**
 * @param {Facts} facts
 * @param {string} base the relative path from the page to the site's root, without a slash at its end
 * @param {string} [day] the current day, if it is another board's
 * @returns {HTMLElement}
 */
export function card(facts, base, day) {
  const template = /** @type {HTMLTemplateElement} */ (byId("card-template"));
  const article = /** @type {HTMLElement} */ (template.content.querySelector(".b-card")?.cloneNode(true));
  const days = daysLeft(facts.deadline, day);
  const [employer] = facts.id.split("/", 1);
  article.dataset.listing = facts.id;
  fillFace(article, facts, `${base}/employers/${employer}/`, employer);
  fillLink(article, ".b-card__who a", facts.who, facts.employer ?? `${base}/employers/${employer}/`);
  if (facts.origin) {
    const from = element("span", "b-origin", "on ", element("bdi", "", facts.origin));
    article.querySelector(".b-card__who")?.append(" ", from);
  }
  const mark = [...template.content.querySelectorAll(".b-mark")].find(({ classList }) => classList.contains(`k-${facts.category}`));
  article.querySelector(".b-mark")?.replaceWith(...(mark ? [mark.cloneNode(true)] : []));
  fillLink(article, ".b-card__title a", facts.title, `${base}/listings/${facts.id}/`);
  if (facts.lang && facts.lang !== document.documentElement.lang) {
    for (const part of article.querySelectorAll(".b-card__title, .b-card__summary")) part.setAttribute("lang", facts.lang);
  }
  fill(article, ".b-card__pay strong", facts.pay);
  fill(article, ".b-card__pay span", facts.rate);
  const pay = /** @type {HTMLElement} */ (article.querySelector(".b-card__pay"));
  pay.dataset.hour = facts.hour ?? "";
  if (facts.about) pay.append(element("span", "b-about", `, ${facts.about}`));
  fill(article, ".b-card__summary", facts.summary);
  for (const part of article.querySelectorAll(".b-card__who a, .b-card__title, .b-card__summary")) {
    if (RIGHT_TO_LEFT.test(part.textContent ?? "")) part.setAttribute("dir", "auto");
  }
  const tags = [facts.time, facts.level, ...facts.place.split(" · ")];
  article.querySelector(".b-tags")?.replaceChildren(...tags.map((tag) => element("li", "", tag)));
  fill(article, ".b-card__when > :first-child", closes(days));
  fill(article, ".b-card__when > :last-child", dayInWords(facts.deadline));
  const time = /** @type {HTMLTimeElement} */ (article.querySelector("time"));
  time.dateTime = facts.deadline;
  if ("closes" in time.dataset) time.dataset.closes = facts.deadline; // a card of a board's own
  article.querySelector(".b-card__when")?.classList.toggle("b-soon", isSoon(days));
  if (!facts.verified) article.querySelector(".b-verified")?.remove();
  const state = facts.state || (days < 0 ? "expired" : "");
  if (state) closeCard(article, state);
  return article;
}

/**
 * @param {HTMLElement} article
 * @param {Facts} facts
 * @param {string} folder the employer's address
 * @param {string} employer its id
 */
function fillFace(article, { logo, who }, folder, employer) {
  const face = /** @type {HTMLElement | null} */ (article.querySelector(".b-face"));
  if (!face) return; // a board's own card may have none
  if (logo) {
    const image = Object.assign(new Image(40, 40), { className: "b-face", alt: "", loading: "lazy" });
    image.src = folder + logo;
    face.replaceWith(image);
  } else {
    face.className = `b-face ${hueClass(employer)}`;
    face.textContent = monogram(who);
  }
}

/**
 * @param {HTMLElement} article
 * @param {string} selector
 * @param {string} text
 */
function fill(article, selector, text) {
  const part = /** @type {HTMLElement} */ (article.querySelector(selector));
  part.textContent = text;
  return part;
}

/**
 * @param {HTMLElement} article
 * @param {string} selector
 * @param {string} text
 * @param {string} href
 */
function fillLink(article, selector, text, href) {
  const link = /** @type {HTMLAnchorElement} */ (fill(article, selector, text));
  link.href = href;
}
