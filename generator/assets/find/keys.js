// @ts-check
/** The keyboard: `/` to the box, arrows among the results, Escape back. */

/**
 * @param {HTMLInputElement} input
 * @param {() => Element} list where the results are now
 * @param {() => void} clear takes the words away
 */
export function keys(input, list, clear) {
  const links = () => /** @type {HTMLElement[]} */ ([...list().querySelectorAll("li:not([hidden]) .b-card__title a")]);
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    if (event.key === "/" && !isTyping(focused) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      input.focus();
      input.select();
      return;
    }
    const all = links();
    const here = focused ? all.indexOf(focused) : -1;
    if (focused === input && event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      clear();
    } else if (here >= 0 && event.key === "Escape") {
      input.focus();
    } else if ((focused === input || here >= 0) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = event.key === "ArrowDown" ? here + 1 : here - 1;
      if (focused === input && event.key === "ArrowUp") return;
      event.preventDefault();
      (next < 0 ? input : all[Math.min(next, all.length - 1)])?.focus();
    }
  });
}

/** @param {HTMLElement | null} element */
function isTyping(element) {
  if (element instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || Boolean(element?.isContentEditable);
}
