// @ts-check
/** The hourly pay, next to the board's minimum. */

import { floorFor, hourlyRate } from "./check/listing.js";
import { setStatus } from "../lib/dom.js";
import { money } from "../lib/words.js";

/**
 * @param {HTMLElement} target
 * @param {import("./draft.js").Data} data
 * @param {any} board
 */
export function showRate(target, data, board) {
  const rate = hourlyRate(data);
  const floor = floorFor(data, board.check);
  const { currency } = data.pay ?? {};
  target.classList.toggle("p-rate--low", Boolean(rate && floor && Number(rate.low) < Number(floor)));
  if (!rate || !currency) return setStatus(target, "");
  const amount = money({ min: Number(rate.low), max: Number(rate.high) }, currency);
  if (!floor) return setStatus(target, `That is ${amount} an hour.`);
  const least = money(Number(floor), currency);
  const verdict = Number(rate.low) < Number(floor) ? `This board's minimum is ${least} an hour, which is more.` : `This board's minimum is ${least}.`;
  setStatus(target, `That is ${amount} an hour. ${verdict}`);
}
