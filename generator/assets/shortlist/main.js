// @ts-check
/** /shortlist/: the saved projects, or those of a shared link; to compare, export and share. */

import { card } from "../card.js";
import { refresh } from "../deadlines.js";
import { cardFacts } from "../lib/card_facts.js";
import { closes, daysLeft } from "../lib/days.js";
import { button, byId, element, link } from "../lib/dom.js";
import { download } from "../lib/download.js";
import { isId } from "../lib/listing_id.js";
import { comeBack, keepPlace, keptState } from "../lib/place.js";
import { plural } from "../lib/text.js";
import { addSaveButtons } from "../save_button.js";
import { calendar } from "./calendar.js";
import { MOST_COMPARED, comparisonTable } from "./compare.js";
import { csv } from "./csv.js";
import { idsAsLabels, loadLabels, loadListing, stateNow } from "./listing.js";
import { aboutOf, comparablePay, loadExchange } from "./pay.js";
import { remove, removeAll, replace, save, saved, watch } from "./store.js";

/** @typedef {import("./listing.js").Listing} Listing */
/** @typedef {import("./listing.js").Lookup} Lookup */
/** @typedef {import("./store.js").Saved} Saved */

const BASE = "..";
const MOST_SHARED = 50;
/** @type {Map<string, Lookup>} what was loaded, by the id under which it was saved */
const lookups = new Map();
/** @type {Set<string>} the ids that are compared */
const compared = new Set(keptState()?.compared ?? []);

let sharedHash = location.hash;

