// @ts-check
/** Keyboard shortcuts: `/` focuses the search field, arrow keys move among the results, Escape goes back. */

/**
 * @param {HTMLInputElement} input
 * @param {() => Element} list the results that are shown now
 * @param {() => void} clear removes the query
 */
export function addShortcuts(input, list, clear) {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    if (event.key === "/" && !isTyping(focused) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      input.focus();
      input.select();
      return;
    }
    /** @type {HTMLElement[]} */
    const links = [...list().querySelectorAll("li:not([hidden]) .b-card__title a, .b-list > li:not([hidden]) > a")].map((link) => /** @type {HTMLElement} */ (link));
    const index = focused ? links.indexOf(focused) : -1;
    if (focused === input && event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      clear();
    } else if (index >= 0 && event.key === "Escape") {
      input.focus();
    } else if ((focused === input || index >= 0) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      if (focused === input && event.key === "ArrowUp") return;
      const next = event.key === "ArrowDown" ? index + 1 : index - 1;
      event.preventDefault();
      (next < 0 ? input : links[Math.min(next, links.length - 1)])?.focus();
    }
  });
}

/** @param {HTMLElement | null} target */
function isTyping(target) {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || Boolean(target?.isContentEditable);
}
