// @ts-check
/**
 * A button with a star on every card, open listing and row of a list of open ones: it saves the
 * project on /shortlist/, in this browser. It runs on every page. Scripts that add cards to a page
 * call `addSaveButtons` on them.
 */

import { button, element, setStatus } from "./lib/dom.js";
import { isId } from "./lib/listing_id.js";
import { isSaved, remove, save, saved, watch } from "./shortlist/store.js";

const STAR = "m12 2.6 2.9 6 6.6.9-4.8 4.6 1.2 6.5L12 17.4l-5.9 3.2 1.2-6.5L2.5 9.5l6.6-.9z";
const SVG = "http://www.w3.org/2000/svg";
const announcer = element("p", "b-hidden");

/**
 * Adds a button to each card and open listing below `root` that has none yet.
 * @param {ParentNode} [root]
 */
export function addSaveButtons(root = document) {
  if (!document.getElementById("bs-saved")) return; // this board has no shortlist
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".b-card[data-listing]"))) {
    add(card, card, card.dataset.listing, ".b-card__title");
  }
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".b-open > li, .b-list > li"))) {
    const link = row.querySelector("a");
    if (link) add(row, row, link.pathname.split("/").slice(-3, -1).join("/"), "a");
  }
  for (const page of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".b-listing[data-state=open]"))) {
    const box = page.querySelector(".b-box");
    if (box) add(page, box, page.dataset.listing, "h1");
  }
}

/**
 * @param {HTMLElement} item what the button saves
 * @param {Element} parent where the button goes
 * @param {string | undefined} id the listing's
 * @param {string} title selects the element with the title
 */
function add(item, parent, id, title) {
  if (!isId(id) || parent.querySelector(":scope > .b-star")) return;
  const saveButton = button("b-star", [star()]);
  saveButton.dataset.star = id;
  saveButton.dataset.title = item.querySelector(title)?.textContent?.trim() ?? id;
  saveButton.dataset.who = item.querySelector(".b-card__who a, bdi")?.textContent?.trim() ?? "";
  if (parent !== item) saveButton.append(element("span"));
  update(saveButton);
  parent.append(saveButton);
}

/**
 * Shows whether the project is saved.
 * @param {HTMLElement} saveButton
 */
function update(saveButton) {
  const on = isSaved(saveButton.dataset.star ?? "");
  saveButton.setAttribute("aria-pressed", String(on));
  saveButton.title = on ? "Saved: press to remove it" : "Save it on your shortlist";
  const label = saveButton.querySelector("span");
  if (label) label.textContent = on ? "Saved" : "Save for later";
  // The accessible name contains the visible label, for people who use speech input (WCAG 2.5.3).
  const name = label ? `${label.textContent}: ${saveButton.dataset.title}` : `Save ${saveButton.dataset.title}`;
  saveButton.setAttribute("aria-label", name);
}

function star() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STAR);
  svg.append(path);
  return svg;
}

/** @param {HTMLElement} saveButton */
function toggle(saveButton) {
  const { star: id = "", title = id, who = "" } = saveButton.dataset;
  const wasSaved = isSaved(id);
  if (wasSaved) remove(id);
  else save({ id, title, who });
  setStatus(announcer, wasSaved ? `${title}: no longer saved.` : `${title}: saved on your shortlist.`);
}

/** Shows how many projects are saved, beside the link in the header. */
function updateCount() {
  const link = document.getElementById("bs-saved");
  const count = saved().length;
  if (!link) return;
  link.hidden = false;
  link.setAttribute("aria-label", count ? `Shortlist, ${count} saved` : "Shortlist");
  link.dataset.count = count ? String(Math.min(count, 99)) : "";
}

function updateAll() {
  updateCount();
  for (const saveButton of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".b-star"))) {
    update(saveButton);
  }
}

announcer.setAttribute("role", "status");
document.body.append(announcer);
document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const saveButton = /** @type {HTMLElement | null} */ (target?.closest(".b-star") ?? null);
  if (saveButton) toggle(saveButton);
});
watch(updateAll);
addEventListener("pageshow", updateAll);
addSaveButtons();
updateCount();
