// @ts-check
/**
 * What a listing's own page says, so that every fact is worded once, by the page: its card, and
 * all that is compared. The page stays when a listing closes, and leads on when it has moved.
 */

import { daysLeft } from "../closing.js";
import { isId, root } from "./store.js";

/** @typedef {import("../card.js").Facts} Facts */

/**
 * @typedef {object} Row
 * @property {string} label
 * @property {string[]} lines
 * @property {boolean} [isList] the lines are of equal rank; else they add to the first
 */

/**
 * @typedef {object} Found
 * @property {"here" | "gone" | "unknown"} is `unknown`: the page could not be asked for now
 * @property {string} id its id now, another one if it has moved
 * @property {Facts} [facts]
 * @property {Row[]} [rows] in the page's order
 */

const MOVES = 3; // addresses that lead to each other

/**
 * @param {string} id
 * @param {number} [moves]
 * @returns {Promise<Found>}
 */
export async function find(id, moves = MOVES) {
  let page;
  try {
    const answer = await fetch(new URL(`listings/${id}/`, root));
    if (answer.status === 404 || answer.status === 410) return { is: "gone", id };
    if (!answer.ok) return { is: "unknown", id };
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return { is: "unknown", id };
  }
  const listing = /** @type {HTMLElement | null} */ (page.querySelector(".b-listing[data-listing]"));
  if (listing) return { is: "here", id, facts: factsOf(listing), rows: [...rowsOf(listing)] };
  const next = moved(page, id);
  return next && moves ? find(next, moves - 1) : { is: "gone", id };
}

/**
 * Where a former address leads.
 * @param {Document} page
 * @param {string} id
 */
function moved(page, id) {
  const refresh = page.querySelector("meta[http-equiv=refresh]")?.getAttribute("content") ?? "";
  const address = new URL(refresh.replace(/^.*?url=/i, ""), new URL(`listings/${id}/`, root));
  const next = address.pathname.slice(root.pathname.length).replace(/^listings\//, "").replace(/\/$/, "");
  return isId(next) && next !== id ? next : "";
}

/**
 * @param {HTMLElement} listing
 * @returns {Facts}
 */
function factsOf(listing) {
  const fact = Object.fromEntries(
    [...listing.querySelectorAll(".b-facts > div")].map((item) => [text(item, "dt"), linesOf(item.querySelector("dd"))]),
  );
  const { listing: id = "", deadline = "", state = "" } = listing.dataset;
  const isByTheHour = text(listing, ".b-box__pay").endsWith("an hour");
  return {
    id,
    title: text(listing, "h1"),
    summary: text(listing, ".b-lead"),
    who: text(listing, ".b-card__who a"),
    verified: listing.querySelector(".b-verified") ? "verified" : "",
    pay: text(listing, ".b-box__pay strong"),
    rate: isByTheHour ? "an hour" : text(listing, ".b-box__rate").replace(/^comes to /, ""),
    time: (fact.Time?.[0] ?? "").replace(" in ", ", "),
    level: fact.Level?.[0] ?? "",
    place: fact.Place?.[0] ?? "",
    deadline,
    state: state === "open" || state === "expired" ? "" : state,
  };
}

/**
 * @param {HTMLElement} listing
 * @returns {Generator<Row>}
 */
function* rowsOf(listing) {
  yield { label: "Pay", lines: [text(listing, ".b-box__pay"), text(listing, ".b-box__rate")] };
  yield* pairs(listing, ".b-facts");
  for (const section of listing.querySelectorAll(".b-side section")) {
    const items = [...section.querySelectorAll("li")].map((item) => clean(item.textContent));
    if (items.length) yield { label: text(section, "h2"), lines: items, isList: true };
  }
  yield* pairs(listing, ".b-terms");
}

/**
 * @param {Element} listing
 * @param {string} list
 * @returns {Generator<Row>}
 */
function* pairs(listing, list) {
  for (const item of listing.querySelectorAll(`${list} > div`)) {
    yield { label: text(item, "dt"), lines: linesOf(item.querySelector("dd")) };
  }
}

/**
 * What is said, and what is added to it, a line each.
 * @param {Element | null} item
 */
function linesOf(item) {
  const added = [...(item?.querySelectorAll("span") ?? [])].map((part) => clean(part.textContent));
  const whole = clean(item?.textContent);
  const first = clean(added.reduce((rest, part) => rest.replace(part, ""), whole));
  return [first, ...added].filter(Boolean);
}

/**
 * @param {Element} from
 * @param {string} selector
 */
function text(from, selector) {
  return clean(from.querySelector(selector)?.textContent);
}

/** @param {string | null | undefined} words */
function clean(words) {
  return (words ?? "").replace(/[ \n\t]+/g, " ").trim();
}

/**
 * Whether people can apply now.
 * @param {Facts} facts
 */
export function isOpen(facts) {
  return !facts.state && daysLeft(facts.deadline) >= 0;
}
