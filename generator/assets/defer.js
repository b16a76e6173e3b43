// @ts-check
/**
 * Loads the script of a page that can be read without it, once the page has been painted. An
 * address that contains a search, such as `?q=excel`, does not wait.
 */

const meta = document.querySelector('meta[name="board-script"]');
const name = meta?.getAttribute("content");

function load() {
  void import(`./${name}`);
}

if (location.search || location.hash) load();
else requestAnimationFrame(() => setTimeout(load));
