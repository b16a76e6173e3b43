// @ts-check
/** How many projects a list on another site shows. */

export const USUAL = 6;
export const MOST = 20;

/**
 * @param {string | null} text what somebody wrote
 * @returns {number} 1 to `MOST`; `USUAL` if it is no number
 */
export function limit(text) {
  return Math.min(Math.max(Number.parseInt(text ?? "", 10) || USUAL, 1), MOST);
}
