// @ts-check
/** Small helpers to make and find elements. Strings become text nodes, never markup. */

/**
 * An element with a class and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className = "", ...children) {
  const created = document.createElement(name);
  if (className) created.className = className;
  created.append(...children);
  return created;
}

/**
 * A button that submits no form.
 * @param {string} className
 * @param {string | (Node | string)[]} content
 * @param {() => void} [onClick]
 */
export function button(className, content, onClick) {
  const created = element("button", className, ...[content].flat());
  created.type = "button";
  if (onClick) created.addEventListener("click", onClick);
  return created;
}

/**
 * A link.
 * @param {string} href
 * @param {string} text
 */
export function link(href, text) {
  const created = element("a", "", text);
  created.href = href;
  return created;
}

/**
 * The element with this id. The page's template must contain it.
 * @param {string} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Sets the text of a live region. Unchanged text is not written again: screen readers would
 * announce it twice.
 * @param {HTMLElement} target
 * @param {string} text
 */
export function setStatus(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
