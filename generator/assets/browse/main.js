// @ts-check
/**
 * /browse/: search, filters and results. The page is complete without this script: the list from
 * the build stays until there is a search or a filter.
 */

import { refresh } from "../deadlines.js";
import { today } from "../lib/days.js";
import { byId, element, setStatus } from "../lib/dom.js";
import { comeBack, keepPlace, newMark } from "../lib/place.js";
import { plural } from "../lib/text.js";
import { selectionLabel, showChips } from "./chips.js";
import { deadlineFacet, decodeColumns, loadPacked, offered } from "./columns.js";
import { countFacets, sorted } from "./facet_counts.js";
import { FilterDrawer } from "./filter_drawer.js";
import { FilterPanel } from "./filter_panel.js";
import { showFollowLink } from "./follow_link.js";
import { addShortcuts } from "./keyboard.js";
import { Results, looseStatus } from "./results.js";
import { withTypedHours } from "./typed_hours.js";
import { SeveralBoards } from "./together.js";
import * as urlState from "./url_state.js";
import { WordSearch } from "./word_search.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./url_state.js").State} State */

const DEBOUNCE = 50; // milliseconds after the last key
const SUGGESTIONS = 4;
const SLOW = 250; // milliseconds after which the page says that it is still searching

const form = /** @type {HTMLFormElement} */ (byId("finder"));
const input = /** @type {HTMLInputElement} */ (byId("finder-q"));
const sort = /** @type {HTMLSelectElement} */ (byId("find-sort"));
const status = byId("find-count");
const base = form.dataset.base ?? "..";
const root = new URL(`${base}/`, location.href).pathname;
const builtList = byId("results");
const pager = document.querySelector(".b-pager");
const resultList = element("div", "f-results");
const wordSearch = new WordSearch(`${root}find/`);
const results = new Results(resultList, base, root);
const drawer = new FilterDrawer(byId("find-side"), byId("find-open"), () => change(withoutFilters()), () => update());

const several = new SeveralBoards((isOn) => change({ ...state, boards: isOn, show: urlState.PAGE_SIZE }));

let state = asked();
let hasTypedHours = false; // whether the hours that are selected were typed in the search field
/** Aborted when a newer update starts. */
let current = new AbortController();
let debounceTimer = 0;
let slowTimer = 0;
/** @type {Promise<Columns> | undefined} */
let columnsPromise;
/** @type {any} what they are made from */
let columnsFile;
/** @type {FilterPanel | undefined} */
let panel;

/** What the address asks for. */
function asked() {
  const found = urlState.parse(location.search);
  return { ...found, boards: found.boards && several.root !== null };
}

function withoutFilters() {
  return { ...urlState.emptyState(state.boards), q: state.q, sort: state.sort };
}

function columns() {
  columnsPromise ??= loadPacked(`${root}find/columns.bin`).then((file) => {
    columnsFile = file;
    return decodeColumns(file, today());
  });
  columnsPromise.catch(() => { columnsPromise = undefined; }); // the next update tries again
  return columnsPromise;
}

/**
 * @param {State} next
 * @param {"push" | "replace"} entry whether the browser's back button returns to the state before
 */
function change(next, entry = "push") {
  clearTimeout(debounceTimer);
  state = next;
  const url = location.pathname + urlState.serialize(state);
  if (url !== location.pathname + location.search) {
    if (entry === "push") history.pushState(newMark(), "", url);
    else history.replaceState(history.state, "", url);
  }
  return update();
}

/** The state with what is in the search field. Hours that are typed there become a filter. */
function typed() {
  const before = hasTypedHours ? urlState.without(state, "hours") : state;
  const plain = { ...before, q: urlState.cleanQuery(input.value), show: urlState.PAGE_SIZE };
  const next = withTypedHours(plain);
  hasTypedHours = next !== plain;
  return next;
}

function fillInput() {
  input.value = state.q;
  hasTypedHours = false;
}

/** Shows what `state` asks for. */
async function update() {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const requested = state;
  if (input.value.trim() !== requested.q && document.activeElement !== input) fillInput();
  sort.value = urlState.sortOrder(requested);
  /** @type {HTMLOptionElement} */ (sort.options[0]).disabled = !requested.q;
  document.documentElement.classList.add("f-busy");
  clearTimeout(slowTimer);
  slowTimer = setTimeout(() => setStatus(status, requested.q ? `Searching for “${requested.q}” …` : "Loading …"), SLOW);
  try {
    const all = await columns();
    signal.throwIfAborted();
    const found = requested.q ? await wordSearch.find(requested.q, all) : null;
    signal.throwIfAborted();
    clearTimeout(slowTimer);
    await several.search({ data: columnsFile, columns: all, found }, requested, signal, (merged, together, boards) => (
      show(merged, together, boards, requested, signal)
    ));
  } catch (error) {
    if (signal.aborted) return; // a newer update runs
    clearTimeout(slowTimer);
    showError(error);
  } finally {
    if (!signal.aborted) document.documentElement.classList.remove("f-busy");
  }
}

/**
 * @param {Columns} all
 * @param {import("./word_search.js").Found | null} found
 * @param {number} boards how many it is from
 * @param {State} requested
 * @param {AbortSignal} signal
 */
