// @ts-check
/**
 * A listing's page: the deadline in the reader's own time, what its employer can do, and on a phone
 * a bar to apply with, while neither the box with the pay nor the other button is on the screen.
 * Without this script the page has the box alone, the deadline in words that are true everywhere,
 * and the first of the employer's tasks.
 *
 * deadlines.js loads it. It runs again whenever that has written the deadline anew.
 */

import { element, link, setStatus } from "./lib/dom.js";
import { closesWithin, until } from "./lib/moments.js";

const HEADER = 60; // pixels that the page's header covers
// What an employer can do with a project, on /post/ (post/main.js).
const TASKS = {
  outcome: "Say what became of it",
  filled: "Mark as filled",
  withdrawn: "Withdraw",
  extend: "Extend the deadline",
  edit: "Edit",
  repost: "Post again",
};
/** @type {Record<string, string[]>} */
const WHEN_ENDED = { filled: ["outcome", "edit", "repost"], withdrawn: ["edit", "repost"] };
const WHEN_OPEN = Object.keys(TASKS).filter((task) => task !== "outcome");

function showDeadline() {
  const moment = /** @type {HTMLTimeElement | null} */ (document.querySelector(".b-box__day time"));
  if (!moment) return; // it is closed
  const closesAt = new Date(moment.dateTime);
  setStatus(moment, until(closesAt));
  const soon = closesWithin(closesAt.getTime() - Date.now());
  if (!soon) return;
  // "Closes today" would contradict a moment of the reader's tomorrow.
  const times = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".b-box__when time, .b-bar time"));
  for (const time of times) setStatus(time, soon);
}

/** The same pay, deadline and link as in the box, at the foot of a phone's screen. */
function addBar() {
  const box = document.querySelector(".b-listing .b-box");
  const [pay, time, apply] = ["strong", ".b-box__when time", ".b-button"].map((part) => box?.querySelector(part));
  if (!box || !pay || !time || !(apply instanceof HTMLAnchorElement) || !("IntersectionObserver" in globalThis)) return;
  const way = link(apply.href, apply.dataset.short ?? "Apply");
  way.className = apply.className;
  way.rel = apply.rel;
  const bar = element("p", "b-bar", element("span", "", pay.cloneNode(true), " ", time.cloneNode(true)), way);
  bar.hidden = true;
  box.parentElement?.append(bar);
  watchWays(bar, document.querySelectorAll(".b-box, #apply .b-button"));
}

/**
 * @param {HTMLElement} bar
 * @param {NodeListOf<Element>} ways
 */
function watchWays(bar, ways) {
  /** @type {Set<Element>} */
  const onScreen = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) onScreen.add(target);
      else onScreen.delete(target);
    }
    bar.hidden = onScreen.size > 0;
  }, { rootMargin: `-${HEADER}px 0px 0px 0px` });
  for (const way of ways) observer.observe(way);
}

/** All that an employer can do, in place of the one task that the page has. */
function addTasks() {
  const first = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".b-owner a"));
  const listing = /** @type {HTMLElement | null} */ (document.querySelector(".b-listing"));
  if (!first || !listing) return;
  const { listing: id, state = "" } = listing.dataset;
  const [post] = (first.getAttribute("href") ?? "").split("#", 1);
  const list = element("ul", "b-plain");
  for (const [task, label] of Object.entries(TASKS)) {
    if (!(WHEN_ENDED[state] ?? WHEN_OPEN).includes(task)) continue;
    list.append(element("li", "", link(`${post}#${task}=${id}`, label)));
  }
  first.parentElement?.replaceWith(list);
}

addBar();
addTasks();
showDeadline();
document.addEventListener("board:day", showDeadline);
document.addEventListener("visibilitychange", showDeadline);
setInterval(showDeadline, 60_000);
