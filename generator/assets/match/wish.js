// @ts-check
/**
 * What somebody told the page: in the address behind `#`, which browsers send to nobody, and in
 * this browser's localStorage. `#can=excel,sql&learn=tableau&hours=10&from=PT&lang=en,pt`
 */

/** @typedef {import("./rank.js").Wish} Wish */

const ROOT = new URL("../../../", import.meta.url).pathname;
const KEY = `board-match:${ROOT}`;
const MOST_HOURS = 60;

/** @returns {Wish} */
export function nothing() {
  return { can: new Set(), learn: new Set(), hours: 0, from: "", languages: new Set() };
}

/**
 * @param {string} text what stands behind `#`
 * @returns {Wish}
 */
export function read(text) {
  const given = new URLSearchParams(text.replace(/^#/, ""));
  const ids = (/** @type {string} */ name) => new Set((given.get(name) ?? "").split(",").filter((id) => /^[a-z0-9-]{1,60}$/.test(id)));
  const hours = Number.parseInt(given.get("hours") ?? "", 10);
  const from = given.get("from") ?? "";
  return {
    can: ids("can"),
    learn: ids("learn"),
    hours: hours > 0 ? Math.min(hours, MOST_HOURS) : 0,
    from: /^[A-Z]{2}$/.test(from) ? from : "",
    languages: ids("lang"),
  };
}

/**
 * @param {Wish} wish
 * @returns {string} without `#`; empty if nothing was told
 */
export function write(wish) {
  const said = new URLSearchParams();
  for (const [name, ids] of /** @type {const} */ ([["can", wish.can], ["learn", wish.learn], ["lang", wish.languages]])) {
    if (ids.size) said.set(name, [...ids].sort().join(","));
  }
  if (wish.hours) said.set("hours", String(wish.hours));
  if (wish.from) said.set("from", wish.from);
  return said.toString().replaceAll("%2C", ",");
}

/** @returns {Wish} as it was left, if the browser keeps it */
export function remembered() {
  try {
    return read(localStorage.getItem(KEY) ?? "");
  } catch {
    return nothing();
  }
}

/** @param {Wish} wish */
export function remember(wish) {
  try {
    const text = write(wish);
    if (text) localStorage.setItem(KEY, text);
    else localStorage.removeItem(KEY);
  } catch {
    // the reader allows no storage: the address has it
  }
}