async function show(all, found, boards, requested, signal) {
  signal.throwIfAborted();
  const counts = countFacets(all, requested, found && found.rows, today());
  const rows = sorted(all, counts.rows, urlState.sortOrder(requested), found && found.ranks);
  if (drawer.isVisible) {
    if (panel?.columns !== all) panel = new FilterPanel(
      drawer.content,
      all,
      offered(all.facets, form.dataset.facets),
      (facet, value) => change(urlState.toggled(state, facet, value)),
      // The back button returns to the state before the amount, not to each of its digits.
      (facet, value) => change(urlState.chosen(state, facet, value), state.selected.has(facet) && value ? "replace" : "push"),
      panel,
    );
    panel.update(counts, requested);
  }
  const loose = found?.loose;
  const counted = loose ? plural(rows.length, "looser match", "looser matches") : plural(rows.length, "project");
  drawer.update(requested.selected.size, `Show ${counted}`);
  showChips(byId("find-chips"), all, requested, change);
  showFollowLink(byId("find-follow"), all.own ?? all, requested, base);
  const on = boards > 1 ? ` on ${boards} boards` : "";
  setStatus(status, loose ? looseStatus(loose, requested.q, rows.length ? counted : "") : `${counted}${on}${requested.q ? ` for “${requested.q}”` : ""}`);
  if (urlState.isDefault(requested)) {
    showBuiltList();
    return;
  }
  if (rows.length === 0) showNone(all, counts, requested, loose);
  else {
    const first = rows.filter((row) => all.elsewhere?.(row) !== null).slice(0, requested.show);
    await results.show({ rows: first, columns: all, total: rows.length, found }, search, showMore, signal);
  }
  if (!resultList.isConnected) builtList.after(resultList);
  builtList.hidden = true;
  pager?.toggleAttribute("hidden", true);
  if (!signal.aborted) document.documentElement.classList.remove("f-busy"); // other boards may follow
}

/**
 * Searches for a correction instead.
 * @param {string} q
 */
async function search(q) {
  await change({ ...state, q, show: urlState.PAGE_SIZE });
  results.focus(0); // the button is gone
}

/** Shows the list from the build, without the listings that have closed since. */
function showBuiltList() {
  resultList.remove();
  builtList.hidden = false;
  pager?.toggleAttribute("hidden", false);
  for (const card of builtList.querySelectorAll(".b-card--closed, .b-closed")) card.closest("li")?.toggleAttribute("hidden", true);
}

/**
 * @param {Columns} all
 * @param {import("./facet_counts.js").Counts} counts
 * @param {State} requested
 * @param {import("./word_search.js").Loose | null | undefined} loose
 */
function showNone(all, counts, requested, loose) {
  const everything = { label: "Clear everything", count: counts.open, apply: () => change(urlState.emptyState(state.boards)) };
  if (loose && !requested.selected.size) {
    results.showNone("Nothing comes close. Projects here most often need:", [...frequentSkills(all), everything], loose, search);
    return;
  }
  const ways = [...counts.without]
    .filter(([facet, count]) => count && (facet !== "q" || requested.q))
    .sort((a, b) => b[1] - a[1])
    .slice(0, SUGGESTIONS)
    .map(([facet, count]) => ({
      label: selectionLabel(all, requested, facet),
      count,
      apply: () => change(urlState.without(state, facet)),
    }));
  const text = ways.length ? "No project matches all of these. Try removing:" : "No project matches.";
  results.showNone(text, [...ways, everything], loose, search);
}

/**
 * The skills that most open projects need.
 * @param {Columns} all
 * @returns {import("./results.js").Way[]}
 */
function frequentSkills(all) {
  const skills = all.facets.find(({ id }) => id === "skill")?.values ?? [];
  const counts = countFacets(all, urlState.emptyState(), null, today()).values.get("skill") ?? [];
  return skills
    .map(({ id, label }, index) => ({ label, count: counts[index], apply: () => change(urlState.toggled(urlState.emptyState(state.boards), "skill", id)) }))
    .sort((a, b) => b.count - a.count)
    .slice(0, SUGGESTIONS);
}

async function showMore() {
  await change({ ...state, show: state.show + urlState.PAGE_SIZE }, "replace");
}

/** @param {unknown} error */
function showError(error) {
  console.warn(error);
  showBuiltList();
  setStatus(status, "The search could not be loaded. Here are the newest projects; please try again in a moment.");
}

input.addEventListener("input", () => {
  clearTimeout(debounceTimer);
  debounceTimer = setTimeout(() => {
    const before = state.q;
    const next = typed();
    if (urlState.serialize(next) === urlState.serialize(state)) return;
    // The back button returns to the state before the query, not to each of its letters.
    change(next, before ? "replace" : "push");
  }, DEBOUNCE);
});
input.addEventListener("focus", () => {
  columns().catch(() => {});
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change(typed());
});
sort.addEventListener("change", () => change({ ...state, sort: sort.value, show: urlState.PAGE_SIZE }));
byId("find-open").addEventListener("click", () => update());
addEventListener("popstate", () => {
  state = asked();
  fillInput();
  update();
});
document.addEventListener("board:day", async () => {
  const all = await columns();
  const index = all.facets.findIndex(({ id }) => id === "deadline");
  if (index >= 0) all.facets[index] = deadlineFacet(all.deadlines, today());
  refresh(resultList);
  if (state.boards) results.forget(); // other boards' days are their own
  update();
});
addShortcuts(input, () => (resultList.isConnected ? resultList : builtList), () => change(urlState.without(state, "q")));

const typedBefore = urlState.cleanQuery(input.value); // while this script was loading
if (!typedBefore) fillInput();
if (document.activeElement === input) columns().catch(() => {});
for (const control of [sort, byId("find-open")]) control.toggleAttribute("disabled", false);
keepPlace();
if (typedBefore && typedBefore !== state.q) change(typed());
else if (withTypedHours(state) !== state) change(withTypedHours(state), "replace");
else if (!urlState.isDefault(state) || drawer.isBeside) update().then(comeBack);
