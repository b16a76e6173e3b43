// @ts-check
/** What was found, on the page: cards with the words marked, "more", and what to do with nothing. */

import { card, element } from "../card.js";
import { stars } from "../star.js";
import { excerpt, highlighted } from "./excerpt.js";
import { fragment } from "./fragments.js";
import { PAGE } from "./state.js";
import { telling } from "./text.js";

/** @typedef {import("./fragments.js").Fragment} Fragment */
/** @typedef {import("./text.js").Found} Found */

/**
 * @param {number} number
 */
export function projects(number) {
  return `${number.toLocaleString("en")} ${number === 1 ? "project" : "projects"}`;
}

export class Results {
  /** @type {string[]} what is shown */
  #names = [];
  #words = "";

  /**
   * @param {HTMLElement} root
   * @param {string} base the way to the site's root
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
   * Show `names`, of `total`. Resolves once they are there, with how many were there before.
   * @param {string[]} names fragments, in order
   * @param {number[]} rows
   * @param {number} total
   * @param {Found | null} found
   * @param {string} q
   * @param {() => void} more
   * @param {() => boolean} isCurrent
   */
  async show(names, rows, total, found, q, more, isCurrent) {
    const fragments = await Promise.all(names.map((name) => fragment(this.folder, name)));
    if (!isCurrent()) return;
    const words = found ? telling(q) : "";
    const grows = words === this.#words && this.#names.length > 0 && this.#names.every((name, at) => names[at] === name);
    const before = grows ? this.#names.length : 0;
    const made = fragments.slice(before).map((one, at) => this.#item(one, found?.words.get(rows[before + at]), words));
    if (grows) this.list.append(...made);
    else this.list.replaceChildren(...made);
    stars(this.list);
    this.#names = names;
    this.#words = words;
    this.root.replaceChildren(this.title, this.list, ...this.#further(total - names.length, more));
  }

  /**
   * @param {Fragment} one
   * @param {number[] | undefined} places
   * @param {string} words
   */
  #item({ facts, text }, places, words) {
    const made = card(facts, this.base);
    const title = made.querySelector(".b-card__title a");
    const summary = made.querySelector(".b-card__summary");
    if (words) title?.replaceChildren(...highlighted(facts.title, words));
    if (words && places?.length) summary?.replaceChildren(...excerpt(text, places));
    else if (words) summary?.replaceChildren(...highlighted(facts.summary, words));
    return element("li", "", made);
  }

  /**
   * @param {number} left
   * @param {() => void} more
   */
  #further(left, more) {
    if (left <= 0) return [];
    const button = element("button", "f-further", `Show ${Math.min(left, PAGE)} more of ${left.toLocaleString("en")}`);
    button.setAttribute("type", "button");
    button.addEventListener("click", more);
    return [element("p", "f-end", button)];
  }

  /** Move to the first card that "more" has added. @param {number} at */
  focus(at) {
    const links = this.root.querySelectorAll(".b-card__title a");
    /** @type {HTMLElement | undefined} */ (links[at])?.focus();
  }

  /**
   * Nothing matches: say which filter to drop, and what that would give.
   * @param {{label: string, number: number, drop: () => void}[]} ways best first
   * @param {{number: number, drop: () => void}} all
   */
  none(ways, all) {
    this.#names = [];
    const list = element("ul", "f-ways");
    for (const way of ways) {
      list.append(element("li", "", button(`Without ${way.label}`, projects(way.number), way.drop)));
    }
    list.append(element("li", "", button("Clear everything", projects(all.number), all.drop)));
    const said = ways.length
      ? "No open project has all of this. Leave one thing out:"
      : "No open project has all of this, nor with one thing left out.";
    this.root.replaceChildren(element("div", "f-empty", element("p", "", said), list));
  }
}

/**
 * @param {string} text
 * @param {string} number
 * @param {() => void} press
 */
function button(text, number, press) {
  const made = element("button", "f-way", element("span", "", text), " ", element("strong", "", number));
  made.setAttribute("type", "button");
  made.addEventListener("click", press);
  return made;
}
