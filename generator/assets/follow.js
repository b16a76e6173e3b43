// @ts-check
/**
 * /follow/: a button that copies each feed's address, calendar links that open a calendar program
 * wherever the site is hosted, and a search field that finds one feed among hundreds.
 */

import { button, byId, setStatus } from "./lib/dom.js";
import { fold, foldedWords, plural } from "./lib/text.js";

const status = byId("follow-said");
const input = /** @type {HTMLInputElement} */ (byId("follow-q"));
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

/** @param {string} query */
function find(query) {
  const wanted = foldedWords(query);
  let total = 0;
  for (const group of groups) {
    let found = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("li"))) {
      const text = fold(row.querySelector("a")?.textContent ?? "");
      row.hidden = !wanted.every((word) => text.includes(word));
      if (!row.hidden) found += 1;
    }
    total += found;
    group.hidden = wanted.length > 0 && found === 0;
    group.open = wanted.length ? found > 0 : group === groups[0];
  }
  const number = total ? `${plural(total, "part")} of the board` : "Nothing";
  setStatus(status, wanted.length ? `${number} called “${query.trim()}”.` : "");
}

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll("#follow-whole a, .w-ways a");
for (const link of links) {
  if (link.protocol === "webcal:") {
    const part = link.closest(".w-ways")?.parentElement?.querySelector("a")?.href ?? new URL("../", location.href);
    const file = new URL("deadlines.ics", part);
    link.href = `webcal://${file.host}${file.pathname}`;
    addCopyButton(link, file.href);
  } else if (!link.href.endsWith("/")) addCopyButton(link, link.href);
}
input.addEventListener("input", () => find(input.value));
byId("follow-find").hidden = false;
