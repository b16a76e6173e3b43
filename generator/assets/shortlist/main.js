// @ts-check
/** /shortlist/: what was saved, or what somebody shared; compared, exported, passed on. */

import { card, element } from "../card.js";
import { closes, daysLeft, settle } from "../closing.js";
import { stars } from "../star.js";
import { calendar } from "./calendar.js";
import { MOST, comparison } from "./compare.js";
import { find, isOpen } from "./listing.js";
import { forget, forgetAll, isId, renew, root, save, saved, watch } from "./store.js";
import { csv } from "./table.js";

/** @typedef {import("./listing.js").Found} Found */
/** @typedef {import("./store.js").Saved} Saved */

const BASE = "..";
/** @type {Map<string, Found>} what is known of each, by the id it was saved under */
const known = new Map();
/** @type {Set<string>} ids that are compared */
const compared = new Set();

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

let address = location.hash;

/** @returns {string[] | undefined} the ids in the address, if this is a shared list */
function shared() {
  // A place on the page (`#content`) is no list, and does not end one.
  if (!location.hash || location.hash.includes("/")) address = location.hash;
  const ids = unescaped(address.slice(1)).split(",").filter(isId);
  return ids.length ? [...new Set(ids)].slice(0, 50) : undefined;
}

/** @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** @returns {Saved[]} what the page is about: the shared list, else one's own */
function listed() {
  const ids = shared();
  return ids ? ids.map((id) => ({ id, title: id, who: "" })) : saved();
}

/** Ask for every page that is not known yet, and show each list as it comes to be known. */
async function load() {
  const items = listed().filter(({ id }) => !known.has(id));
  await Promise.all(
    items.map(async ({ id }) => {
      const found = await find(id);
      known.set(id, found);
      if (found.facts) renew(id, { id: found.id, title: found.facts.title, who: found.facts.who });
      if (found.id !== id) known.set(found.id, found);
    }),
  );
}

async function show() {
  await load();
  const items = listed();
  const isShared = shared() !== undefined;
  at("shortlist").hidden = false;
  at("shortlist-empty").hidden = items.length > 0;
  at("shortlist-tools").hidden = items.length === 0;
  at("shortlist-shared").hidden = !isShared;
  at("shortlist-own").hidden = isShared;
  at("shortlist-clear").hidden = isShared;
  at("shortlist-count").textContent = counted(items, isShared);
  for (const id of compared) if (!items.some((item) => item.id === id)) compared.delete(id);
  at("shortlist-items").replaceChildren(...inOrder(items).map(entry));
  stars(at("shortlist-items"));
  settle(at("shortlist-items"));
  compare();
}

/**
 * @param {Saved[]} items
 * @param {boolean} isShared
 */
function counted(items, isShared) {
  const number = `${items.length} project${items.length === 1 ? "" : "s"}`;
  const open = items.filter(({ id }) => known.get(id)?.facts && isOpen(facts(id))).length;
  const next = inOrder(items).map(({ id }) => known.get(id)?.facts).find((item) => item && isOpen(item));
  const soon = next ? `, the next one ${closes(daysLeft(next.deadline)).toLowerCase()}` : "";
  if (!items.length) return "";
  return `${isShared ? `Somebody shared ${number} with you` : `${number} saved`}: ${open} open${soon}.`;
}

/** @param {string} id */
function facts(id) {
  return /** @type {import("../card.js").Facts} */ (known.get(id)?.facts);
}

/**
 * Open ones first, the next deadline first; or as they were saved.
 * @param {Saved[]} items
 */
function inOrder(items) {
  if (/** @type {HTMLSelectElement} */ (at("shortlist-sort")).value === "saved") return [...items].reverse();
  /** @param {Saved} item */
  const key = ({ id }) => {
    const found = known.get(id)?.facts;
    if (!found) return "3";
    return isOpen(found) ? `1${found.deadline}` : `2${found.deadline}`;
  };
  return [...items].sort((a, b) => key(a).localeCompare(key(b)));
}

/** @param {Saved} item */
function entry(item) {
  const found = known.get(item.id);
  if (!found?.facts) return element("li", "", lost(item, found?.is === "gone"));
  const box = element("li", "", card(found.facts, BASE));
  const tick = /** @type {HTMLInputElement} */ (element("input", ""));
  tick.type = "checkbox";
  tick.checked = compared.has(item.id);
  tick.addEventListener("change", () => choose(item.id, tick));
  const label = element("label", "s-tick", tick, " Compare ", element("span", "b-hidden", found.facts.title));
  box.append(label);
  return box;
}

/**
 * What is left of a project whose page is gone, or can't be reached now.
 * @param {Saved} item
 * @param {boolean} isGone
 */
