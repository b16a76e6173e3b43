// @ts-check
/**
 * /follow/: a button that copies each feed's address, calendars that open in a calendar program
 * wherever the site stands, and a box that finds one feed among hundreds.
 */

const said = /** @type {HTMLElement} */ (document.getElementById("follow-said"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("follow-q"));
const groups = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".w-group")]);

/** @param {string} text */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} address
 */
function addCopy(link, address) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "w-copy";
  button.textContent = "Copy";
  const of = link.closest("li")?.querySelector("a")?.textContent ?? "";
  const what = of === link.textContent ? of : `${link.textContent} of ${of}`;
  button.setAttribute("aria-label", `Copy the address: ${what}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
      said.textContent = `Copied: ${address}`;
    } catch {
      said.textContent = `The address is ${address}`;
    }
  });
  if (link.parentElement?.matches(".w-ways")) link.after(button);
  else link.parentElement?.append(button);
}

/** @param {string} words */
function find(words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of groups) {
    let here = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("li"))) {
      const text = fold(row.querySelector("a")?.textContent ?? "");
      row.hidden = !wanted.every((word) => text.includes(word));
      if (!row.hidden) here += 1;
    }
    found += here;
    group.hidden = wanted.length > 0 && here === 0;
    group.open = wanted.length ? here > 0 : group === groups[0];
  }
  const number = `${found} ${found === 1 ? "part" : "parts"} of the board`;
  said.textContent = wanted.length ? `${found ? number : "Nothing"} called “${words.trim()}”.` : "";
}

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll("#follow-whole a, .w-ways a");
for (const link of links) {
  if (link.protocol === "webcal:") {
    const part = link.closest(".w-ways")?.parentElement?.querySelector("a")?.href ?? new URL("../", location.href);
    const file = new URL("deadlines.ics", part);
    link.href = `webcal://${file.host}${file.pathname}`;
    addCopy(link, file.href);
  } else if (!link.href.endsWith("/")) addCopy(link, link.href);
}
input.addEventListener("input", () => find(input.value));
/** @type {HTMLElement} */ (document.getElementById("follow-find")).hidden = false;
