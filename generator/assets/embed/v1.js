// @ts-check
/**
 * For pages of other sites, at an address that stays: <board>/embed/v1.js. It defines
 * `<microinternships-list skill="excel">`, a list of projects without a frame, and makes frames
 * with the board's /embed/ as high as their lists. Texts stay texts, and links lead to the board.
 * All is ASCII: a page that is not in UTF-8 reads it in its own encoding.
 */
(() => {
  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const home = new URL("../", source).href;
  const FAILED = "The projects could not be loaded.";
  const STYLE = [
    ":host{display:block;--line:#8884}",
    ":host([theme=dark]){color-scheme:dark;background:#141a18;color:#e8efec}",
    ":host([theme=light]){color-scheme:light;background:#fff;color:#1b2320}",
    ":host([theme]:not([theme=auto])){padding:1em}",
    "ul{display:grid;gap:.8em;grid-template-columns:repeat(auto-fill,minmax(min(17em,100%),1fr));list-style:none;margin:.8em 0;padding:0}",
    "li{border:1px solid var(--line);border-radius:.6em;overflow-wrap:anywhere;padding:.8em 1em}",
    "li>*{display:block;margin-top:.25em}",
    "a{color:inherit}",
    ":host([theme=dark]) ::slotted(a){color:inherit}",
  ].join("");

  /** The frames with the board's /embed/. */
  function frames() {
    return [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${home}embed/`));
  }

  addEventListener("message", ({ source: from, origin, data }) => {
    if (origin !== new URL(home).origin || data?.type !== "board-embed-height") return;
    if (!Number.isFinite(data.height)) return;
    for (const frame of frames()) {
      if (frame.contentWindow === from) frame.style.height = `${Math.min(Math.max(data.height, 60), 20000)}px`;
    }
  });
  // One that was there before this script has told nobody. It tells its height again when its size changes.
  for (const frame of frames()) if (frame.clientHeight) frame.style.height = `${frame.clientHeight + 1}px`;

  /**
   * @param {string} name
   * @param {string} text
   */
  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /**
   * A link to a page of the board; plain text if its address is another.
   * @param {string} board
   * @param {string} path
   * @param {string} text
   */
  function link(board, path, text) {
    const { href } = new URL(path, board);
    if (!href.startsWith(board)) return element("span", text);
    return Object.assign(/** @type {HTMLAnchorElement} */ (element("a", text)), { href, target: "_blank", rel: "noopener" });
  }

  class List extends HTMLElement {
    async connectedCallback() {
      if (this.shadowRoot) return;
      const shadow = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet(); // a policy of the page around does not stop it
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
      const [list, slot] = [element("ul", ""), element("slot", "")];
      const said = element("div", "");
      said.setAttribute("role", "status");
      shadow.append(said, slot);
      try {
        const board = new URL(this.getAttribute("board") || home, location.href).href;
        if (!/^https?:.*\/$/.test(board)) throw new Error(`${board} is no address of a board`);
        // What chooses is this board's own, even if the data is another one's.
        const { chosen } = await import(`${home}assets/board/browse/chosen.js`);
        const search = new URLSearchParams([...this.attributes].map(({ name, value }) => [name, value]));
        const { total, all, isWider, listings } = await chosen(board, `${search}`);
        for (const facts of listings) list.append(this.#card(board, facts));
        said.textContent = total ? "" : "No project is open here at the moment.";
        if (!total) return;
        shadow.insertBefore(list, slot);
        if (total > listings.length) slot.replaceWith(link(board, all, `See ${isWider ? "more" : `all ${total}`} projects`));
      } catch (error) {
        console.warn(error);
        said.textContent = FAILED;
      }
    }

    /**
     * @param {string} board
     * @param {import("../card.js").Facts} facts
     */
    #card(board, facts) {
      const item = element("li", "");
      const title = element("b", "");
      title.append(link(board, `listings/${facts.id}/`, facts.title));
      const closes = new Date(facts.deadline).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
      item.append(
        element("small", facts.who), title, element("span", facts.rate.includes("/") ? `${facts.pay} (${facts.rate})` : `${facts.pay} ${facts.rate}`),
        element("small", [facts.time, facts.level, facts.place].join(" \u00b7 ")), element("small", `Closes ${closes}`),
      );
      return item;
    }
  }

  if (!customElements.get("microinternships-list")) customElements.define("microinternships-list", List);
})();
