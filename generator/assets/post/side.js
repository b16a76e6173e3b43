// @ts-check
/** Beside the form: the card and the page as they will look, and open projects like this one. */

import { card } from "../card.js";
import { byId, element } from "../lib/dom.js";
import { siteRoot } from "../lib/storage.js";
import { cardFacts } from "../lib/card_facts.js";
import { hourlyRate } from "./check/listing.js";
import { parseMarkdown, toFragment } from "./markdown/markdown.js";
import { asListing, cardPreview, pagePreview } from "./preview.js";

/** @typedef {import("./draft.js").Data} Data */

const MOST_SHOWN = 3;
/** @type {Promise<any[]> | undefined} */
let open;
let shownFor = "";

/**
 * @param {Data} data
 * @param {import("./fields.js").Values} values what was typed
 * @param {string} path `listings/acme/survey.yml`
 * @param {any} board
 */
export function showSide(data, values, path, board) {
  const known = board.employers.get(values.employer);
  const isKnown = values.known === "yes" && known;
  const own = data.employer ?? {};
  const employer = isKnown ? known : { id: "new", name: own.name || "Your organisation", verified: false, industry: own.industry ?? "", website: own.website ?? "" };
  const listing = asListing(data, path.replace(/^listings\/|\.yml$/g, ""), employer, hourlyRate(data));
  byId("p-card").replaceChildren(cardPreview(data, listing));
  const box = /** @type {HTMLDetailsElement} */ (byId("p-page-box"));
  if (box.open) {
    const description = toFragment(parseMarkdown(data.description ?? ""));
    byId("p-page").replaceChildren(pagePreview(listing, description, board.labelOf));
  }
  showAlike(data, listing.id);
}

/**
 * Open projects that share skills or the kind of work, of the newest 1,000: they are one file of the
 * API. Without it there are none.
 * @param {Data} data
 * @param {string} ownId
 */
async function showAlike({ skills = [], gains = [], category }, ownId) {
  const wanted = new Set([...skills, ...gains]);
  const key = [...wanted, category].join();
  if (key === shownFor || (!wanted.size && !category)) return;
  shownFor = key;
  open ??= fetch(new URL("api/v1/listings.json", siteRoot)).then(async (response) => (await response.json()).listings);
  /** @type {any[]} */
  const listings = await open.catch(() => {
    open = undefined; // the next change tries again
    return [];
  });
  if (key !== shownFor) return; // a later answer has come meanwhile
  const found = listings
    .map((listing) => ({ listing, score: likeness(listing, wanted, category) }))
    .filter(({ listing, score }) => score > 1 && listing.id !== ownId)
    .sort((a, b) => b.score - a.score || (a.listing.id < b.listing.id ? -1 : 1))
    .slice(0, MOST_SHOWN);
  const section = byId("p-like");
  section.hidden = !found.length;
  section.querySelector("ul")?.replaceChildren(...found.map(({ listing }) => element("li", "", card(cardFacts(listing), ".."))));
}

/**
 * @param {any} listing
 * @param {Set<string>} skills
 * @param {string} [category]
 */
function likeness(listing, skills, category) {
  const shared = [...listing.skills, ...(listing.gains ?? [])].filter((id) => skills.has(id)).length;
  return 2 * shared + (listing.category === category ? 1 : 0);
}
