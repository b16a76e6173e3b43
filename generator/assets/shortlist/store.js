// @ts-check
/**
 * The projects that a reader has saved, in this browser's localStorage and nowhere else. Boards
 * that share a host (`/one/`, `/two/`) have a list each. Where a browser allows no storage the
 * list lives as long as the page.
 */

/**
 * @typedef {object} Saved What is remembered, so that a project which is gone can still be named.
 * @property {string} id `acme/market-survey`
 * @property {string} title
 * @property {string} who the employer's name
 */

/** The site's root, with a slash at its end. */
export const root = new URL("../../../", import.meta.url);
const KEY = `board-shortlist:${root.pathname}`;
const MOST = 200;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** @type {Saved[] | undefined} used where there is no storage */
let memory;
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * @param {unknown} id
 * @returns {id is string}
 */
export function isId(id) {
  return typeof id === "string" && id.length <= 200 && ID.test(id);
}

/** @returns {Saved[]} the first saved first */
export function saved() {
  if (memory) return memory;
  try {
    return read(localStorage.getItem(KEY));
  } catch {
    return []; // the reader allows no storage
  }
}

/**
 * Whatever stands in storage; what is not ours is left out.
 * @param {string | null} text
 * @returns {Saved[]}
 */
function read(text) {
  let found;
  try {
    found = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  const items = found.filter((item) => isId(item?.id));
  return items.map(({ id, title, who }) => ({ id, title: String(title ?? id), who: String(who ?? "") }));
}

/** @param {string} id */
export function isSaved(id) {
  return saved().some((item) => item.id === id);
}

/** @param {Saved} item */
export function save(item) {
  if (isId(item.id) && !isSaved(item.id)) write([...saved(), item].slice(-MOST));
}

/** @param {string} id */
export function forget(id) {
  write(saved().filter((item) => item.id !== id));
}

export function forgetAll() {
  write([]);
}

/**
 * A listing that has another address now, or another title.
 * @param {string} id
 * @param {Saved} now
 */
export function renew(id, now) {
  const items = saved();
  const at = items.findIndex((item) => item.id === id);
  if (at < 0 || JSON.stringify(items[at]) === JSON.stringify(now)) return;
  const others = items.filter((item) => item.id !== now.id || item.id === id);
  write(others.map((item) => (item.id === id ? now : item)));
}

/**
 * Call `listener` whenever the list changes, in another tab too.
 * @param {() => void} listener
 */
export function watch(listener) {
  listeners.add(listener);
}

/** @param {Saved[]} items */
function write(items) {
  try {
    localStorage.setItem(KEY, JSON.stringify(items));
  } catch {
    memory = items;
  }
  for (const listener of listeners) listener();
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) for (const listener of listeners) listener();
});
