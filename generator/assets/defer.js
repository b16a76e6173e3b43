// @ts-check
/**
 * Loads the modules of a page that can be read without them, once the page has been painted. An
 * address that contains a search, such as `?q=excel`, does not wait. All modules are requested at
 * once: otherwise the browser would only find the imported ones after loading those that import.
 */

const meta = document.querySelector('meta[name="board-modules"]');
const names = meta?.getAttribute("content")?.split(" ") ?? [];

function load() {
  for (const name of names) void import(`./${name}`);
}

if (location.search || location.hash) load();
else requestAnimationFrame(() => setTimeout(load));
