// @ts-check
/** The place of the filters: beside the results, or in a dialog (a drawer) on a narrow screen. */

import { button, element } from "../lib/dom.js";

const WIDE = matchMedia("(min-width: 60em)");

export class FilterDrawer {
  /**
   * @param {HTMLElement} side the filters' place on a wide screen
   * @param {HTMLElement} openButton opens the drawer on a narrow screen
   * @param {() => void} clear
   * @param {() => void} onResize called when the window becomes wide or narrow
   */
  constructor(side, openButton, clear, onResize) {
    this.side = side;
    this.content = element("div", "f-filters");
    this.body = element("div", "f-drawer__body");
    this.badge = element("span", "f-badge");
    this.showButton = button("f-show", "Show projects", () => this.dialog.close());
    this.clearButton = button("f-clear", "Clear filters", clear);
    this.dialog = this.#createDialog();
    openButton.append(" ", this.badge);
    openButton.addEventListener("click", () => this.dialog.showModal());
    document.body.append(this.dialog);
    WIDE.addEventListener("change", () => {
      this.#place();
      onResize();
    });
    this.#place();
  }

  /** Whether the filters are beside the results. */
  get isBeside() {
    return WIDE.matches;
  }

  /** Whether the filters are visible now. */
  get isVisible() {
    return WIDE.matches || this.dialog.open;
  }

  /**
   * @param {number} active how many facets are in use
   * @param {string} showLabel the text of the button that closes the drawer
   */
  update(active, showLabel) {
    this.badge.textContent = active ? String(active) : "";
    this.badge.setAttribute("aria-label", active ? `${active} in use` : "");
    this.showButton.textContent = showLabel;
    this.clearButton.hidden = active === 0;
  }

  #place() {
    if (WIDE.matches && this.dialog.open) this.dialog.close();
    if (WIDE.matches) this.side.append(this.content);
    else this.body.append(this.content);
  }

  #createDialog() {
    const dialog = element("dialog", "f-drawer md-typeset");
    const title = element("h2", "", "Filters");
    title.id = "find-drawer-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const closeButton = button("f-shut", "×", () => dialog.close());
    closeButton.setAttribute("aria-label", "Close");
    dialog.append(
      element("div", "f-drawer__top", title, closeButton),
      this.body,
      element("div", "f-drawer__end", this.clearButton, this.showButton),
    );
    // A click outside closes the drawer. Its own parts cover it completely, so such a click is the
    // only one whose target is the dialog.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    return dialog;
  }
}
