// @ts-check
/**
 * Light or dark: as the reader chose on this site, else as the system says, also when that
 * changes. It runs before the page is drawn, so that nobody sees the wrong colours first.
 */
(() => {
  const KEY = "board-colours"; // in localStorage: "dark" or "light", once chosen
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("bs-scheme");
  let chosen = remembered();

  /** @returns {string | null} */
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // the reader allows no storage
    }
  }

  /** @param {string} colours */
  function remember(colours) {
    chosen = colours;
    try {
      localStorage.setItem(KEY, colours);
    } catch {
      // then it holds for this page alone
    }
  }

  function isDark() {
    return chosen ? chosen === "dark" : system.matches;
  }

  function show() {
    document.body.dataset.mdColorScheme = isDark() ? "slate" : "default";
    button?.setAttribute("aria-pressed", String(isDark()));
  }

  show();
  system.addEventListener("change", show);
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      remember(isDark() ? "light" : "dark");
      show();
    });
  }
})();
