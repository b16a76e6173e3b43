// @ts-check
/**
 * Loads the script of a page that can be read without it, once the page has been painted. An
 * address that contains a search, such as `?q=excel`, does not wait. It runs on every page; the
 * page names its script, if it has one.
 */

const meta = document.querySelector('meta[name="board-script"]');
const name = meta?.getAttribute("content");

function load() {
  void import(`./${name}`);
}

if (name) {
  if (location.search || location.hash) load();
  else requestAnimationFrame(() => setTimeout(load));
}
