// @ts-check
/** /match/: the form, and the projects that fit. What is typed here never leaves the browser. */

import { card, element } from "../card.js";
import { settle, today } from "../closing.js";
import { load, listed, unpacked } from "../find/columns.js";
import { fragment } from "../find/fragments.js";
import { stars } from "../star.js";
import { Picker } from "./picker.js";
import { list, rank, reasons } from "./rank.js";
import { nothing, read, remember, remembered, write } from "./wish.js";

/** @typedef {import("./rank.js").Match} Match */
/** @typedef {import("./rank.js").Outcome} Outcome */

const PAGE = 20;
const DAY = 86_400_000; // milliseconds
const BASE = "..";
const ROOT = new URL("../../../", import.meta.url).pathname;

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (at("match"));
const hours = /** @type {HTMLInputElement} */ (at("match-hours"));
const from = /** @type {HTMLSelectElement} */ (at("match-from"));
const languages = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=lang]")]);
const can = new Picker(at("match-can"), changed);
const learn = new Picker(at("match-learn"), changed);

let wish = location.hash.length > 1 ? read(location.hash) : remembered();
let shown = PAGE;
let run = 0;
/** @type {Promise<[import("../find/columns.js").Columns, any]> | undefined} */
let loading;

function data() {
  loading ??= Promise.all([load(`${ROOT}find/columns.bin`, today()), unpacked(`${ROOT}find/match.bin`)]);
  loading.catch(() => { loading = undefined; }); // the next answer asks again
  return loading;
}

/** The form says something else now. */
function changed() {
  wish = {
    can: can.value,
    learn: learn.value,
    hours: hours.valueAsNumber > 0 ? Math.min(Math.round(hours.valueAsNumber), 60) : 0,
    from: from.value,
    languages: new Set(languages.filter((box) => box.checked).map((box) => box.value)),
  };
  shown = PAGE;
  remember(wish);
  history.replaceState(null, "", `#${write(wish)}`);
  update();
}

/** Put `wish` into the form. */
function fill() {
  can.value = wish.can;
  learn.value = wish.learn;
  hours.value = wish.hours ? String(wish.hours) : "";
  from.value = wish.from;
  for (const box of languages) box.checked = wish.languages.has(box.value);
}

async function update() {
  run += 1;
  const turn = run;
  try {
    const [columns, more] = await data();
    const extra = { gains: listed("gains", "", more.gains), language: listed("language", "", more.language) };
    const found = rank(columns, extra, wish, Date.parse(today()) / DAY);
    const part = found.matches.slice(0, shown);
    const cards = await Promise.all(part.map(({ row }) => fragment(`${ROOT}pagefind/`, columns.fragments[row])));
    if (turn !== run) return;
    at("match-results").replaceChildren(...part.map((match, index) => item(match, cards[index].facts)));
    stars(at("match-results"));
    settle(at("match-results"));
    say(found);
  } catch (error) {
    console.warn(error);
    if (turn === run) at("match-status").textContent = "The projects could not be loaded. Please try again in a moment.";
  }
}

/**
 * @param {Match} match
 * @param {import("../card.js").Facts} facts
 */
function item(match, facts) {
  const why = element("ul", "m-why", ...reasons(match, wish).map((reason) => element("li", "", reason)));
  why.classList.toggle("m-why--all", match.missing.length === 0);
  return element("li", "", why, card(facts, BASE));
}

/** @param {Outcome} found */
function say({ matches, out, gap }) {
  const asked = wish.can.size > 0 || wish.learn.size > 0;
  const number = `${matches.length} project${matches.length === 1 ? "" : "s"}`;
  const whole = matches.filter(({ missing }) => missing.length === 0).length;
  const all = whole && wish.can.size ? `, ${whole} of them with every skill you need` : "";
  let said = "Tick a skill, and what fits appears here.";
  if (asked) said = matches.length ? `${number} ${matches.length === 1 ? "fits" : "fit"}${all}.` : "Nothing fits yet. Tick another skill, or loosen a limit.";
  at("match-status").textContent = said;
  at("match-out").textContent = asked ? leftOut(out) : "";
  at("match-gap").replaceChildren(...(gap ? [opener(gap)] : []));
  const jump = at("match-jump");
  jump.hidden = !asked || !matches.length;
  jump.textContent = `See ${number}`;
  const more = at("match-more");
  more.hidden = matches.length <= shown;
  more.textContent = `Show ${Math.min(PAGE, matches.length - shown)} more of ${matches.length - shown}`;
}

/** @param {Outcome["out"]} out */
function leftOut(out) {
  const parts = [];
  if (out.hours) parts.push(`${out.hours} for more than ${wish.hours} hours a week`);
  if (out.from) parts.push(`${out.from} for people in other countries`);
  if (out.language) parts.push(`${out.language} in other languages`);
  return parts.length ? `Left out: ${list(parts)}.` : "";
}

/** @param {NonNullable<Outcome["gap"]>} gap */
function opener(gap) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "", gap.label));
  link.href = `${BASE}/skills/${gap.id}/`;
  const number = `${gap.number} more project${gap.number === 1 ? "" : "s"}`;
  const words = element("p", "", "The one skill that would open the most for you: ", link, `. With it you would have all that ${number} ${gap.number === 1 ? "needs" : "need"}.`);
  if (wish.learn.has(gap.id) || !learn.boxes.some((box) => box.value === gap.id)) return words;
  const button = element("button", "m-plain", `I want to learn ${gap.label}`);
  button.setAttribute("type", "button");
  button.addEventListener("click", () => {
    learn.value = new Set([...learn.value, gap.id]);
    changed();
  });
  words.append(" ", button);
  return words;
}

async function copy() {
  const field = /** @type {HTMLInputElement} */ (at("match-link"));
  field.value = location.href;
  at("match-link-box").hidden = false;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    at("match-said").textContent = "The link is copied. It carries your answers.";
  } catch {
    at("match-said").textContent = "Copy the link below. It carries your answers.";
  }
}

function forget() {
  wish = nothing();
  fill();
  changed();
  history.replaceState(null, "", location.pathname);
  at("match-link-box").hidden = true;
  at("match-said").textContent = "Forgotten: nothing is kept in this browser.";
}

form.hidden = false;
at("match-found").hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
hours.addEventListener("input", changed);
from.addEventListener("change", changed);
for (const box of languages) box.addEventListener("change", changed);
at("match-copy").addEventListener("click", copy);
at("match-forget").addEventListener("click", forget);
at("match-more").addEventListener("click", async () => {
  const before = shown;
  shown += PAGE;
  await update();
  const next = at("match-results").querySelectorAll(".b-card__title a")[before];
  /** @type {HTMLElement | undefined} */ (next)?.focus();
});
at("match-jump").addEventListener("click", () => {
  at("match-found").scrollIntoView();
  at("match-found").focus({ preventScroll: true });
});
addEventListener("hashchange", () => {
  if (location.hash && !location.hash.includes("=")) return; // a place on the page
  wish = read(location.hash);
  fill();
  remember(wish);
  update();
});
document.addEventListener("board:day", update);
fill();
update();
