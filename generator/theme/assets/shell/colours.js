// @ts-check
/**
 * The colour scheme: the reader's choice on this site, otherwise the system's, also when that
 * changes. It runs before the page is painted, so that the wrong colours never show. A script that
 * does so can be no module, and has therefore its own access to localStorage.
 */
(() => {
  const KEY = "board-colours"; // in localStorage: "dark" or "light", once chosen
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("bs-scheme") ?? madeButton();
  let chosen = asked() ?? stored();

  /** Made here, because it does nothing without this script. */
  function madeButton() {
    const made = document.createElement("button");
    Object.assign(made, { className: "bs-scheme", id: "bs-scheme", type: "button", title: "Dark colours" });
    document.currentScript?.before(made);
    return made;
  }

  /** What a page around the frame wants: `/embed/?theme=dark`. */
  function asked() {
    const theme = /[?&]theme=(light|dark)(?![^&])/.exec(location.search)?.[1];
    return document.body.dataset.pageKind === "embed" ? theme : undefined;
  }

  /** @returns {string | null} */
  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // the reader has blocked storage
    }
  }

  /** @param {string} colours */
  function store(colours) {
    chosen = colours;
    try {
      localStorage.setItem(KEY, colours);
    } catch {
      // then the choice holds for this page only
    }
  }

  function isDark() {
    return chosen ? chosen === "dark" : system.matches;
  }

  function apply() {
    document.body.dataset.mdColorScheme = isDark() ? "slate" : "default";
    button.setAttribute("aria-pressed", String(isDark()));
  }

  apply();
  system.addEventListener("change", apply);
  button.hidden = false;
  button.addEventListener("click", () => {
    store(isDark() ? "light" : "dark");
    apply();
  });
})();
