// @ts-check
/** /follow/embed/: the code for what the page's address asks for, and how it looks. */

import { parse, serialize } from "../browse/url_state.js";
import { byId, element, setStatus } from "../lib/dom.js";
import { limit, MOST, USUAL } from "./limit.js";

const root = new URL("../../", location.href).href;
const asked = new URLSearchParams(location.search);
const part = ["employer", "collection"].filter((name) => /^[\w-]+$/.test(asked.get(name) ?? ""));
const query = new URLSearchParams([...part.map((name) => [name, asked.get(name) ?? ""]), ...new URLSearchParams(serialize(parse(location.search)))]);
const site = document.querySelector("meta[property='og:site_name']")?.getAttribute("content") ?? "";
const title = `Open projects on ${site}`;
const form = /** @type {HTMLFormElement} */ (byId("code-form"));
const preview = byId("code-preview");

/** @param {string} id */
function value(id) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(id)).value;
}

/**
 * An element as one would type it.
 * @param {Element} shown
 * @param {string} more attributes that the policy of this page forbids, or that have no value
 */
function code(shown, more = "") {
  const attributes = [...shown.attributes].map(({ name, value: text }) => ` ${name}="${quoted(text)}"`);
  /** @type {string} */
  const inside = [...shown.children].map((child) => code(child)).join("") || quoted(shown.textContent ?? "");
  return `<${shown.localName}${attributes.join("")}${more}>${inside}</${shown.localName}>`;
}

/** @param {string} text */
function quoted(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\"", "&quot;");
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
    const page = folder ? `${folder}s/${query.get(folder)}/` : `browse/${serialize(parse(location.search))}`;
    plain.href = root + page;
    component.append(plain);
    return component;
  }
  const frame = element("iframe");
  for (const [name, text] of Object.entries({ src: `${root}embed/?${all}`, title, width: "100%", height: "600" })) frame.setAttribute(name, text);
  return frame;
}

function update() {
  const shown = list();
  const script = element("script");
  script.src = `${root}embed/v1.js`;
  const more = shown.localName === "iframe" ? " style=\"border:0\" loading=\"lazy\"" : "";
  byId("code-text").textContent = `${code(shown, more)}\n${code(script, " async")}`;
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
const words = [...query].map(([name, text]) => `${name}: ${text.replaceAll(",", " or ")}`);
if (words.length) byId("code-what").textContent = `open projects with ${words.join(", ")}`;
const script = element("script");
script.src = `${root}embed/v1.js`;
document.head.append(script);
Object.assign(byId("code-limit"), { max: MOST, value: USUAL });
for (const id of ["code-form", "code-copy", "code-preview"]) byId(id).hidden = false;
update();
