// @ts-check
/** /embed/: its colours, before anything is painted: `?theme=light`, `dark`, else the reader's. */
(() => {
  const theme = new URLSearchParams(location.search).get("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");

  function apply() {
    const isDark = theme === "dark" || (theme !== "light" && system.matches);
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
  }

  apply();
  system.addEventListener("change", apply);
})();
