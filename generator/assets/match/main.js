// @ts-check
/** /match/: the form and the projects that fit. The answers never leave the browser. */

import { listFacet, loadColumns, loadPacked } from "../browse/columns.js";
import { loadFound } from "../browse/found_listings.js";
import { card } from "../card.js";
import { refresh } from "../deadlines.js";
import { dayNumber, today } from "../lib/days.js";
import { button, byId, element, link, setStatus } from "../lib/dom.js";
import { comeBack, forgetPlaces, keepPlace, keptState } from "../lib/place.js";
import { siteRoot } from "../lib/storage.js";
import { list, plural } from "../lib/text.js";
import { country } from "../lib/words.js";
import { addSaveButtons } from "../save_button.js";
import { SkillPicker } from "./picker.js";
import { noPreferences, parse, serialize, store, storedPreferences, validHours } from "./preferences.js";
import { rank, reasons } from "./rank.js";
import { excludedText, groups, summary } from "./summary.js";

/** @typedef {import("./rank.js").Match} Match */
/** @typedef {import("./rank.js").Outcome} Outcome */

const PAGE_SIZE = 20;
const BASE = "..";
const ROOT = siteRoot.pathname;

const form = /** @type {HTMLFormElement} */ (byId("match"));
const hours = /** @type {HTMLInputElement} */ (byId("match-hours"));
const from = /** @type {HTMLSelectElement} */ (byId("match-from"));
const site = /** @type {HTMLSelectElement} */ (byId("match-site"));
const languages = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=lang]")]);
const can = new SkillPicker(byId("match-can"), onInput);
const learn = new SkillPicker(byId("match-learn"), onInput);
const results = byId("match-results");
const status = byId("match-status");

let preferences = location.hash.length > 1 ? parse(location.hash) : storedPreferences();
let shown = Number(keptState()?.shown ?? PAGE_SIZE);
/** Aborted when a newer update starts. */
let current = new AbortController();
/** @type {Promise<[import("../browse/columns.js").Columns, any]> | undefined} */
let data;

function loadData() {
  data ??= Promise.all([loadColumns(`${ROOT}find/columns.bin`, today()), loadPacked(`${ROOT}find/match.bin`)]);
  data.catch(() => { data = undefined; }); // the next update tries again
  return data;
}

/** Takes the preferences from the form. */
function onInput() {
  preferences = {
    can: can.value,
    learn: learn.value,
    hours: validHours(hours.valueAsNumber),
    from: from.value,
    site: site.value,
    languages: new Set(languages.filter(({ checked }) => checked).map(({ value }) => value)),
  };
  shown = PAGE_SIZE;
  store(preferences);
  history.replaceState(history.state, "", `#${serialize(preferences)}`);
  update();
}

/** Puts the preferences into the form. */
function fillForm() {
  can.value = preferences.can;
  learn.value = preferences.learn;
  hours.value = preferences.hours ? String(preferences.hours) : "";
  choose(from, preferences.from, country(preferences.from || "ZZ"));
  choose(site, preferences.site, "Where you chose: no project is there now");
  for (const checkbox of languages) checkbox.checked = preferences.languages.has(checkbox.value);
}

/**
 * Chooses an option. A stored choice stays, even if no project has it today.
 * @param {HTMLSelectElement} select
 * @param {string} value
 * @param {string} label for a value that has no option
 */
function choose(select, value, label) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(label, value));
  select.value = value;
}

async function update() {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  try {
    const [columns, more] = await loadData();
    const facets = {
      gains: listFacet("gains", "", more.gains),
      language: listFacet("language", "", more.language),
      site: listFacet("site", "", more.site),
    };
    const outcome = rank(columns, facets, preferences, dayNumber(today()));
    const matches = outcome.matches.slice(0, shown);
    const found = await Promise.all(matches.map(({ row }) => loadFound(ROOT, columns, row)));
    signal.throwIfAborted();
    const facts = new Map(matches.map((match, index) => [match, found[index].facts]));
    results.replaceChildren(...groups(matches, preferences).flatMap((group) => groupParts(group, facts)));
    addSaveButtons(results);
    refresh(results);
    showSummary(outcome);
  } catch (error) {
    if (signal.aborted) return;
    console.warn(error);
    setStatus(status, "The projects could not be loaded. Please try again in a moment.");
  }
}

