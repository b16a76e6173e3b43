// @ts-check
/**
 * Where a finished text goes: to the host of the board's repository, by email, or into a file. Pure.
 *
 * What each host's address takes: docs/run/daily.md, "How projects reach you".
 */

/** @typedef {"github" | "gitlab" | "forgejo"} Host */
/** @typedef {{host: Host | "", repoUrl: string, branch: string, contact: string, name: string}} Target */
/** @typedef {{path: string, text: string, title: string}} Parcel `path` is `listings/acme/survey.yml` */

/**
 * @typedef {object} Way
 * @property {"host" | "email"} kind
 * @property {string} label
 * @property {string} href
 * @property {boolean} pastes whether the text has to be pasted there
 */

// GitHub cuts addresses at 8,192 bytes; the others are said to take as much.
const LONGEST_ADDRESS = 7500;
// Windows hands at most 2,083 characters to the mail program.
const LONGEST_MAIL = 1900;
/** @type {Record<Host, string>} */
export const HOST_NAMES = { github: "GitHub", gitlab: "GitLab", forgejo: "Forgejo" };

/**
 * The page of the host that takes a new file, filled in as far as the host can.
 * @param {Target} target
 * @param {Parcel} parcel
 * @returns {Way | null} null if the board names no repository
 */
export function newFile(target, { path, text }) {
  const { host, repoUrl, branch } = target;
  if (!host) return null;
  const label = `Send it on ${hostName(target)}`;
  const file = encodeURIComponent(path);
  const bare = {
    github: `${repoUrl}/new/${branch}?filename=${file}`,
    gitlab: `${repoUrl}/-/new/${branch}?file_name=${file}`,
    forgejo: `${repoUrl}/_new/${branch}/?filename=${file}`,
  }[host];
  const full = `${bare}&value=${encodeURIComponent(text)}`;
  const pastes = host === "gitlab" || full.length > LONGEST_ADDRESS;
  return { kind: "host", label, href: pastes ? bare : full, pastes };
}

/**
 * The page of the host that changes a file. No host lets an address fill in the change.
 * @param {Target} target
 * @param {string} path
 * @returns {Way | null}
 */
export function editFile(target, path) {
  const { host, repoUrl, branch } = target;
  if (!host) return null;
  const folder = { github: "edit", gitlab: "-/edit", forgejo: "_edit" }[host];
  return { kind: "host", label: `Open the file on ${hostName(target)}`, href: `${repoUrl}/${folder}/${branch}/${path}`, pastes: true };
}

/**
 * A short form on GitHub that asks the board to close or extend a project: see
 * .github/ISSUE_TEMPLATE/change-a-listing.yml. The other hosts have no such forms.
 * @param {Target} target
 * @param {string} id
 * @returns {string} empty if there is none
 */
export function changeForm({ host, repoUrl }, id) {
  return host === "github" ? `${repoUrl}/issues/new?template=change-a-listing.yml&listing=${encodeURIComponent(id)}` : "";
}

/**
 * An email to the board's contact. A text that is too long for an address is sent as a file.
 * @param {Target} target
 * @param {Parcel} parcel
 * @returns {(Way & {attach: boolean}) | null} null if the board names no email address
 */
export function email({ contact, name }, { path, text, title }) {
  if (!/^[^\s@]+@[^\s@]+$/.test(contact)) return null;
  const address = `mailto:${encodeURIComponent(contact).replace("%40", "@")}?subject=${encodeURIComponent(`${name}: ${title}`)}`;
  const whole = `${address}&body=${encodeURIComponent(withPath({ path, text, title }).replaceAll("\n", "\r\n"))}`;
  const attach = whole.length > LONGEST_MAIL;
  const note = `I attach the file ${fileName(path)} from the board's form.`;
  const href = attach ? `${address}&body=${encodeURIComponent(note)}` : whole;
  return { kind: "email", label: "Send it by email", href, pastes: false, attach };
}

/**
 * The name under which a file is saved. It holds the whole id, because the folder is lost.
 * @param {string} path
 */
export function fileName(path) {
  return path.replace(/^listings\//, "").replaceAll("/", "--");
}

/**
 * The text as it is saved or sent: the first line says where it belongs.
 * @param {Parcel} parcel
 */
export function withPath({ path, text }) {
  return `# ${path}\n${text}`;
}

/** @param {Target} target */
function hostName({ host, repoUrl }) {
  return host === "forgejo" && new URL(repoUrl).hostname === "codeberg.org" ? "Codeberg" : HOST_NAMES[/** @type {Host} */ (host)];
}
