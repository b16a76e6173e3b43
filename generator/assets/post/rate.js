// @ts-check
/** What an hour pays, beside the least that the board accepts. */

import { floorFor, hourlyRate } from "./check/listing.js";
import { setStatus } from "../lib/dom.js";
import { money } from "../lib/money.js";

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
  if (!floor) return setStatus(target, `This comes to ${amount} an hour.`);
  const least = money(Number(floor), currency);
  const verdict = Number(rate.low) < Number(floor) ? `That is less than the ${least} an hour that this board asks for.` : `This board asks for ${least} or more.`;
  setStatus(target, `This comes to ${amount} an hour. ${verdict}`);
}
