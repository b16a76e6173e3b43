// @ts-check
/** "Follow this search": a link to the closest feed, and how it differs from the search. */

import { link } from "../lib/dom.js";
import { closestFeed } from "./feeds.js";
import { isDefault } from "./url_state.js";

/**
 * @param {HTMLElement} root a paragraph
 * @param {import("./columns.js").Columns} columns
 * @param {import("./url_state.js").State} state
 * @param {string} base
 */
export function showFollowLink(root, columns, state, base) {
  root.hidden = isDefault(state);
  const feed = closestFeed(columns, state);
  const feedLink = link(`${base}/${feed.path}feed.xml`, feed.label);
  feedLink.type = "application/rss+xml";
  const [before, after] = feed.exact
    ? ["Follow this search: the feed of ", "."]
    : ["Follow this search. Closest feed: ", feed.path ? ", which brings a little more." : ", every new project."];
  root.replaceChildren(before, feedLink, after);
}
