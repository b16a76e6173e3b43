// @ts-check
/**
 * Truth in time. A page is as old as the board's last build; this makes what it says of deadlines
 * true for the moment at which it is read. A listing is closed once its deadline's day has ended
 * in the board's time zone, wherever the reader is. Days are `YYYY-MM-DD`, compared as calendar
 * days: no clock change of any country can make one longer.
 *
 * Runs on every page of the board, and again when the day changes. Whoever adds listings to a
 * page later calls `settle` on them.
 */

const DAY = 86_400_000; // milliseconds
const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=board-zone]"));
const soonDays = Number(meta?.dataset.soon ?? 7);
const calendar = calendarOf(meta?.content);
const dates = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

/**
 * @param {string | undefined} timeZone
 * @returns {Intl.DateTimeFormat}
 */
function calendarOf(timeZone) {
  const parts = /** @type {const} */ ({ year: "numeric", month: "2-digit", day: "2-digit" });
  try {
    return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { ...parts, timeZone: timeZone || "Etc/GMT+12" });
  } catch {
    // An old browser that does not know the zone: rather open for some hours too long than too short.
    return new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { ...parts, timeZone: "Etc/GMT+12" });
  }
}

/**
 * The day it is in the board's time zone.
 * @param {Date} [now]
 * @returns {string} `2026-12-14`
 */
export function today(now = new Date()) {
  const part = Object.fromEntries(calendar.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/**
 * Days until `deadline`: 0 on the last day, negative once it has passed.
 * @param {string} deadline
 * @param {string} [day]
 */
export function daysLeft(deadline, day = today()) {
  return Math.round((Date.parse(deadline) - Date.parse(day)) / DAY);
}

/**
 * `Closes in 9 days`, as generator/pages/words.py says it.
 * @param {number} days as `daysLeft` counts
 */
export function closes(days) {
  if (days < 0) return "Closed";
  return ["Closes today", "Closes tomorrow"][days] ?? `Closes in ${days} days`;
}

/**
 * Whether few days are left, as the board's settings say what is few.
 * @param {number} days as `daysLeft` counts
 */
export function isSoon(days) {
  return days >= 0 && days <= soonDays;
}

/**
 * `14 December 2026`
 * @param {string} date
 */
export function dayInWords(date) {
  return dates.format(new Date(date));
}

/**
 * Make what `root` says of deadlines true now: every `<time data-closes>`, the cards and the
 * listing around them, and every count of open listings (`data-deadlines`).
 * @param {ParentNode} [root]
 */
export function settle(root = document) {
  const day = today();
  for (const time of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-closes]"))) {
    const deadline = time.dataset.closes ?? "";
    const days = daysLeft(deadline, day);
    const text = closes(days);
    if (time.textContent !== text) time.textContent = text;
    time.closest(".b-card__when, .b-box__when")?.classList.toggle("b-soon", isSoon(days));
    if (days < 0) close(time, deadline);
  }
  for (const count of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-deadlines]"))) {
    recount(count, day);
  }
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-open-only]"))) {
    leaveOpen(section);
  }
}

/**
 * @param {HTMLElement} time
 * @param {string} deadline
 */
function close(time, deadline) {
  const card = time.closest(".b-card");
  const listing = time.closest(".b-listing");
  if (card) closeCard(card, deadline);
  else if (listing) closeListing(listing, deadline);
}

/**
 * What templates/card.html makes of a card whose deadline has passed.
 * @param {Element} card
 * @param {string} deadline
 */
function closeCard(card, deadline) {
  card.classList.add("b-card--closed");
  const state = element("span", "b-state", "expired");
  card.querySelector(".b-card__when")?.replaceChildren(state, ` · ${dayInWords(deadline)}`);
}

/**
 * What templates/listing.html makes of a listing whose deadline has passed: nobody applies now.
 * @param {Element} listing
 * @param {string} deadline
 */
function closeListing(listing, deadline) {
  const box = listing.querySelector(".b-box");
  const why = element("p", "b-box__closed", "");
  why.append(element("strong", "", "Closed."), ` The deadline passed on ${dayInWords(deadline)}.`);
  box?.classList.add("b-box--closed");
  listing.setAttribute("data-state", "expired");
  box?.querySelector(".b-box__when")?.replaceWith(why);
  for (const gone of listing.querySelectorAll(".b-box__day, .b-box__apply, #apply, .b-bar")) gone.remove();
  for (const title of document.querySelectorAll("[data-when-closed]")) {
    title.textContent = title.getAttribute("data-when-closed");
  }
}

/**
 * A count of open listings, from the deadlines of all that were open when the page was made.
 * `data-deadlines` is `20801*2 3 1*4`: days since 1970, each as its distance to the one before,
 * and how many (1 if not said).
 * @param {HTMLElement} count
 * @param {string} day
 */
function recount(count, day) {
  const now = Date.parse(day) / DAY;
  let [at, open, gone] = [0, 0, 0];
  for (const part of (count.dataset.deadlines ?? "").split(" ").filter(Boolean)) {
    const [distance, times = "1"] = part.split("*");
    at += Number(distance);
    if (at >= now) open += Number(times);
    else gone += Number(times);
  }
  const noun = count.dataset.noun;
  let text = open.toLocaleString("en");
  if (noun) text += ` ${noun}${open === 1 ? "" : "s"}`;
  if (gone && "since" in count.dataset) text += ` (${gone.toLocaleString("en")} closed since this page was made)`;
  if (count.textContent !== text) count.textContent = text;
  const chip = count.closest(".b-chips a");
  if (chip && !open) {
    chip.classList.add("b-none");
    count.remove();
  }
}

/**
 * In a short choice of listings, what has closed makes way; a choice of none goes.
 * @param {HTMLElement} section
 */
function leaveOpen(section) {
  const items = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".b-cards > li")]);
  for (const item of items) item.hidden = item.querySelector(".b-card--closed") !== null;
  section.hidden = items.length > 0 && items.every((item) => item.hidden);
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

let settled = today();
settle();

/** A page left open over midnight, or brought back from the browser's memory. */
function again() {
  const day = today();
  if (document.visibilityState !== "visible" || day === settled) return;
  settled = day;
  settle();
  document.dispatchEvent(new CustomEvent("board:day", { detail: day }));
}
document.addEventListener("visibilitychange", again);
addEventListener("pageshow", again);
setInterval(again, 60_000);
