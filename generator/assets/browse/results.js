// @ts-check
/** The search results: cards with highlighted matches, a button for more, or suggestions if there are none. */

import { card } from "../card.js";
import { button, element } from "../lib/dom.js";
import { plural } from "../lib/text.js";
import { addSaveButtons } from "../save_button.js";
import { excerpt, highlighted } from "./excerpt.js";
import { loadFragment } from "./fragments.js";
import { PAGE_SIZE } from "./url_state.js";
import { dropStopWords } from "./word_search.js";

/** @typedef {import("./fragments.js").Fragment} Fragment */
/** @typedef {import("./word_search.js").Found} Found */

export class Results {
  /** @type {string[]} the fragments that are shown */
  #names = [];
  #words = "";

  /**
   * @param {HTMLElement} root
   * @param {string} base the relative path to the site's root
   * @param {string} folder Pagefind's, with a slash at the end
   */
  constructor(root, base, folder) {
    this.root = root;
    this.base = base;
    this.folder = folder;
    this.title = element("h2", "b-hidden", "Projects");
    this.list = element("ul", "b-cards");
  }

  /**
   * Shows the cards of `rows`. Cards that are shown already stay, so that the page does not jump.
   * @param {object} page
   * @param {string[]} page.names fragments, in order
   * @param {number[]} page.rows their rows
   * @param {number} page.total how many results there are in all
   * @param {Found | null} page.found
   * @param {string} page.q
   * @param {() => void} showMore
   * @param {AbortSignal} signal
   */
  async show({ names, rows, total, found, q }, showMore, signal) {
    const fragments = await Promise.all(names.map((name) => loadFragment(this.folder, name)));
    signal.throwIfAborted();
    const words = found ? dropStopWords(q) : "";
    const isLonger = words === this.#words && this.#names.length > 0 && this.#names.every((name, index) => names[index] === name);
    const kept = isLonger ? this.#names.length : 0;
    const items = fragments
      .slice(kept)
      .map((fragment, index) => this.#item(fragment, found?.positions.get(rows[kept + index]), words));
    if (isLonger) this.list.append(...items);
    else this.list.replaceChildren(...items);
    addSaveButtons(this.list);
    this.#names = names;
    this.#words = words;
    this.root.replaceChildren(this.title, this.list, ...this.#moreButton(total - names.length, showMore));
  }

  /**
   * @param {Fragment} fragment
   * @param {number[] | undefined} positions
   * @param {string} words
   */
  #item({ facts, text }, positions, words) {
    const item = card(facts, this.base);
    const title = item.querySelector(".b-card__title a");
    const summary = item.querySelector(".b-card__summary");
    if (words) title?.replaceChildren(...highlighted(facts.title, words));
    if (words && positions?.length) summary?.replaceChildren(...excerpt(text, positions));
    else if (words) summary?.replaceChildren(...highlighted(facts.summary, words));
    return element("li", "", item);
  }

  /**
   * @param {number} left
   * @param {() => void} showMore
   */
  #moreButton(left, showMore) {
    if (left <= 0) return [];
    const label = `Show ${Math.min(left, PAGE_SIZE)} more of ${left.toLocaleString("en")}`;
    return [element("p", "f-end", button("f-further", label, showMore))];
  }

  /**
   * Focuses the first of the cards that were added.
   * @param {number} index
   */
  focus(index) {
    const links = this.root.querySelectorAll(".b-card__title a");
    /** @type {HTMLElement | undefined} */ (links[index])?.focus();
  }

  /**
   * Says that nothing matches, and suggests what to leave out.
   * @param {{label: string, count: number, apply: () => void}[]} suggestions the best one first
   * @param {{count: number, apply: () => void}} all everything that is open
   */
  showNone(suggestions, all) {
    this.#names = [];
    const list = element("ul", "f-ways");
    for (const { label, count, apply } of suggestions) {
      list.append(element("li", "", suggestionButton(`Without ${label}`, count, apply)));
    }
    list.append(element("li", "", suggestionButton("Clear everything", all.count, all.apply)));
    const text = suggestions.length
      ? "No open project has all of this. Leave one thing out:"
      : "No open project has all of this, nor with one thing left out.";
    this.root.replaceChildren(element("div", "f-empty", element("p", "", text), list));
  }
}

/**
 * @param {string} label
 * @param {number} count
 * @param {() => void} apply
 */
function suggestionButton(label, count, apply) {
  return button("f-way", [element("span", "", label), " ", element("strong", "", plural(count, "project"))], apply);
}
