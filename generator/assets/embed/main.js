// @ts-check
/**
 * /embed/: the cards that its address asks for. It tells its height to the page around it, and
 * listens to no message, so that this page can do nothing with it but change its size.
 */

import { chosen } from "../browse/chosen.js";
import { card } from "../card.js";
import { today } from "../lib/days.js";
import { byId, element, link, setStatus } from "../lib/dom.js";
import { plural } from "../lib/text.js";

const page = byId("content");
const status = byId("embed-said");
const root = new URL("../", location.href).href;
const note = document.querySelector("body > .b-rates");
let shownOn = ""; // a day

/** @param {string} path */
function linkAll(path) {
  /** @type {HTMLAnchorElement} */ (byId("embed-all")).href = root + path;
}

/** @param {ParentNode} part */
function openOutside(part) {
  for (const outward of part.querySelectorAll("a")) Object.assign(outward, { target: "_blank", rel: "noopener" });
}

async function show() {
  linkAll(`browse/${location.search}`); // if nothing comes, and until then
  const day = today();
  const { total, all, isWider, listings } = await chosen(root, location.search);
  linkAll(all);
  setStatus(status, total ? plural(total, "open project") : "No project is open here at the moment.");
  const cards = element("ul", "b-cards", ...listings.map((facts) => element("li", "", card(facts, ".."))));
  const list = byId("embed-list");
  list.replaceChildren(byId("embed-title"), cards);
  if (total > listings.length) {
    const others = isWider ? "more" : `all ${total.toLocaleString("en")}`;
    list.append(element("p", "", link(root + all, `See ${others} on ${page.dataset.board}`)));
  }
  if (list.querySelector(".b-about") && note) list.append(note);
  openOutside(list);
  shownOn = day;
}

function tellHeight() {
  const height = Math.ceil(page.getBoundingClientRect().height);
  parent.postMessage({ type: "board-embed-height", height }, "*"); // a number is no secret
}

async function update() {
  try {
    await show();
  } catch (error) {
    console.warn(error);
    setStatus(status, "The projects could not be loaded. The link above leads to them.");
  }
}

// The page around would shrink the frame and then make it higher, if it heard of the empty list.
update().then(() => {
  new ResizeObserver(tellHeight).observe(page);
  addEventListener("resize", tellHeight); // v1.js may come late: it resizes the frame to hear the height
});
// Deadlines pass while a page is open, and what failed may work later.
setInterval(() => { if (today() !== shownOn) update(); }, 60_000);
