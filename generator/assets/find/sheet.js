// @ts-check
/** Where the filters are: beside the results, or on a phone in a sheet above them. */

import { element } from "../card.js";

const WIDE = matchMedia("(min-width: 60em)");

export class Sheet {
  /**
   * @param {HTMLElement} side where the filters stand on a wide screen
   * @param {HTMLElement} opener the button that opens the sheet on a narrow one
   * @param {() => void} clear
   * @param {() => void} widened when the filters come to be seen because the window grew
   */
  constructor(side, opener, clear, widened) {
    this.side = side;
    this.opener = opener;
    this.body = element("div", "f-filters");
    this.place = element("div", "f-sheet__body"); // where the filters stand in the dialog
    this.number = element("span", "f-badge");
    this.show = button("f-show", "Show projects", () => this.dialog.close());
    this.clear = button("f-clear", "Clear filters", clear);
    this.dialog = this.#dialog();
    opener.append(" ", this.number);
    opener.addEventListener("click", () => this.dialog.showModal());
    document.body.append(this.dialog);
    WIDE.addEventListener("change", () => {
      this.#settle();
      widened();
    });
    this.#settle();
  }

  /** Whether the filters are to be seen without being asked for. */
  get isBeside() {
    return WIDE.matches;
  }

  /** Whether the filters can be seen now. */
  get isSeen() {
    return WIDE.matches || this.dialog.open;
  }

  /**
   * @param {number} chosen facets in use
   * @param {string} text what the sheet leads to
   */
  update(chosen, text) {
    this.number.textContent = chosen ? String(chosen) : "";
    this.number.setAttribute("aria-label", chosen ? `${chosen} in use` : "");
    this.show.textContent = text;
    this.clear.hidden = chosen === 0;
  }

  #settle() {
    if (WIDE.matches && this.dialog.open) this.dialog.close();
    if (WIDE.matches) this.side.append(this.body);
    else this.place.append(this.body);
  }

  #dialog() {
    const dialog = /** @type {HTMLDialogElement} */ (element("dialog", "f-sheet md-typeset"));
    const title = element("h2", "", "Filters");
    title.id = "find-sheet-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const shut = button("f-shut", "×", () => dialog.close());
    shut.setAttribute("aria-label", "Close");
    dialog.append(
      element("div", "f-sheet__top", title, shut),
      this.place,
      element("div", "f-sheet__end", this.clear, this.show),
    );
    // A tap beside the sheet closes it: the sheet's own parts fill it to its edges.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    return dialog;
  }
}

/**
 * @param {string} className
 * @param {string} text
 * @param {() => void} press
 */
function button(className, text, press) {
  const made = /** @type {HTMLButtonElement} */ (element("button", className, text));
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}
