// @ts-check
/**
 * /browse/: search, filters and results. The page is whole without this: the list that the board
 * was built with stays until somebody asks for something else.
 */

import { element } from "../card.js";
import { settle, today } from "../closing.js";
import { chips, chosenIn } from "./chips.js";
import { closing, load } from "./columns.js";
import { follow } from "./follow.js";
import { keys } from "./keys.js";
import { Pane } from "./pane.js";
import { projects, Results } from "./results.js";
import { Sheet } from "./sheet.js";
import * as states from "./state.js";
import { sorted, tally } from "./tally.js";
import { Text } from "./text.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./state.js").State} State */

const PAUSE = 50; // milliseconds after the last key

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("finder"));
const input = /** @type {HTMLInputElement} */ (at("finder-q"));
const sort = /** @type {HTMLSelectElement} */ (at("find-sort"));
const base = form.dataset.base ?? "..";
const root = new URL(`${base}/`, location.href).pathname;
const built = at("results");
const pager = document.querySelector(".b-pager");
const shown = element("div", "f-results");
const text = new Text(`${root}pagefind/`);
const results = new Results(shown, base, `${root}pagefind/`);
const sheet = new Sheet(at("find-side"), at("find-open"), () => change(onlyWords()), () => update());

let state = states.read(location.search);
let run = 0;
let timer = 0;
/** @type {Promise<Columns> | undefined} */
let loading;
/** @type {Pane | undefined} */
let pane;

/** `state` without its filters. */
function onlyWords() {
  return { ...states.nothing(), q: state.q, sort: state.sort };
}

function columns() {
  loading ??= load(`${root}find/columns.bin`, today());
  loading.catch(() => { loading = undefined; }); // another tap asks again
  return loading;
}

/**
 * @param {State} next
 * @param {"push" | "replace"} how whether "back" leads here
 */
function change(next, how = "push") {
  clearTimeout(timer);
  state = next;
  const address = location.pathname + states.write(state);
  if (address !== location.pathname + location.search) {
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }
  return update();
}

/** Make the page what `state` asks for. */
async function update() {
  run += 1;
  const turn = run;
  const asked = state;
  if (input.value.trim() !== asked.q && document.activeElement !== input) input.value = asked.q;
  sort.value = states.order(asked);
  /** @type {HTMLOptionElement} */ (sort.options[0]).disabled = !asked.q;
  document.documentElement.classList.add("f-busy");
  try {
    const all = columns();
    const found = asked.q ? await text.find(asked.q, all) : null;
    if (turn !== run || (asked.q && !found)) return;
    await draw(await all, found, asked, () => turn === run);
  } catch (error) {
    if (turn === run) fail(error);
  } finally {
    if (turn === run) document.documentElement.classList.remove("f-busy");
  }
}

/**
 * @param {Columns} all
 * @param {import("./text.js").Found | null} found
 * @param {State} asked
 * @param {() => boolean} isCurrent
 */
async function draw(all, found, asked, isCurrent) {
  if (!isCurrent()) return;
  const sum = tally(all, asked, found && found.rows, today());
  const rows = sorted(all, sum.rows, states.order(asked), found && found.ranks);
  if (sheet.isSeen) {
    pane ??= new Pane(sheet.body, all, (facet, value) => change(states.toggled(state, facet, value)));
    pane.update(sum, asked);
  }
  sheet.update(asked.chosen.size, `Show ${projects(rows.length)}`);
  chips(at("find-chips"), all, asked, change);
  follow(at("find-follow"), all, asked, base);
  say(asked, rows.length);
  if (states.isPlain(asked)) {
    plain();
    return;
  }
  if (rows.length === 0) none(all, sum, asked);
  else {
    const part = rows.slice(0, asked.show);
    const names = part.map((row) => all.fragments[row]);
    await results.show(names, part, rows.length, found, asked.q, more, isCurrent);
  }
  if (!isCurrent()) return;
  if (!shown.isConnected) built.after(shown);
  built.hidden = true;
  pager?.toggleAttribute("hidden", true);
}

/** The list as it was built; what has closed since makes way. */
function plain() {
  shown.remove();
  built.hidden = false;
  pager?.toggleAttribute("hidden", false);
  for (const card of built.querySelectorAll(".b-card--closed")) card.parentElement?.toggleAttribute("hidden", true);
}

/**
 * @param {State} asked
 * @param {number} number
 */
function say(asked, number) {
  const what = asked.q ? ` for “${asked.q}”` : "";
  const said = `${projects(number)}${what}`;
  if (at("find-count").textContent !== said) at("find-count").textContent = said;
}

/**
 * @param {Columns} all
 * @param {import("./tally.js").Tally} sum
 * @param {State} asked
 */
function none(all, sum, asked) {
  const ways = [...sum.without]
    .filter(([, number]) => number)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([facet, number]) => ({
      label: chosenIn(all, asked, facet),
      number,
      drop: () => change(states.without(state, facet)),
    }));
  results.none(ways, { number: sum.open, drop: () => change(states.nothing()) });
}

async function more() {
  const before = state.show;
  await change({ ...state, show: before + states.PAGE }, "replace");
  results.focus(before);
}

/** @param {unknown} error */
function fail(error) {
  console.warn(error);
  plain();
  at("find-count").textContent = "The search could not be loaded. Here are the newest projects; please try again in a moment.";
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const q = states.tidy(input.value);
    if (q === state.q) return;
    // One step back leads to before the typing, not through its letters.
    change({ ...state, q, show: states.PAGE }, state.q ? "replace" : "push");
  }, PAUSE);
});
input.addEventListener("focus", () => {
  columns().catch(() => {});
  text.warm().catch(() => {});
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change({ ...state, q: states.tidy(input.value), show: states.PAGE });
});
sort.addEventListener("change", () => change({ ...state, sort: sort.value, show: states.PAGE }));
at("find-open").addEventListener("click", () => update());
addEventListener("popstate", () => {
  state = states.read(location.search);
  input.value = state.q;
  update();
});
document.addEventListener("board:day", async () => {
  const all = await columns();
  const facet = all.facets.findIndex(({ id }) => id === "deadline");
  if (facet >= 0) all.facets[facet] = closing(all.deadlines, today());
  settle(shown);
  update();
});
keys(input, () => (shown.isConnected ? shown : built), () => change(states.without(state, "q")));

const typed = states.tidy(input.value); // before this ran
if (!typed) input.value = state.q;
if (input.value || document.activeElement === input) text.warm().catch(() => {});
for (const control of [sort, at("find-open")]) control.toggleAttribute("disabled", false);
if (typed && typed !== state.q) change({ ...state, q: typed });
else if (!states.isPlain(state) || sheet.isBeside) update();
