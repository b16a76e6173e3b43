// @ts-check
/**
 * /follow/ and its lists: a button that copies each feed's address, calendar links that open a
 * calendar program wherever the site is hosted, and a search field that finds one feed among
 * hundreds, also those on the pages of a list.
 */

import { button, byId, setStatus } from "./lib/dom.js";
import { fold, foldedWords, plural } from "./lib/text.js";

const status = byId("follow-said");
const input = /** @type {HTMLInputElement | null} */ (document.getElementById("follow-q")); // on /follow/ itself
const groups = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".w-group")]);

/**
 * @param {HTMLAnchorElement} link
 * @param {string} address
 */
function addCopyButton(link, address) {
  const copyButton = button("w-copy", "Copy", async () => {
    try {
      await navigator.clipboard.writeText(address);
      copyButton.textContent = "Copied";
      setTimeout(() => { copyButton.textContent = "Copy"; }, 2000);
      setStatus(status, `Copied: ${address}`);
    } catch {
      setStatus(status, `The address is ${address}`);
    }
  });
  const of = link.closest("li")?.querySelector("a")?.textContent ?? "";
  const what = of === link.textContent ? of : `${link.textContent} of ${of}`;
  copyButton.setAttribute("aria-label", `Copy the address: ${what}`);
  if (link.parentElement?.matches(".w-ways")) link.after(copyButton);
  else link.parentElement?.append(copyButton);
}

/** @type {Map<HTMLElement, Promise<void>>} */
const loading = new Map();

/**
 * Adds to a group what only its pages have. It is hidden unless somebody looks for it.
 * @param {HTMLDetailsElement} group
 */
async function addAll(group) {
  const list = /** @type {HTMLElement} */ (group.querySelector("ul"));
  const known = new Set(rowsOf(list).map(addressOf));
  const addresses = group.dataset.pages?.split(" ").filter(Boolean) ?? [];
  const answers = await Promise.all(addresses.map((address) => fetch(address)));
  for (const answer of answers) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of page.querySelectorAll("a")) link.href = new URL(link.getAttribute("href") ?? "", answer.url).href;
    for (const row of rowsOf(page).filter((row) => !known.has(addressOf(row)))) {
      row.removeAttribute("id");
      row.dataset.more = "";
      list.append(row);
      prepare(row);
    }
  }
}

/**
 * The rows of a group with those of its pages, which are loaded once.
 * @param {HTMLDetailsElement} group
 */
async function allRows(group) {
  const loaded = loading.get(group) ?? addAll(group);
  loading.set(group, loaded);
  loaded.catch(() => loading.delete(group)); // the next letter tries again
  await loaded;
  return rowsOf(group);
}

/** @param {ParentNode} root */
function rowsOf(root) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".b-rows > li:has(.w-ways)"))];
}

/** @param {HTMLElement} row */
function addressOf(row) {
  return row.querySelector("a")?.href;
}

/** @param {string} query */
async function find(query) {
  const wanted = foldedWords(query);
  const rows = new Map(await Promise.all(groups.map(async (group) => /** @type {const} */ ([group, wanted.length ? await allRows(group) : rowsOf(group)]))));
  if (input?.value !== query) return; // somebody typed on
  let total = 0;
  for (const [group, ofGroup] of rows) {
    let found = 0;
    for (const row of ofGroup) {
      const text = fold(row.querySelector("a")?.textContent ?? "");
      row.hidden = wanted.length ? !wanted.every((word) => text.includes(word)) : "more" in row.dataset;
      if (!row.hidden) found += 1;
    }
    total += found;
    group.hidden = wanted.length > 0 && found === 0;
    group.open = wanted.length ? found > 0 : group === groups[0];
  }
  const number = total ? `${plural(total, "part")} of the board` : "Nothing";
  setStatus(status, wanted.length ? `${number} called “${query.trim()}”.` : "");
}

/**
 * Adds the buttons of all links below `root`, and makes its calendar links ones of this site.
 * @param {ParentNode} root
 */
function prepare(root) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("#follow-whole a, .w-ways a"))) {
    if (link.protocol === "webcal:") {
      const part = link.closest(".w-ways")?.parentElement?.querySelector("a")?.href ?? new URL("../", location.href);
      const file = new URL("deadlines.ics", part);
      link.href = `webcal://${file.host}${file.pathname}`;
      addCopyButton(link, file.href);
    } else if (!link.href.endsWith("/")) addCopyButton(link, link.href);
  }
}

prepare(document);
if (input) {
  input.addEventListener("input", () => find(input.value).catch(showError));
  byId("follow-find").hidden = false;
}

/** @param {unknown} error */
function showError(error) {
  console.warn(error);
  setStatus(status, "Not everything could be loaded. Please try again in a moment.");
}
