// @ts-check
/** The search results: cards with highlighted matches, a button for more, or suggestions if there are none. */

import { card } from "../card.js";
import { button, element } from "../lib/dom.js";
import { list, plural } from "../lib/text.js";
import { addSaveButtons } from "../save_button.js";
import { evidence, evidenceLine, markMatches } from "./evidence.js";
import { loadFragment } from "./fragments.js";
import { PAGE_SIZE } from "./url_state.js";

/** @typedef {import("./fragments.js").Fragment} Fragment */
/** @typedef {import("./word_search.js").Found} Found */
/** @typedef {import("./word_search.js").Loose} Loose */

/**
 * Something else to try.
 * @typedef {object} Way
 * @property {string} label
 * @property {number} count how many projects it gives
 * @property {() => void} apply
 */

export class Results {
  /** @type {string[]} the cards that are shown */
  #names = [];
  /** @type {Found | null} */
  #found = null;

  /**
   * @param {HTMLElement} root
   * @param {string} base the relative path to the site's root
   * @param {string} folder the path to the site's root, with a slash at the end
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
   * @param {string[]} page.names card files, in order
   * @param {number} page.total how many results there are in all
   * @param {Found | null} page.found
   * @param {(text: string) => void} search
   * @param {() => void} showMore
   * @param {AbortSignal} signal
   */
  async show({ names, total, found }, search, showMore, signal) {
    const fragments = await Promise.all(names.map((name) => loadFragment(this.folder, name)));
    signal.throwIfAborted();
    const isLonger = found === this.#found && this.#names.length > 0 && this.#names.every((name, index) => names[index] === name);
    const items = fragments.slice(isLonger ? this.#names.length : 0).map((fragment) => this.#item(fragment, found?.forms));
    const focused = this.#links.findIndex((link) => link === document.activeElement);
    if (isLonger) this.list.append(...items);
    else this.list.replaceChildren(...items);
    addSaveButtons(this.list);
    this.#names = names;
    this.#found = found;
    const loose = found?.loose;
    this.title.textContent = loose ? looseTitle(loose) : "Projects";
    this.title.className = loose ? "f-loose" : "b-hidden";
    this.root.replaceChildren(
      ...corrections(loose, search), this.title, this.list, ...this.#moreButton(total - names.length, showMore),
    );
    if (focused >= 0) this.focus(Math.min(focused, names.length - 1)); // moving the list lost it
  }

  /** @returns {HTMLElement[]} */
  get #links() {
    return [...this.list.querySelectorAll(".b-card__title a")].map((link) => /** @type {HTMLElement} */ (link));
  }

  /**
   * @param {Fragment} fragment
   * @param {Set<string>[] | undefined} forms
   */
  #item(fragment, forms) {
    const item = card(fragment.facts, this.base);
    if (forms) {
      markMatches(item, forms);
      const line = evidence(fragment, forms);
      if (line) item.querySelector(".b-card__summary")?.after(evidenceLine(line));
    }
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
    this.#links[index]?.focus();
  }

  /**
   * Says that no project matches, and what else to try.
   * @param {string} text
   * @param {Way[]} ways the best one first
   * @param {Loose | null | undefined} loose
   * @param {(text: string) => void} search
   */
  showNone(text, ways, loose, search) {
    this.#names = [];
    const items = ways.map((way) => element("li", "", wayButton(way)));
    this.root.replaceChildren(
      ...corrections(loose, search),
      element("div", "f-empty", element("p", "", text), element("ul", "f-ways", ...items)),
    );
  }
}

/**
 * `Did you mean Excel?`
 * @param {Loose | null | undefined} loose
 * @param {(text: string) => void} search
 */
function corrections(loose, search) {
  if (!loose?.corrections.length) return [];
  const choices = loose.corrections.map((text) => button("f-correction", text, () => search(text)));
  const between = choices.flatMap((choice, at) => [at ? (at === choices.length - 1 ? " or " : ", ") : "", choice]);
  return [element("p", "f-meant", "Did you mean ", ...between, "?")];
}

/**
 * What the cards are if nothing mentions every word.
 * @param {Loose} loose
 */
function looseTitle({ kind, corrections: [first], missing, mentioned }) {
  if (kind === "spelling") return `Projects that mention “${first}”`;
  if (kind === "beginning") return "Looser matches: words that begin like yours";
  const but = missing.length ? `, but not ${quoted(missing)}` : "";
  return missing.length ? `Looser matches: these mention ${quoted(mentioned)}${but}` : "Looser matches: these mention some of your words";
}

/**
 * What nothing mentions: `Nothing mentions “blockchain”`.
 * @param {Loose} loose
 * @param {string} q
 */
export function looseStatus({ missing, mentioned }, q) {
  if (!missing.length) return `Nothing mentions all of “${q}”`;
  return `Nothing mentions ${mentioned.length ? quoted(missing) : `“${q}”`}`;
}

/** @param {string[]} texts */
function quoted(texts) {
  return list(texts.map((text) => `“${text}”`), "or");
}

/** @param {Way} way */
function wayButton({ label, count, apply }) {
  return button("f-way", [element("span", "", label), " ", element("strong", "", plural(count, "project"))], apply);
}
