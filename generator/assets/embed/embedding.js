// @ts-check
/** /follow/embed/: the code for what the page's address asks for, and how it looks. */

import { PAGE_SIZE, parse, serialize } from "../browse/url_state.js";
import { byId, element, setStatus } from "../lib/dom.js";
import { limit, MOST, USUAL } from "./limit.js";

const root = new URL("../../", location.href).href;
const asked = new URLSearchParams(location.search);
const part = ["employer", "collection"].filter((name) => /^[\w-]+$/.test(asked.get(name) ?? ""));
const search = serialize({ ...parse(location.search), show: PAGE_SIZE, boards: false });
const query = new URLSearchParams([...part.map((name) => [name, asked.get(name) ?? ""]), ...new URLSearchParams(search)]);
const site = document.querySelector("meta[property='og:site_name']")?.getAttribute("content") ?? "";
const title = `Open projects on ${site}`;
const form = /** @type {HTMLFormElement} */ (byId("code-form"));
const preview = byId("code-preview");
const script = element("script");
script.src = `${root}embed/v1.js`;
script.setAttribute("async", "");

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(id)).value;
}

/** The list as an element. */
function list() {
  const options = { limit: String(limit(value("code-limit"))), theme: value("code-theme") };
  const all = new URLSearchParams([...query, ...Object.entries(options)]).toString().replaceAll("%2C", ",");
  if (value("code-kind") === "component") {
    const component = document.createElement("microinternships-list");
    for (const [name, text] of new URLSearchParams(all)) component.setAttribute(name, text);
    const plain = element("a", "", title);
    const [folder] = part;
    const page = folder ? `${folder}s/${query.get(folder)}/` : `browse/${search}`;
    plain.href = root + page;
    component.append(plain);
    return component;
  }
  const frame = element("iframe");
  const attributes = { src: `${root}embed/?${all}`, title, width: "100%", height: "600", loading: "lazy" };
  for (const [name, text] of Object.entries(attributes)) frame.setAttribute(name, text);
  frame.style.border = "0"; // the page's policy forbids it as an attribute
  return frame;
}

function update() {
  const shown = list();
  byId("code-text").textContent = `${shown.outerHTML}\n${script.outerHTML}`;
  preview.querySelector("iframe, microinternships-list")?.remove();
  preview.append(shown);
}

byId("code-copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(byId("code-text").textContent ?? "");
    setStatus(byId("code-said"), "Copied.");
  } catch {
    setStatus(byId("code-said"), "Your browser did not allow it. Please mark the code and copy it.");
  }
});
form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
const words = [...query].filter(([name]) => name !== "sort").map(([name, text]) => `${name}: ${text.replaceAll(",", " or ")}`);
if (words.length) byId("code-what").textContent = `open projects with ${words.join(", ")}`;
document.head.append(script);
Object.assign(byId("code-limit"), { max: MOST, value: USUAL });
for (const id of ["code-form", "code-copy", "code-preview"]) byId(id).hidden = false;
update();
