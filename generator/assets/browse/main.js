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
import { deadlineFacet, loadColumns, offered } from "./columns.js";
import { countFacets, sorted } from "./facet_counts.js";
import { FilterDrawer } from "./filter_drawer.js";
import { FilterPanel } from "./filter_panel.js";
import { showFollowLink } from "./follow_link.js";
import { addShortcuts } from "./keyboard.js";
import { Results } from "./results.js";
import * as urlState from "./url_state.js";
import { WordSearch } from "./word_search.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./url_state.js").State} State */

const DEBOUNCE = 50; // milliseconds after the last key
const SUGGESTIONS = 4;

const form = /** @type {HTMLFormElement} */ (byId("finder"));
const input = /** @type {HTMLInputElement} */ (byId("finder-q"));
const sort = /** @type {HTMLSelectElement} */ (byId("find-sort"));
const status = byId("find-count");
const base = form.dataset.base ?? "..";
const root = new URL(`${base}/`, location.href).pathname;
const builtList = byId("results");
const pager = document.querySelector(".b-pager");
const resultList = element("div", "f-results");
const wordSearch = new WordSearch(`${root}pagefind/`);
const results = new Results(resultList, base, `${root}pagefind/`);
const drawer = new FilterDrawer(byId("find-side"), byId("find-open"), () => change(withoutFilters()), () => update());

let state = urlState.parse(location.search);
/** Aborted when a newer update starts. */
let current = new AbortController();
let debounceTimer = 0;
/** @type {Promise<Columns> | undefined} */
let columnsPromise;
/** @type {FilterPanel | undefined} */
let panel;

function withoutFilters() {
  return { ...urlState.emptyState(), q: state.q, sort: state.sort };
}

function columns() {
  columnsPromise ??= loadColumns(`${root}find/columns.bin`, today());
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

/** Shows what `state` asks for. */
async function update() {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const requested = state;
  if (input.value.trim() !== requested.q && document.activeElement !== input) input.value = requested.q;
  sort.value = urlState.sortOrder(requested);
  /** @type {HTMLOptionElement} */ (sort.options[0]).disabled = !requested.q;
  document.documentElement.classList.add("f-busy");
  try {
    const found = requested.q ? await wordSearch.find(requested.q, columns(), signal) : null;
    await show(await columns(), found, requested, signal);
  } catch (error) {
    if (!signal.aborted) showError(error);
  } finally {
    if (!signal.aborted) document.documentElement.classList.remove("f-busy");
  }
}

/**
 * @param {Columns} all
 * @param {import("./word_search.js").Found | null} found
 * @param {State} requested
 * @param {AbortSignal} signal
 */
async function show(all, found, requested, signal) {
  signal.throwIfAborted();
  const counts = countFacets(all, requested, found && found.rows, today());
  const rows = sorted(all, counts.rows, urlState.sortOrder(requested), found && found.ranks);
  if (drawer.isVisible) {
    panel ??= new FilterPanel(drawer.content, offered(all.facets, form.dataset.facets), (facet, value) => change(urlState.toggled(state, facet, value)));
    panel.update(counts, requested);
  }
  drawer.update(requested.selected.size, `Show ${plural(rows.length, "project")}`);
  showChips(byId("find-chips"), all, requested, change);
  showFollowLink(byId("find-follow"), all, requested, base);
  setStatus(status, `${plural(rows.length, "project")}${requested.q ? ` for “${requested.q}”` : ""}`);
  if (urlState.isDefault(requested)) {
    showBuiltList();
    return;
  }
  if (rows.length === 0) showNone(all, counts, requested);
  else {
    const shown = rows.slice(0, requested.show);
    const names = shown.map((row) => all.fragments[row]);
    await results.show({ names, rows: shown, total: rows.length, found, q: requested.q }, showMore, signal);
  }
  if (!resultList.isConnected) builtList.after(resultList);
  builtList.hidden = true;
  pager?.toggleAttribute("hidden", true);
}

/** Shows the list from the build, without the listings that have closed since. */
function showBuiltList() {
  resultList.remove();
  builtList.hidden = false;
  pager?.toggleAttribute("hidden", false);
  for (const card of builtList.querySelectorAll(".b-card--closed")) card.parentElement?.toggleAttribute("hidden", true);
}

/**
 * @param {Columns} all
 * @param {import("./facet_counts.js").Counts} counts
 * @param {State} requested
 */
function showNone(all, counts, requested) {
  const suggestions = [...counts.without]
    .filter(([, count]) => count)
    .sort((a, b) => b[1] - a[1])
    .slice(0, SUGGESTIONS)
    .map(([facet, count]) => ({
      label: selectionLabel(all, requested, facet),
      count,
      apply: () => change(urlState.without(state, facet)),
    }));
  results.showNone(suggestions, { count: counts.open, apply: () => change(urlState.emptyState()) });
}

async function showMore() {
  const before = state.show;
  await change({ ...state, show: before + urlState.PAGE_SIZE }, "replace");
  results.focus(before);
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
    const q = urlState.cleanQuery(input.value);
    if (q === state.q) return;
    // The back button returns to the state before the query, not to each of its letters.
    change({ ...state, q, show: urlState.PAGE_SIZE }, state.q ? "replace" : "push");
  }, DEBOUNCE);
});
input.addEventListener("focus", () => {
  columns().catch(() => {});
  wordSearch.preload().catch(() => {});
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change({ ...state, q: urlState.cleanQuery(input.value), show: urlState.PAGE_SIZE });
});
sort.addEventListener("change", () => change({ ...state, sort: sort.value, show: urlState.PAGE_SIZE }));
byId("find-open").addEventListener("click", () => update());
addEventListener("popstate", () => {
  state = urlState.parse(location.search);
  input.value = state.q;
  update();
});
document.addEventListener("board:day", async () => {
  const all = await columns();
  const index = all.facets.findIndex(({ id }) => id === "deadline");
  if (index >= 0) all.facets[index] = deadlineFacet(all.deadlines, today());
  refresh(resultList);
  update();
});
addShortcuts(input, () => (resultList.isConnected ? resultList : builtList), () => change(urlState.without(state, "q")));

const typedBefore = urlState.cleanQuery(input.value); // while this script was loading
if (!typedBefore) input.value = state.q;
if (input.value || document.activeElement === input) wordSearch.preload().catch(() => {});
for (const control of [sort, byId("find-open")]) control.toggleAttribute("disabled", false);
keepPlace();
if (typedBefore && typedBefore !== state.q) change({ ...state, q: typedBefore });
else if (!urlState.isDefault(state) || drawer.isBeside) update().then(comeBack);
