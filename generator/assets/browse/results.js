// @ts-check
/** The search results: cards with highlighted matches, a button for more, or suggestions if there are none. */

import { card } from "../card.js";
import { button, element } from "../lib/dom.js";
import { list, plural } from "../lib/text.js";
import { addSaveButtons } from "../save_button.js";
import { evidence, evidenceLine, markMatches, notOnCard } from "./evidence.js";
import { loadFound, loadSkillNames } from "./found_listings.js";
import { PAGE_SIZE } from "./url_state.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./found_listings.js").FoundListing} FoundListing */
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
  /** @type {string[]} the ids of the cards that are shown */
  #ids = [];
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
   * @param {number[]} page.rows those of `columns`, in order
   * @param {Columns} page.columns
   * @param {number} page.total how many results there are in all
   * @param {Found | null} page.found
   * @param {(text: string) => void} search
   * @param {() => void} showMore
   * @param {AbortSignal} signal
   */
  async show({ rows, columns, total, found }, search, showMore, signal) {
    const ids = rows.map((row) => columns.ids[row]);
    const listings = await Promise.all(rows.map((row) => loadFound(this.folder, columns, row)));
    const lines = found ? await this.#evidence(listings, found.forms) : [];
    signal.throwIfAborted();
    const isLonger = found === this.#found && this.#ids.length > 0 && this.#ids.every((id, index) => ids[index] === id);
    const all = listings.map((listing, index) => () => this.#item(listing, found?.forms, lines[index]));
    const items = all.slice(isLonger ? this.#ids.length : 0).map((make) => make());
    const { activeElement } = document;
    const isMore = this.root.contains(activeElement) && activeElement?.classList.contains("f-further");
    const focused = isMore ? this.#ids.length : this.#links.findIndex((link) => link === activeElement);
    if (isLonger) this.list.append(...items);
    else this.list.replaceChildren(...items);
    addSaveButtons(this.list);
    this.#ids = ids;
    this.#found = found;
    const loose = found?.loose;
    this.title.textContent = loose ? looseTitle(loose) : "Projects";
    this.title.className = loose ? "f-loose" : "b-hidden";
    this.root.replaceChildren(
      ...corrections(loose, search), this.title, this.list, ...this.#moreButton(total - ids.length, showMore),
    );
    // Moving the list lost it. The button for more is gone: the first of its cards comes next.
    if (focused >= 0) this.focus(Math.min(focused, ids.length - 1));
  }

  /** @returns {HTMLElement[]} */
  get #links() {
    return [...this.list.querySelectorAll(".b-card__title a")].map((link) => /** @type {HTMLElement} */ (link));
  }

  /**
   * The line below each card. If the columns and the texts don't have one, another name of a skill
   * may be what matches, or a skill that one learns.
   * @param {FoundListing[]} listings
   * @param {Set<string>[]} forms
   */
  async #evidence(listings, forms) {
    const lines = listings.map((listing) => evidence(listing, forms));
    const isMissing = listings.map(({ facts }, index) => !lines[index] && notOnCard(facts, forms).length > 0);
    if (!isMissing.includes(true)) return lines;
    const names = await loadSkillNames(this.folder).catch(() => new Map());
    return listings.map((listing, index) => {
      if (!isMissing[index]) return lines[index];
      const terms = [["Skill", listing.skills], ["You learn", listing.gains]].flatMap(([heading, skills]) => (
        [...skills].map((id) => [/** @type {string} */ (heading), ...(names.get(id) ?? [])])
      ));
      return evidence({ ...listing, terms }, forms);
    });
  }

  /**
   * @param {FoundListing} listing
   * @param {Set<string>[] | undefined} forms
   * @param {import("./evidence.js").Evidence | null | undefined} line
   */
  #item(listing, forms, line) {
    const { board } = listing;
    const item = board ? cardElsewhere(listing.facts, board) : card(listing.facts, this.base);
    if (forms) markMatches(item, forms);
    if (line) item.querySelector(".b-card__summary")?.after(evidenceLine(line));
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

  /** Makes all cards anew the next time, such as on another day. */
  forget() {
    this.#ids = [];
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
    this.#ids = [];
    const items = ways.map((way) => element("li", "", wayButton(way)));
    this.root.replaceChildren(
      ...corrections(loose, search),
      element("div", "f-empty", element("p", "", text), element("ul", "f-ways", ...items)),
    );
  }
}

/**
 * The card of another board's listing: it says which board's, and leads there. Its address is made
 * of the board's, which our settings have, and the listing's id.
 * @param {import("../card.js").Facts} facts
 * @param {import("./columns.js").Elsewhere["board"]} board
 */
function cardElsewhere(facts, { id, name, url, today }) {
  const item = card(facts, url.replace(/\/$/, ""), today);
  delete item.dataset.listing; // it can't be saved here
  item.dataset.board = id;
  item.prepend(element("p", "f-from", "On ", element("strong", "", name)));
  for (const link of item.querySelectorAll("a")) link.rel = "noopener";
  return item;
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
 * What the status says if nothing mentions every word: `Nothing mentions “ecxel”. 9 looser matches.`
 * @param {Loose} loose
 * @param {string} q
 * @param {string} counted empty if there are none
 */
export function looseStatus({ missing, mentioned }, q, counted) {
  const one = mentioned.length ? quoted(missing) : `“${q}”`;
  const nothing = missing.length ? one : `all of “${q}”`;
  return `Nothing mentions ${nothing}.${counted && ` ${counted}.`}`;
}

/** @param {string[]} texts */
function quoted(texts) {
  return list(texts.map((text) => `“${text}”`), "or");
}

/** @param {Way} way */
function wayButton({ label, count, apply }) {
  return button("f-way", [element("span", "", label), " ", element("strong", "", plural(count, "project"))], apply);
}
