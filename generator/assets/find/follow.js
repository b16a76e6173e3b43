// @ts-check
/** "Follow this search": the feed that comes closest, and in what it differs. */

import { element } from "../card.js";
import { closest } from "./feeds.js";
import { isPlain } from "./state.js";

/**
 * @param {HTMLElement} root a paragraph
 * @param {import("./columns.js").Columns} columns
 * @param {import("./state.js").State} state
 * @param {string} base
 */
export function follow(root, columns, state, base) {
  root.hidden = isPlain(state);
  const feed = closest(columns, state);
  const made = /** @type {HTMLAnchorElement} */ (element("a", "", feed.label));
  made.href = `${base}/${feed.path}feed.xml`;
  made.type = "application/rss+xml";
  const [before, after] = feed.exact
    ? ["Follow this search: the feed of ", "."]
    : ["Follow this search. Closest feed: ", feed.path ? ", which brings a little more." : ", every new project."];
  root.replaceChildren(before, made, after);
}
