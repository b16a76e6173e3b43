// @ts-check
/** /portfolio/: a finished project and one's own notes become a case study. Nothing is sent. */

import { byId, element, setStatus } from "../lib/dom.js";
import { today } from "../lib/days.js";
import { download } from "../lib/download.js";
import { isId } from "../lib/listing_id.js";
import { idsAsLabels, loadLabels, loadListing, stateNow } from "../shortlist/listing.js";
import { saved } from "../shortlist/store.js";
import { credential, uuid } from "./credential.js";
import { storeDrafts, storedDrafts } from "./drafts.js";
import { sheet } from "./sheet.js";

/** @typedef {import("../shortlist/listing.js").Listing} Listing */
/** @typedef {import("./drafts.js").Notes} Notes */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const HASH = "#project="; // in the address: which project it is about

const form = /** @type {HTMLFormElement} */ (byId("portfolio"));
const pick = /** @type {HTMLSelectElement} */ (byId("portfolio-pick"));
const address = /** @type {HTMLInputElement} */ (byId("portfolio-address"));
const fields = /** @type {Field[]} */ ([...form.querySelectorAll("[data-note]")]);

let drafts = storedDrafts();
/** @type {Listing | undefined} the project that is shown */
let listing;
let labelOf = idsAsLabels;
let requests = 0;

/**
 * Shows a project with the notes on it.
 * @param {string} id
 */
async function choose(id) {
  const request = ++requests;
  say("Loading the project …");
  const [lookup, labels] = await Promise.all([loadListing(id), loadLabels()]);
  if (request !== requests) return; // another one was chosen meanwhile
  if (!lookup.listing) {
    say(lookup.status === "gone" ? "There is no project at this address on this board." : "The project can't be loaded right now. Please try again in a moment.");
    return;
  }
  listing = lookup.listing;
  labelOf = labels;
  drafts.current = lookup.id;
  history.replaceState(null, "", HASH + lookup.id);
  pick.value = [...pick.options].some(({ value }) => value === lookup.id) ? lookup.id : "";
  const notes = drafts.notes[lookup.id] ?? { name: lastName() };
  for (const field of fields) field.value = notes[field.name] ?? "";
  byId("portfolio-rest").hidden = false;
  byId("portfolio-sheet").hidden = false;
  say(`Your case study is about: ${listing.title} (${listing.employer.name}).`);
  showCautions(listing);
  show();
}

/** The name in the newest notes. */
function lastName() {
  return Object.values(drafts.notes).at(-1)?.name ?? "";
}

/** @returns {Notes} what is in the fields, without needless white space */
function notesNow() {
  return Object.fromEntries(fields.flatMap((field) => (field.value.trim() ? [[field.name, field.value.trim()]] : [])));
}

/** @returns {Notes} what can be shown: a link only if it is one */
function shownNotes() {
  const notes = notesNow();
  if (notes.link && !isLink(notes.link)) delete notes.link;
  return notes;
}

/** @param {string} text */
function isLink(text) {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

function show() {
  if (listing) byId("portfolio-sheet").replaceChildren(...sheet(listing, shownNotes(), labelOf));
}

/**
 * What to know before showing the work.
 * @param {Listing} listing
 */
function showCautions(listing) {
  const { portfolio, nda } = listing.terms ?? {};
  const cautions = [];
  if (stateNow(listing) === "open") cautions.push("This project is still open. Make the case study when your part is done.");
  if (nda) cautions.push("The listing mentions a confidentiality agreement: leave out everything that it covers.");
  if (portfolio === "no") cautions.push("The listing says that the work may not be shown in a portfolio. Write what you learned, and don't show the work.");
  else if (portfolio !== "yes") cautions.push("Ask the employer before you show the work to others.");
  byId("portfolio-cautions").replaceChildren(...cautions.map((text) => element("li", "", text)));
}

function onInput() {
  if (!listing) return;
  drafts.notes[listing.id] = notesNow();
  const isKept = storeDrafts(drafts);
  setStatus(byId("portfolio-kept"), isKept ? "Kept in this browser." : "This browser can't keep your notes: save the file before you leave.");
  const { link } = notesNow();
  byId("portfolio-link-problem").textContent = link && !isLink(link) ? "Write the whole address, beginning with https://" : "";
  show();
}

function saveFile() {
  const notes = shownNotes();
  if (!listing) return;
  if (!notes.name) {
    say("Write your name first: the file says who did the work.");
    fields.find(({ name }) => name === "name")?.focus();
    return;
  }
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const data = credential(listing, notes, labelOf, { person: uuid(), credential: uuid(), now });
  download(JSON.stringify(data, null, 2), `case-study-${listing.id.split("/")[1]}.json`, "application/ld+json");
  say("The file is saved. It is marked as unsigned.");
}

/** Prints with a title that makes a good file name. */
function printSheet() {
  const { title } = document;
  if (listing) document.title = `Case study - ${listing.title}`;
  print();
  document.title = title;
}

function forget() {
  if (!listing || !confirm("Delete your notes on this project?")) return;
  delete drafts.notes[listing.id];
  drafts.current = "";
  storeDrafts(drafts);
  for (const field of fields) field.value = "";
  byId("portfolio-kept").textContent = "";
  say("Your notes on this project are deleted.");
  show();
}

/** @param {string} text */
function say(text) {
  setStatus(byId("portfolio-status"), text);
}

/** Offers the projects of the shortlist. */
function offerSaved() {
  const group = /** @type {HTMLOptGroupElement} */ (byId("portfolio-saved"));
  const known = new Set([...pick.options].map(({ value }) => value));
  const items = saved().filter(({ id }) => !known.has(id));
  group.append(...items.map(({ id, title, who }) => new Option(who ? `${title} (${who})` : title, id)));
  if (!items.length) group.remove();
}

/**
 * The id in a project's address; empty if there is none.
 * @param {string} text `https://board.example/listings/acme/survey/`, or the end of such an address
 */
function idIn(text) {
  const parts = text.split(/[?#]/, 1)[0].split("/").filter((part) => part && part !== "index.html");
  return parts.length === 2 || parts.at(-3) === "listings" ? parts.slice(-2).join("/") : "";
}

function chooseAddress() {
  const id = idIn(address.value.trim());
  if (isId(id)) void choose(id);
  else say("That is no project's address. Copy it from the top of your browser, on the project's page.");
}

function start() {
  const id = location.hash.startsWith(HASH) ? location.hash.slice(HASH.length) : "";
  if (isId(id)) void choose(id);
  else if (drafts.current) void choose(drafts.current);
}

offerSaved();
form.hidden = false;
for (const field of fields) field.addEventListener("input", onInput);
/** @type {HTMLInputElement} */ (byId("portfolio-finished")).max = today();
pick.addEventListener("change", () => {
  if (pick.value) void choose(pick.value);
});
form.addEventListener("submit", (event) => event.preventDefault());
address.addEventListener("keydown", (event) => {
  if (event.key === "Enter") chooseAddress();
});
byId("portfolio-use").addEventListener("click", chooseAddress);
byId("portfolio-print").addEventListener("click", printSheet);
byId("portfolio-save").addEventListener("click", saveFile);
byId("portfolio-forget").addEventListener("click", forget);
addEventListener("hashchange", start);
start();
