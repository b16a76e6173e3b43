// @ts-check
/** The card of a listing that has closed. */

import { element } from "./dom.js";

/**
 * Turns the card of an open listing into that of a closed one, as templates/card.html writes it.
 * @param {Element} card
 * @param {string} state `expired`, `filled` or `withdrawn`
 */
export function closeCard(card, state) {
  card.classList.add("b-card--closed");
  card.querySelector(".b-card__when")?.classList.remove("b-soon");
  // The words before the date, or on a card of a board's own the time itself.
  card.querySelector(".b-card__when > :first-child")?.replaceWith(element("span", "b-state", state));
}
