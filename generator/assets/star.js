// @ts-check
/**
 * A star on every card and on every listing: saves the project on /shortlist/, in this browser.
 * Runs on every page. Whoever adds cards to a page later calls `stars` on them.
 */

import { forget, isId, isSaved, save, saved, watch } from "./shortlist/store.js";

const PATH = "m12 2.6 2.9 6 6.6.9-4.8 4.6 1.2 6.5L12 17.4l-5.9 3.2 1.2-6.5L2.5 9.5l6.6-.9z";
const SVG = "http://www.w3.org/2000/svg";
const announcer = document.createElement("p");

/**
 * Put a star on each card and listing in `root` that has none yet.
 * @param {ParentNode} [root]
 */
export function stars(root = document) {
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".b-card[data-listing]"))) {
    add(card, card, ".b-card__title", ".b-card__who a");
  }
  for (const page of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".b-listing[data-listing]"))) {
    const box = page.querySelector(".b-box");
    if (box) add(page, box, "h1", ".b-card__who a");
  }
}

/**
 * @param {HTMLElement} item what is saved
 * @param {Element} place where the star goes
 * @param {string} title where the title stands
 * @param {string} who where the employer's name stands
 */
function add(item, place, title, who) {
  const id = item.dataset.listing;
  if (!isId(id) || place.querySelector(":scope > .b-star")) return;
  const star = document.createElement("button");
  star.type = "button";
  star.className = "b-star";
  star.dataset.star = id;
  star.dataset.title = item.querySelector(title)?.textContent?.trim() ?? id;
  star.dataset.who = item.querySelector(who)?.textContent?.trim() ?? "";
  star.append(shape());
  if (place !== item) star.append(document.createElement("span"));
  show(star);
  place.append(star);
}

/** @param {HTMLElement} star */
function show(star) {
  const on = isSaved(star.dataset.star ?? "");
  star.setAttribute("aria-pressed", String(on));
  star.title = on ? "Saved: press to remove it" : "Save it on your shortlist";
  const words = star.querySelector("span");
  if (words) words.textContent = on ? "Saved" : "Save for later";
  // Who speaks to the computer says what is to be read (WCAG 2.5.3).
  const name = words ? `${words.textContent}: ${star.dataset.title}` : `Save ${star.dataset.title}`;
  star.setAttribute("aria-label", name);
}

function shape() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATH);
  svg.append(path);
  return svg;
}

/** @param {HTMLElement} star */
function press(star) {
  const { star: id = "", title = id, who = "" } = star.dataset;
  const on = isSaved(id);
  if (on) forget(id);
  else save({ id, title, who });
  announcer.textContent = on ? `${title}: no longer saved.` : `${title}: saved on your shortlist.`;
}

/** How many are saved, beside the link in the header. */
function count() {
  const link = document.getElementById("bs-saved");
  const number = saved().length;
  if (!link) return;
  link.hidden = false;
  link.setAttribute("aria-label", number ? `Shortlist, ${number} saved` : "Shortlist");
  link.dataset.count = number ? String(Math.min(number, 99)) : "";
}

function showAll() {
  count();
  for (const star of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".b-star"))) show(star);
}

announcer.className = "b-hidden";
announcer.setAttribute("role", "status");
document.body.append(announcer);
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const star = /** @type {HTMLElement | null} */ (target?.closest(".b-star") ?? null);
  if (star) press(star);
});
watch(showAll);
addEventListener("pageshow", showAll);
stars();
count();
