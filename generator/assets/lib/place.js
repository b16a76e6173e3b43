// @ts-check
/**
 * Brings readers back to the place that they left. A browser scrolls to it by itself, but too early
 * on a page that its script fills: there is nothing to scroll yet. So such a page keeps its place
 * until the tab is closed, and returns to it after Back, Forward or Reload.
 *
 * Each entry of the browser's history has a mark. An entry that has one when the page loads is not
 * new, so the reader has come back. A page that changes its address passes `history.state` or
 * `newMark()` on.
 */

import { siteKey } from "./storage.js";

/**
 * @typedef {object} Place
 * @property {number} top how far the page was scrolled
 * @property {string} listing the first listing in view
 * @property {number} offset how far that listing was below the window's top
 * @property {Record<string, boolean>} parts whether each `<details>` was open
 * @property {any} state what the page itself asked to keep
 */

const PREFIX = siteKey("place");
const ACTIONS = ["wheel", "touchmove", "pointerdown", "keydown"];

let before = read();
for (const action of ACTIONS) addEventListener(action, forgetPlace, { once: true, passive: true });

/** @returns {any} what the page kept when it was left; undefined if the reader has not come back */
export function keptState() {
  return before?.state;
}

/**
 * Keeps the place whenever the page is left.
 * @param {() => unknown} [state] what else the page wants to know when the reader comes back
 */
export function keepPlace(state = () => undefined) {
  mark();
  addEventListener("hashchange", mark); // a link to a part of the page makes an entry too
  addEventListener("pagehide", () => {
    const listing = firstInView();
    write({
      top: scrollY,
      listing: listing?.dataset.listing ?? "",
      offset: listing?.getBoundingClientRect().top ?? 0,
      parts: Object.fromEntries(parts().map((part) => [nameOf(part), part.open])),
      state: state(),
    });
  });
}

/** Returns to the kept place once the page is filled, unless the reader has moved on already. */
export function comeBack() {
  if (!before) return;
  const { top, listing, offset, parts: open } = before;
  forgetPlace();
  for (const part of parts()) part.open = open[nameOf(part)] ?? part.open;
  const found = listing && listings().find(({ dataset }) => dataset.listing === listing);
  scrollTo({ top: found ? scrollY + found.getBoundingClientRect().top - offset : top, behavior: "instant" });
}

/** Removes every place that this tab has kept. */
export function forgetPlaces() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // no storage, so nothing was kept
  }
}

function forgetPlace() {
  before = undefined;
}

/** The state of a new entry of the browser's history. */
export function newMark() {
  return { place: Math.random().toString(36).slice(2) };
}

function mark() {
  if (!markNow()) history.replaceState(newMark(), "");
}

/** @returns {string | undefined} */
function markNow() {
  return history.state?.place;
}

/** @returns {Place | undefined} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + markNow()) ?? "") ?? undefined;
  } catch {
    return undefined; // no storage, or nothing in it
  }
}

/** @param {Place} place */
function write(place) {
  try {
    sessionStorage.setItem(PREFIX + markNow(), JSON.stringify(place));
  } catch {
    // no storage: the page opens at its top
  }
}

/** The listings that are shown, in order. */
function listings() {
  /** @type {HTMLElement[]} */
  const cards = [...document.querySelectorAll(".b-card[data-listing]")].map((card) => /** @type {HTMLElement} */ (card));
  return cards.filter((card) => card.getClientRects().length > 0);
}

function firstInView() {
  return listings().find((card) => card.getBoundingClientRect().bottom > 0);
}

/** @returns {HTMLDetailsElement[]} */
function parts() {
  return [...document.querySelectorAll("#content details")].map((part) => /** @type {HTMLDetailsElement} */ (part));
}

/**
 * The name of a part that opens. Two pickers have parts of the same title.
 * @param {HTMLDetailsElement} part
 */
function nameOf(part) {
  const title = part.querySelector("summary")?.firstChild?.textContent?.trim() ?? "";
  return `${part.closest("[id]")?.id}/${title}`;
}
