// @ts-check
/** "Get alerts": a link to the closest feed, and how it differs from the search. */

import { link } from "../lib/dom.js";
import { closestFeed } from "./feeds.js";
import { PAGE_SIZE, isDefault, serialize } from "./url_state.js";

/**
 * @param {HTMLElement} root a paragraph
 * @param {import("./columns.js").Columns} columns
 * @param {import("./url_state.js").State} state
 * @param {string} base
 */
export function showFollowLink(root, columns, state, base) {
  root.hidden = isDefault(state);
  document.getElementById("find-embed")?.setAttribute("href", `${base}/follow/embed/${serialize({ ...state, show: PAGE_SIZE, boards: false })}`);
  const feed = closestFeed(columns, state);
  const feedLink = link(`${base}/${feed.path}${feed.file}`, feed.path ? `all ${feed.label} projects` : "every new project");
  feedLink.type = feed.type;
  root.replaceChildren("Get alerts: ", feedLink, feed.exact ? "" : " (the closest feed to this search)");
}