function lost(item, isGone) {
  const title = element("h3", "b-card__title", item.title);
  title.dir = "auto";
  const why = isGone
    ? "This project is no longer on the board."
    : "This project can't be loaded right now. It is still saved.";
  const remove = /** @type {HTMLButtonElement} */ (element("button", "s-plain", "Remove"));
  remove.type = "button";
  remove.setAttribute("aria-label", `Remove ${item.title}`);
  remove.addEventListener("click", () => forget(item.id));
  return element(
    "article", "b-card b-card--closed",
    element("p", "b-card__who", item.who), title, element("p", "", why),
    ...(shared() ? [] : [remove]),
  );
}

/**
 * @param {string} id
 * @param {HTMLInputElement} tick
 */
function choose(id, tick) {
  if (!tick.checked) compared.delete(id);
  else if (compared.size < MOST) compared.add(id);
  else {
    tick.checked = false;
    said(`At most ${MOST} projects fit side by side. Untick one first.`);
    return;
  }
  compare();
  if (compared.size === 1) said("One chosen: tick another one to see them side by side.");
  else said(compared.size ? `${compared.size} of ${MOST} chosen: ` : "", compared.size > 1);
}

function compare() {
  const chosen = [...compared].flatMap((id) => known.get(id) ?? []).filter(({ rows }) => rows);
  at("shortlist-compare").hidden = chosen.length < 2;
  at("shortlist-table").replaceChildren(...(chosen.length < 2 ? [] : [comparison(chosen)]));
}

/**
 * @param {string} words
 * @param {boolean} [leads] to the comparison
 */
function said(words, leads = false) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "", "see them side by side"));
  link.href = "#shortlist-compare";
  link.addEventListener("click", (event) => {
    event.preventDefault(); // the address is for sharing
    at("shortlist-compare").scrollIntoView();
    at("shortlist-table").focus({ preventScroll: true });
  });
  at("shortlist-status").replaceChildren(words, ...(leads ? [link] : []));
}

/**
 * The data of all that the board still knows, as the API has it.
 * @returns {Promise<any[]>}
 */
async function data() {
  const ids = inOrder(listed()).flatMap(({ id }) => (known.get(id)?.facts ? [known.get(id)?.id] : []));
  const answers = await Promise.all(ids.map((id) => fetch(new URL(`api/v1/listings/${id}.json`, root))));
  return Promise.all(answers.filter(({ ok }) => ok).map((answer) => answer.json()));
}

/**
 * @param {(listings: any[]) => string} made
 * @param {string} name
 * @param {string} type
 */
async function download(made, name, type) {
  try {
    const listings = (await data()).map((item) => ({ ...item, state: stateNow(item) }));
    const link = /** @type {HTMLAnchorElement} */ (element("a", ""));
    link.href = URL.createObjectURL(new Blob([made(listings)], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    said(`${name} holds ${listings.length} project${listings.length === 1 ? "" : "s"}.`);
  } catch {
    said("That did not work: the board can't be reached right now. Try again in a moment.");
  }
}

/** @param {any} item The state may have changed since the board was built. */
function stateNow(item) {
  return item.state === "open" && daysLeft(item.deadline) < 0 ? "expired" : item.state;
}

async function share() {
  const ids = listed().flatMap(({ id }) => (known.get(id)?.is === "gone" ? [] : [known.get(id)?.id ?? id]));
  const link = new URL(`#${ids.join(",")}`, location.href).href;
  const field = /** @type {HTMLInputElement} */ (at("shortlist-link"));
  field.value = link;
  at("shortlist-share-box").hidden = false;
  field.select();
  try {
    await navigator.clipboard.writeText(link);
    said("The link is copied: whoever opens it sees these projects.");
  } catch {
    said("Copy the link below: whoever opens it sees these projects.");
  }
}

function adopt() {
  for (const { id } of listed()) {
    const found = known.get(id);
    if (found?.facts) save({ id: found.id, title: found.facts.title, who: found.facts.who });
  }
  location.hash = "";
  said("They are on your shortlist now.");
}

function start() {
  const press = (/** @type {string} */ id, /** @type {() => void} */ act) => at(id).addEventListener("click", act);
  press("shortlist-calendar", () => download(calendar, "shortlist.ics", "text/calendar"));
  press("shortlist-csv", () => download((items) => `\ufeff${csv(items)}`, "shortlist.csv", "text/csv"));
  press("shortlist-print", () => print());
  press("shortlist-share", share);
  press("shortlist-adopt", adopt);
  press("shortlist-clear", () => {
    if (confirm("Remove all projects from your shortlist?")) forgetAll();
  });
  at("shortlist-sort").addEventListener("change", show);
  addEventListener("hashchange", show);
  document.addEventListener("board:day", show);
  watch(() => {
    if (!shared()) show();
  });
  show();
}

start();
