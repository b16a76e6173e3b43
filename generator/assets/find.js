// @ts-check
/**
 * Finds projects on /browse/ as you type, in the cards that are on the page already. What is on
 * the list's further pages is fetched when somebody first asks. Without this the list is whole.
 */

const MOST_PAGES = 20;
const PAUSE = 120; // milliseconds after the last key

const form = /** @type {HTMLFormElement} */ (document.getElementById("finder"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const status = /** @type {HTMLElement} */ (document.getElementById("finder-status"));
const list = /** @type {HTMLElement | null} */ (document.querySelector("#results .b-cards"));
const pager = /** @type {HTMLElement | null} */ (document.querySelector(".b-pager"));
const total = Number(form.dataset.total);
const pages = Math.min(Number(form.dataset.pages), MOST_PAGES);

/** @type {{item: HTMLElement, text: string}[]} */
let known = [];
/** @type {Promise<void> | undefined} */
let loading;
let timer = 0;

/**
 * `Città` and `citta` are one spelling.
 * @param {string} text
 */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {Iterable<HTMLElement>} items */
function learn(items) {
  for (const item of items) {
    known.push({ item, text: fold(`${item.textContent} ${item.dataset.words ?? ""}`) });
  }
}

/** Fetch the list's further pages, once. */
function loadAll() {
  loading ??= (async () => {
    for (let number = 2; number <= pages; number += 1) {
      const answer = await fetch(`${number}/`);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const items = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("#results .b-cards > li")]);
      for (const item of items) {
        for (const link of item.querySelectorAll("a")) {
          link.href = new URL(link.getAttribute("href") ?? "", answer.url).href;
        }
        item.hidden = true;
        list?.append(item);
      }
      learn(items);
    }
  })();
  return loading;
}

async function find() {
  const query = input.value.trim();
  const url = new URL(location.href);
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  history.replaceState(null, "", url);
  if (query) await loadAll();
  if (query !== input.value.trim()) return; // a newer question is on its way
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  const first = query ? known.length : Number(form.dataset.size);
  let found = 0;
  known.forEach(({ item, text }, index) => {
    item.hidden = index >= first || !wanted.every((word) => text.includes(word));
    if (!item.hidden) found += 1;
  });
  if (pager) pager.hidden = Boolean(query);
  status.textContent = query ? said(query, found) : "";
}

/**
 * @param {string} query
 * @param {number} found
 */
function said(query, found) {
  const among = known.length < total ? `the newest ${known.length} projects` : `${total} projects`;
  if (found) return `${found} of ${among} match “${query}”.`;
  return `None of ${among} matches “${query}”. Try fewer words, or look by skill above.`;
}

if (list) {
  learn(/** @type {HTMLElement[]} */ ([...list.children]));
  form.hidden = false;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  if (input.value) find();
}