/** @returns {string[] | undefined} the ids in the URL, if this is a shared list */
function sharedIds() {
  // A link to a part of the page, such as `#content`, does not end a shared list.
  if (!location.hash || location.hash.includes("/")) sharedHash = location.hash;
  const unique = new Set(decode(sharedHash.slice(1)).split(",").filter(isId));
  return unique.size ? [...unique].slice(0, MOST_SHARED) : undefined;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** @returns {Saved[]} the shared list, or else one's own */
function listed() {
  return sharedIds()?.map((id) => ({ id, title: id, who: "" })) ?? saved();
}

/** @param {string} id */
function listingOf(id) {
  return lookups.get(id)?.listing;
}

/** Loads every listing that is not known yet. */
async function load() {
  const items = listed().filter(({ id }) => !lookups.has(id));
  await Promise.all(
    items.map(async ({ id }) => {
      const lookup = await loadListing(id);
      lookups.set(id, lookup);
      lookups.set(lookup.id, lookup);
      if (lookup.listing) replace(id, savedFrom(lookup.listing));
    }),
  );
}

/**
 * @param {Listing} listing
 * @returns {Saved}
 */
function savedFrom({ id, title, employer }) {
  return { id, title, who: employer.name };
}

async function show() {
  await load();
  const items = listed();
  const isShared = sharedIds() !== undefined;
  byId("shortlist").hidden = false;
  byId("shortlist-empty").hidden = items.length > 0;
  byId("shortlist-tools").hidden = items.length === 0;
  byId("shortlist-shared").hidden = !isShared;
  byId("shortlist-own").hidden = isShared;
  byId("shortlist-clear").hidden = isShared;
  byId("shortlist-count").textContent = summary(items, isShared);
  for (const id of compared) if (!items.some((item) => item.id === id)) compared.delete(id);
  byId("shortlist-items").replaceChildren(...sorted(items).map(listItem));
  addSaveButtons(byId("shortlist-items"));
  refresh(byId("shortlist-items"));
  await showComparison();
}

/**
 * @param {Saved[]} items
 * @param {boolean} isShared
 */
function summary(items, isShared) {
  if (!items.length) return "";
  const number = plural(items.length, "project");
  const open = sorted(items).map(({ id }) => listingOf(id)).filter((listing) => listing && stateNow(listing) === "open");
  const next = open.length ? `, the next one ${closes(daysLeft(open[0].deadline)).toLowerCase()}` : "";
  return `${isShared ? `Someone shared ${number} with you` : `${number} saved`}: ${open.length} open${next}.`;
}

/**
 * In the order that the reader chose.
 * @param {Saved[]} items
 */
function sorted(items) {
  const order = /** @type {HTMLSelectElement} */ (byId("shortlist-sort")).value;
  if (order === "saved") return [...items].reverse();
  const byDeadline = sortedByDeadline(items);
  if (order !== "rate") return byDeadline;
  /** @param {Saved} item */
  const pay = ({ id }) => {
    const listing = listingOf(id);
    return comparablePay(listing && stateNow(listing) === "open" ? listing : undefined);
  };
  // Two that can't be compared, or are closed, differ by NaN, which counts as equal.
  return byDeadline.sort((a, b) => pay(b) - pay(a) || 0);
}

/**
 * Open listings first, with the next deadline first.
 * @param {Saved[]} items
 */
function sortedByDeadline(items) {
  /** @param {Saved} item */
  const key = ({ id }) => {
    const listing = listingOf(id);
    if (!listing) return "3";
    return `${stateNow(listing) === "open" ? 1 : 2}${listing.deadline}`;
  };
  return [...items].sort((a, b) => key(a).localeCompare(key(b)));
}

/** @param {Saved} item */
function listItem(item) {
  const listing = listingOf(item.id);
  if (!listing) return element("li", "", missingCard(item));
  const checkbox = element("input");
  checkbox.type = "checkbox";
  checkbox.checked = compared.has(item.id);
  checkbox.addEventListener("change", () => toggleCompared(item.id, checkbox));
  const label = element("label", "s-tick", checkbox, " Compare ", element("span", "b-hidden", listing.title));
  return element("li", "", card(cardFacts(listing), BASE), label);
}

/**
 * The card of a project that left the board, or can't be loaded now.
 * @param {Saved} item
 */
function missingCard({ id, title: text, who }) {
  const title = element("h3", "b-card__title", text);
  title.dir = "auto";
  const why = lookups.get(id)?.status === "gone"
    ? "This project is no longer on the board."
    : "This project can't be loaded right now. It is still saved.";
  const article = element(
    "article", "b-card b-card--closed",
    element("p", "b-card__who", who), title, element("p", "", why),
  );
  if (!sharedIds()) {
    const removeButton = button("s-plain", "Remove", () => remove(id));
    removeButton.setAttribute("aria-label", `Remove ${text}`);
    article.append(removeButton);
  }
  return article;
}

/**
 * @param {string} id
 * @param {HTMLInputElement} checkbox
 */
function toggleCompared(id, checkbox) {
  if (!checkbox.checked) compared.delete(id);
  else if (compared.size < MOST_COMPARED) compared.add(id);
  else {
    checkbox.checked = false;
    announce(`At most ${MOST_COMPARED} projects fit side by side. Untick one first.`);
    return;
  }
  void showComparison();
  if (compared.size === 1) announce("One chosen: tick another one to see them side by side.");
  else if (compared.size) announce(`${compared.size} of ${MOST_COMPARED} chosen: `, comparisonLink());
  else announce("");
}

async function showComparison() {
  const labelOf = compared.size > 1 ? await loadLabels() : idsAsLabels;
  const listings = [...compared].flatMap((id) => listingOf(id) ?? []); // as they are chosen by now
  const isComparison = listings.length > 1;
  byId("shortlist-compare").hidden = !isComparison;
  byId("shortlist-table").replaceChildren(...(isComparison ? [comparisonTable(listings, labelOf, aboutOf)] : []));
}

function comparisonLink() {
  const created = link("#shortlist-compare", "see them side by side");
  created.addEventListener("click", (event) => {
    event.preventDefault(); // the part behind `#` is for shared lists
    byId("shortlist-compare").scrollIntoView();
    byId("shortlist-table").focus({ preventScroll: true });
  });
  return created;
}

/** @param {...(Node | string)} message */
function announce(...message) {
  byId("shortlist-status").replaceChildren(...message);
}

/**
 * @param {(listings: Listing[]) => string} format
 * @param {string} name
 * @param {string} type
 */
function saveFile(format, name, type) {
  const listings = sorted(listed()).flatMap(({ id }) => listingOf(id) ?? []);
  download(format(listings.map((listing) => ({ ...listing, state: stateNow(listing) }))), name, type);
  announce(`${name} has ${plural(listings.length, "project")} in it.`);
}

async function share() {
  const current = listed().flatMap(({ id }) => (lookups.get(id)?.status === "gone" ? [] : [lookups.get(id)?.id ?? id]));
  const field = /** @type {HTMLInputElement} */ (byId("shortlist-link"));
  field.value = new URL(`#${current.join(",")}`, location.href).href;
  byId("shortlist-share-box").hidden = false;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    announce("Link copied. Anyone who opens it sees these projects.");
  } catch {
    announce("Copy the link below. Anyone who opens it sees these projects.");
  }
}

/** Saves a shared list. */
function saveShared() {
  for (const { id } of listed()) {
    const listing = listingOf(id);
    if (listing) save(savedFrom(listing));
  }
  location.hash = "";
  announce("Added to your shortlist.");
}

/**
 * @param {string} id
 * @param {() => void} handler
 */
function onClick(id, handler) {
  byId(id).addEventListener("click", handler);
}

onClick("shortlist-calendar", () => saveFile(calendar, "shortlist.ics", "text/calendar"));
onClick("shortlist-csv", () => saveFile((listings) => `\ufeff${csv(listings)}`, "shortlist.csv", "text/csv"));
onClick("shortlist-print", () => print());
onClick("shortlist-share", share);
onClick("shortlist-adopt", saveShared);
onClick("shortlist-clear", () => {
  if (confirm("Remove all projects from your shortlist?")) removeAll();
});
byId("shortlist-sort").addEventListener("change", show);
addEventListener("hashchange", show);
document.addEventListener("board:day", show);
document.addEventListener("board:currency", show);
watch(() => {
  if (!sharedIds()) show();
});
keepPlace(() => ({ compared: [...compared] }));
show().then(comeBack);
loadExchange().then(show).catch(console.warn); // without them, pay stays in its own currencies
