// @ts-check
/** The hourly pay, next to the board's minimum. */

import { floorFor, hourlyRate } from "./check/listing.js";
import { setStatus } from "../lib/dom.js";
import { money, rate } from "../lib/money.js";

/**
 * @param {HTMLElement} target
 * @param {import("./draft.js").Data} data
 * @param {any} board
 */
export function showRate(target, data, board) {
  const exact = hourlyRate(data);
  const floor = Number(floorFor(data, board.check) ?? 0);
  const { currency, per } = data.pay ?? {};
  const isLow = Boolean(exact && Number(exact.low) < floor);
  target.classList.toggle("p-rate--low", isLow);
  if (!exact || !currency) return setStatus(target, "");
  const amount = { min: Number(exact.low), max: Number(exact.high) };
  const least = `${money(floor, currency)}/hour`;
  if (isLow) return setStatus(target, `${money(amount, currency)}/hour is less than this board’s minimum of ${least}.`);
  const about = per === "hour" ? "" : "about ";
  setStatus(target, `Students see ${about}${rate(amount, { currency, per })}.${floor ? ` This board’s minimum is ${least}.` : ""}`);
}
