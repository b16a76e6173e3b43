// @ts-check
/**
 * Keeps deadlines true after the build. The build wrote deadlines and which listings are open. This
 * script says how many days are left, and which listings have closed since.
 *
 * It runs on every page of the board, and again when the day changes. Scripts that add listings to
 * a page call `refresh` on them.
 */

import { closeCard } from "./lib/closed_card.js";
import { closes, dayInWords, dayNumber, daysLeft, isSoon, today } from "./lib/days.js";
import { button, element, setStatus } from "./lib/dom.js";
import { readItem, siteKey } from "./lib/storage.js";
import { plural } from "./lib/text.js";

// What a listing's page has only while one can apply.
const WHILE_OPEN = [
  "[data-open], .b-bar, #apply, .b-agreed, .b-employer",
  ".b-box > :is(.b-about, .b-box__floor, .b-box__day, .b-box__apply, .b-star)",
].join();
// What says which listing is open: a card, a row of a list, or the box on its page.
const SAYS_WHEN = ".b-card__when, .b-box__when, .b-open > li";

// The deadline of an open listing. A card of a board's own may have `data-closes` instead.
const ON_CARD = ".b-card:not(.b-card--closed) > .b-card__when > time:not([data-closes])";

/**
 * Updates every deadline, listing and count of open listings below `root`.
 * @param {ParentNode} [root]
 */
export function refresh(root = document) {
  const day = today();
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (root.querySelectorAll("[data-closes]"))) {
    const deadline = time.dateTime;
    const days = daysLeft(deadline, day);
    setStatus(time, closes(days));
    time.closest(SAYS_WHEN)?.classList.toggle("b-soon", isSoon(days));
    if (days < 0) close(time, deadline);
  }
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (root.querySelectorAll(ON_CARD))) {
    refreshCard(time, daysLeft(time.dateTime, day));
  }
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (root.querySelectorAll(".b-list > li > time"))) {
    refreshRow(time, daysLeft(time.dateTime, day));
  }
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (root.querySelectorAll("[data-passes]"))) {
    const deadline = time.dateTime;
    if (daysLeft(deadline, day) < 0) setStatus(time, `deadline passed on ${dayInWords(deadline)}`);
  }
  for (const count of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-deadlines]"))) {
    refreshCount(count, day);
  }
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-open-only]"))) {
    hideClosed(section);
  }
}

/**
 * @param {HTMLTimeElement} time the deadline on a card
 * @param {number} days until the deadline
 */
function refreshCard(time, days) {
  const when = /** @type {HTMLElement} */ (time.parentElement);
  const card = /** @type {HTMLElement} */ (when.parentElement);
  if (when.firstElementChild !== time) setStatus(/** @type {HTMLElement} */ (when.firstElementChild), closes(days));
  when.classList.toggle("b-soon", isSoon(days));
  if (days < 0) closeCard(card, "expired");
}

/**
 * A row has room for days only when they are few.
 * @param {HTMLTimeElement} time the deadline in a row
 * @param {number} days until the deadline
 */
function refreshRow(time, days) {
  const row = /** @type {HTMLElement} */ (time.parentElement);
  const soon = isSoon(days);
  row.classList.toggle("b-soon", soon);
  setStatus(time, soon ? closes(days) : `Closes ${dayInWords(time.dateTime)}`);
  if (days >= 0) return;
  row.classList.add("b-closed");
  time.replaceWith(element("span", "b-state", "expired"));
}

/**
 * @param {HTMLElement} time
 * @param {string} deadline
 */
function close(time, deadline) {
  const card = time.closest(".b-card");
  const listing = time.closest(".b-listing");
  time.closest(".b-open > li")?.classList.add("b-closed");
  if (card) closeCard(card, "expired");
  else if (listing) closeListing(listing, deadline);
}

/**
 * Turns the page of an open listing into that of an expired one, as templates/listing.html writes
 * it: nobody can apply.
 * @param {Element} listing
 * @param {string} deadline
 */
function closeListing(listing, deadline) {
  const box = listing.querySelector(".b-box");
  const why = element("p", "b-box__closed", element("strong", "", "Closed."));
  why.append(` The deadline passed on ${dayInWords(deadline)}.`);
  box?.classList.add("b-box--closed");
  listing.setAttribute("data-state", "expired");
  for (const name of ["itemscope", "itemtype", "itemid"]) listing.removeAttribute(name); // no job any more
  box?.querySelector(".b-box__when")?.replaceWith(why);
  for (const part of listing.querySelectorAll(WHILE_OPEN)) part.remove();
}

/**
 * Updates a count of open listings. `data-deadlines` holds the deadlines of all listings that were
 * open at the build, for example `20801*2 3 1*4`. Each number is a distance in days: from 1970,
 * then from the number before. `*2` says that two listings have this deadline.
 * @param {HTMLElement} count
 * @param {string} day
 */
function refreshCount(count, day) {
  const now = dayNumber(day);
  let [deadline, open, closed] = [0, 0, 0];
  for (const part of (count.dataset.deadlines ?? "").split(" ").filter(Boolean)) {
    const [distance, times = "1"] = part.split("*");
    deadline += Number(distance);
    if (deadline >= now) open += Number(times);
    else closed += Number(times);
  }
  const { noun } = count.dataset;
  let text = noun ? plural(open, noun) : open.toLocaleString("en");
  if (closed && "since" in count.dataset) text += ` (${closed.toLocaleString("en")} closed since this page was made)`;
  setStatus(count, text);
  const chip = count.closest(".b-chips a");
  if (chip && !open) {
    chip.classList.add("b-none");
    count.remove();
  }
}

/**
 * Hides closed listings in a section of open ones, and the section if none is left.
 * @param {HTMLElement} section
 */
function hideClosed(section) {
  const items = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(":is(.b-cards, .b-open) > li")]);
  for (const item of items) item.hidden = item.matches(".b-closed, :has(.b-card--closed)");
  section.hidden = items.length > 0 && items.every((item) => item.hidden);
}

let refreshedOn = today();
refresh();

/** For a page that was left open over midnight, or restored from the browser's cache. */
function refreshOnNewDay() {
  const day = today();
  if (document.visibilityState !== "visible" || day === refreshedOn) return;
  refreshedOn = day;
  refresh();
  document.dispatchEvent(new CustomEvent("board:day", { detail: day }));
}
document.addEventListener("visibilitychange", refreshOnNewDay);
addEventListener("pageshow", refreshOnNewDay);
setInterval(refreshOnNewDay, 60_000);

// What only a listing's page needs.
if (document.querySelector(".b-listing")) import("./listing.js").catch(console.warn);

// Few readers choose a currency, so what converts pay is loaded only for those who do.
if (readItem(siteKey("currency"))) import("./currency.js").then(({ followPage }) => followPage()).catch(console.warn);
const currencyButton = button("", "Use my currency", () => {
  import("./currency.js").then(({ offerChoice }) => offerChoice(currencyButton)).catch(console.warn);
});
document.querySelector(".b-rates")?.append(currencyButton);
