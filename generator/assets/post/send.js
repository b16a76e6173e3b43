// @ts-check
/** The last step: where the finished text goes, and the words for each way. */

import { button, element, link } from "../lib/dom.js";
import { changeForm, editFile, email, fileName, newFile, withPath } from "./ways_out.js";

/** @typedef {import("./ways_out.js").Target} Target */
/** @typedef {import("./ways_out.js").Parcel} Parcel */

/**
 * What is sent: a new file, a whole file in place of the old one, or one line of it.
 * @typedef {Parcel & {kind: "new" | "replace" | "line", paste: string, how: string}} Sending
 */

/**
 * The buttons and links for a sending, the best first.
 * @param {Sending} sending
 * @param {Target} target
 * @param {(text: string) => void} say
 * @param {() => void} onSent
 * @returns {HTMLElement[]}
 */
export function waysOut(sending, target, say, onSent) {
  const host = sending.kind === "new" ? newFile(target, sending) : editFile(target, sending.path);
  const found = [];
  if (host) {
    const go = link(host.href, host.label);
    go.className = "b-button";
    go.target = "_blank";
    go.rel = "noopener";
    go.addEventListener("click", async () => {
      if (host.pastes) say(await copied(sending.paste));
      onSent();
    });
    found.push(element("p", "", go));
    found.push(element("p", "b-small", host.pastes ? `Pressing it copies the text. On the next page, ${sending.how}` : "It opens a page with everything filled in: press the green button there."));
    if (host.pastes && sending.kind !== "line") found.push(picture(target));
  }
  const form = sending.kind === "line" ? changeForm(target, sending.path.replace(/^listings\/|\.yml$/g, "")) : "";
  if (form) found.push(element("p", "", "Or, without editing the file: ", link(form, "ask the board with a short form"), "."));
  const others = element("div", "p-others", element("h3", "", host ? "No account there?" : "How to send it"));
  const mail = email(target, sending.kind === "line" ? { ...sending, text: sending.paste } : sending);
  if (mail) {
    const write = link(mail.href, mail.label);
    write.className = "p-plain";
    write.addEventListener("click", () => {
      if (mail.attach) {
        save(sending);
        say(`The file ${fileName(sending.path)} was saved on your device: attach it to the email.`);
      }
      onSent();
    });
    others.append(write, " ");
  }
  if (sending.kind !== "line") {
    others.append(button("p-plain", "Save the file", () => {
      save(sending);
      say(`Saved as ${fileName(sending.path)}.${mail ? "" : " Give it to the people who run this board."}`);
    }), " ");
  }
  others.append(button("p-plain", "Copy the text", async () => say(await copied(sending.paste))));
  return [...found, others];
}

/**
 * Copies text to the clipboard.
 * @param {string} text
 * @returns {Promise<string>} what to tell
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    return "Your browser does not let this page copy. Open “See the file that you send” below, select the text and copy it.";
  }
}

/** @param {Parcel} parcel */
function save(parcel) {
  const address = URL.createObjectURL(new Blob([withPath(parcel)], { type: "application/yaml" }));
  const anchor = link(address, "");
  anchor.download = fileName(parcel.path);
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * A picture of the host's page: the text goes into the field, then the button is pressed.
 * @param {Target} target
 */
function picture({ host }) {
  const label = host === "github" ? "Commit changes…" : "Commit changes";
  const figure = element(
    "figure", "p-picture",
    element("div", "p-picture__page", element("span", "p-picture__button", label), element("span", "p-picture__field", "Paste here")),
    element("figcaption", "", `Paste the text into the large field, then press “${label}”.`),
  );
  figure.firstElementChild?.setAttribute("aria-hidden", "true");
  return figure;
}
