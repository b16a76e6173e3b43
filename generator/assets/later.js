// @ts-check
/**
 * Loads what a page can be read without, once it has been drawn: on a slow line the page comes
 * first. An address that asks for something, such as a search, does not wait. All modules are
 * asked for at once, for those that others import would be found out late.
 */

const named = document.querySelector('meta[name="board-modules"]');
const names = named?.getAttribute("content")?.split(" ") ?? [];

function start() {
  for (const name of names) void import(`./${name}`);
}

if (location.search || location.hash) start();
else requestAnimationFrame(() => setTimeout(start));