/**
 * A heading and the cards below it.
 * @param {import("./summary.js").Group} group
 * @param {Map<Match, import("../card.js").Facts>} facts of each match
 */
function groupParts({ title, matches }, facts) {
  const items = matches.flatMap((match) => {
    const known = facts.get(match);
    return known ? [resultItem(match, known)] : [];
  });
  return [element("h2", "m-group", title), element("ul", "b-cards", ...items)];
}

/**
 * @param {Match} match
 * @param {import("../card.js").Facts} facts
 */
function resultItem(match, facts) {
  const why = element("ul", "m-why", ...reasons(match, preferences).map((reason) => element("li", "", reason)));
  why.classList.toggle("m-why--all", match.missing.length === 0);
  return element("li", "", why, card(facts, BASE));
}

/** @param {Outcome} outcome */
function showSummary({ matches, excluded, advice }) {
  const hasSkills = preferences.can.size > 0 || preferences.learn.size > 0;
  setStatus(status, summary(matches, preferences));
  byId("match-out").textContent = hasSkills ? excludedText(excluded, preferences) : "";
  byId("match-gap").replaceChildren(...(advice ? [adviceText(advice)] : []));
  const jump = byId("match-jump");
  jump.hidden = !hasSkills || !matches.length;
  jump.textContent = `See ${plural(matches.length, "project")}`;
  const left = matches.length - shown;
  const more = byId("match-more");
  more.hidden = left <= 0;
  more.textContent = `Show ${Math.min(PAGE_SIZE, left)} more of ${left}`;
}

/** @param {NonNullable<Outcome["advice"]>} advice */
function adviceText({ skills, count }) {
  const links = skills.flatMap(({ id, label }, index) => [index ? " and " : "", link(`${BASE}/skills/${id}/`, label)]);
  const lead = skills.length === 1 ? "Learn one more skill: with " : `Learn ${skills.length} more skills: with `;
  const end = ` you'd meet every requirement of ${plural(count, "more project")}.`;
  const paragraph = element("p", "", lead, ...links, end);
  const offered = skills.filter(({ id }) => !preferences.learn.has(id) && learn.checkboxes.some(({ value }) => value === id));
  if (!offered.length) return paragraph;
  const learnButton = button("m-plain", `I want to learn ${list(offered.map(({ label }) => label))}`, () => {
    learn.value = new Set([...learn.value, ...offered.map(({ id }) => id)]);
    onInput();
  });
  paragraph.append(" ", learnButton);
  return paragraph;
}

async function copyLink() {
  const field = /** @type {HTMLInputElement} */ (byId("match-link"));
  field.value = location.href;
  byId("match-link-box").hidden = false;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    byId("match-said").textContent = "The link is copied. It carries your answers.";
  } catch {
    byId("match-said").textContent = "Copy the link below. It carries your answers.";
  }
}

function forget() {
  preferences = noPreferences();
  fillForm();
  onInput();
  history.replaceState(history.state, "", location.pathname);
  forgetPlaces();
  byId("match-link-box").hidden = true;
  byId("match-said").textContent = "Forgotten: nothing is kept in this browser.";
}

form.hidden = false;
byId("match-found").hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
hours.addEventListener("input", onInput);
for (const select of [from, site]) select.addEventListener("change", onInput);
for (const checkbox of languages) checkbox.addEventListener("change", onInput);
byId("match-copy").addEventListener("click", copyLink);
byId("match-forget").addEventListener("click", forget);
byId("match-more").addEventListener("click", async () => {
  const before = shown;
  shown += PAGE_SIZE;
  await update();
  const next = results.querySelectorAll(".b-card__title a")[before];
  /** @type {HTMLElement | undefined} */ (next)?.focus();
});
byId("match-jump").addEventListener("click", () => {
  byId("match-found").scrollIntoView();
  byId("match-found").focus({ preventScroll: true });
});
addEventListener("hashchange", () => {
  if (location.hash && !location.hash.includes("=")) return; // a link to a part of the page
  preferences = parse(location.hash);
  fillForm();
  store(preferences);
  update();
});
document.addEventListener("board:day", update);
keepPlace(() => ({ shown }));
fillForm();
update().then(comeBack);
