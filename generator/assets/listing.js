// @ts-check
/**
 * An open listing's page: the deadline in the reader's own time, and on a phone a bar to apply
 * with, while neither the box with the pay nor the other button is on the screen. Without this
 * script the page has the box alone, and the deadline in words that are true everywhere.
 *
 * It runs after deadlines.js, and again whenever that has written the deadline anew.
 */

import { setStatus } from "./lib/dom.js";
import { closesWithin, until } from "./lib/moments.js";

const HEADER = 60; // pixels that the page's header covers

function showDeadline() {
  const moment = /** @type {HTMLTimeElement | null} */ (document.querySelector(".b-box__day time"));
  if (!moment) return; // closed while it was read
  const closesAt = new Date(moment.dateTime);
  setStatus(moment, until(closesAt));
  const soon = closesWithin(closesAt.getTime() - Date.now());
  if (!soon) return;
  // "Closes today" would contradict a moment of the reader's tomorrow.
  const times = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".b-box__when time, .b-bar time"));
  for (const time of times) setStatus(time, soon);
}

function watchBox() {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector(".b-bar"));
  const ways = document.querySelectorAll(".b-box, #apply .b-button");
  if (!bar || !("IntersectionObserver" in globalThis)) return;
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

showDeadline();
watchBox();
document.addEventListener("board:day", showDeadline);
document.addEventListener("visibilitychange", showDeadline);
setInterval(showDeadline, 60_000);
