// @ts-check
/** What is sent for each task: a new file, a whole file in place of the old one, or one line. Pure. */

import { isName, slug } from "./draft.js";
import { canonicalYaml } from "./yaml.js";

/** @typedef {import("./draft.js").Data} Data */
/** @typedef {import("./fields.js").Values} Values */
/** @typedef {import("./check/check.js").Problem} Problem */
/** @typedef {{kind: import("./steps.js").Kind, id: string, listing: any}} Task */
/** @typedef {{data: Data, problems: Problem[], parcel: import("./send.js").Sending}} Sending */

/**
 * @param {Task} task
 * @param {Values} values what was typed
 * @param {Data} data what it means
 * @param {any} board
 * @returns {Sending}
 */
export function sendingFor(task, values, data, board) {
  if (task.kind === "new" || task.kind === "repost") return newListing(task, values, data, board);
  const path = `listings/${task.id}.yml`;
  const { title, aliases } = task.listing;
  if (task.kind === "edit") return edited(task, data, aliases, path, board);
  if (task.kind === "outcome") return withOutcome(task, data, aliases, path, board);
  const line = task.kind === "extend" ? `deadline: ${data.deadline}` : `status: ${task.kind}`;
  const how = task.kind === "extend"
    ? "find the line that begins with deadline: and put the copied line in its place. Then press the green button."
    : "add the copied line below the last line of the file, and press the green button.";
  const words = { extend: "Extend the deadline", filled: "Mark as filled", withdrawn: "Withdraw" }[task.kind];
  return {
    data: task.kind === "extend" ? data : { ...data, status: task.kind },
    problems: changeProblems(task, data),
    parcel: { kind: "line", path, text: `${line}\n`, paste: `${line}\n`, title: `${words}: ${title}`, how },
  };
}

/**
 * @param {Task} task
 * @param {Values} values
 * @param {Data} data
 * @param {any} board
 * @returns {Sending}
 */
function newListing(task, values, data, board) {
  const isKnown = task.kind === "repost" || values.known === "yes";
  const employer = isKnown ? String(values.employer ?? "") : slug(String(data.employer?.name ?? ""));
  const former = task.kind === "repost" ? (task.id.split("/")[1] ?? "") : "";
  const name = String(values.name ?? "") || freeName(former, slug(String(data.title ?? "")), employer, board);
  /** @type {Problem[]} */
  const problems = [];
  const report = (/** @type {string} */ path, /** @type {string} */ message, /** @type {string} */ fix) =>
    problems.push({ rule: "form/address", severity: "error", path: [path], message, fix });
  if (isKnown && !board.employers.has(employer)) {
    report("employer", employer ? `there is no employer “${employer}” on this board.` : "your organisation is missing.", "Type its name and choose it, or choose “No, we are new here”.");
  }
  if (!isKnown && data.employer?.name && !isName(employer)) {
    report("employer.name", "the page's address needs letters a-z, but this name has none.", "Add the name in Latin letters, for example in brackets.");
  }
  if (!isKnown && board.employers.has(employer)) {
    report("employer.name", `“${board.employers.get(employer).name}” is on this board already.`, "If that is you, choose “Yes” above. If not, add a word to your name, such as your town.");
  }
  if (data.title && !isName(name)) {
    report("name", "this can't be the last part of the address.", "Use small letters a-z, digits and single hyphens, at most 60 characters.");
  } else if (isKnown && board.names(employer).has(name)) {
    report("name", `there is a project \`${employer}/${name}\` already.`, `Choose another name, such as \`${numbered(name, employer, board)}\`.`);
  }
  const path = `listings/${employer || "your-name"}/${name || "your-project"}.yml`;
  const text = canonicalYaml(data, board.schema);
  return {
    data,
    problems,
    parcel: {
      kind: "new", path, text, paste: text, title: `New project: ${data.title ?? ""}`,
      how: "paste it into the large field and press the green button.",
    },
  };
}

/**
 * @param {Task} task
 * @param {Data} data
 * @param {string[] | undefined} aliases
 * @param {string} path
 * @param {any} board
 * @returns {Sending}
 */
function edited(task, data, aliases, path, board) {
  const { status, title } = task.listing;
  const whole = { ...data, ...(status && status !== "open" ? { status } : {}), ...(aliases?.length ? { aliases } : {}) };
  const text = canonicalYaml(whole, board.schema);
  const how = board.inline.has(task.id.split("/")[0])
    ? "if your file has a group that begins with employer: keep its lines, and put the copied text in place of everything else. Then press the green button."
    : "select everything in the large field, paste the copied text in its place, and press the green button.";
  return { data: whole, problems: [], parcel: { kind: "replace", path, text, paste: text, title: `Change: ${title}`, how } };
}

/**
 * @param {Task} task
 * @param {Data} data
 * @param {string[] | undefined} aliases
 * @param {string} path
 * @param {any} board
 * @returns {Sending}
 */
function withOutcome(task, data, aliases, path, board) {
  const { outcome, status, title } = task.listing;
  /** @type {Problem[]} */
  const problems = [];
  const report = (/** @type {string[]} */ at, /** @type {string} */ message, /** @type {string} */ fix) =>
    problems.push({ rule: "form/change", severity: "error", path: at, message, fix });
  if (status !== "filled") report([], "only a filled project can say what became of it.", "Choose “Mark as filled” on its page first.");
  else if (!data.outcome) report(["outcome", "summary"], "it does not say yet what became of the project.", "Write a sentence or two.");
  const words = `What became of it: ${title}`;
  if (outcome) {
    const whole = edited(task, data, aliases, path, board);
    return { ...whole, problems, parcel: { ...whole.parcel, title: words } };
  }
  const lines = data.outcome ? canonicalYaml({ outcome: data.outcome }, board.schema) : "";
  const how = "add the copied lines below the last line of the file, and press the green button.";
  return { data: { ...data, status }, problems, parcel: { kind: "line", path, text: lines, paste: lines, title: words, how } };
}

/**
 * @param {Task} task
 * @param {Data} data
 * @returns {Problem[]}
 */
function changeProblems({ kind, listing }, data) {
  const isClosed = listing.status === "filled" || listing.status === "withdrawn";
  /** @param {string} message @param {string} fix @param {string} path @returns {Problem} */
  const problem = (message, fix, path = "") => ({ rule: "form/change", severity: "error", path: path ? [path] : [], message, fix });
  if (isClosed && kind === "extend") return [problem(`this project is ${listing.status}.`, "Choose “Post again” on its page instead.")];
  if (isClosed) return [problem(`this project is ${listing.status} already.`, "You don't have to do anything.")];
  if (kind === "extend" && data.deadline <= listing.deadline) return [problem(`the deadline is ${listing.deadline} already.`, "Choose a later day.", "deadline")];
  return [];
}

/**
 * @param {string} former the name of the project that is posted again
 * @param {string} wanted
 * @param {string} employer
 * @param {any} board
 */
function freeName(former, wanted, employer, board) {
  return former ? numbered(former.replace(/-\d{1,3}$/, ""), employer, board) : wanted;
}

/**
 * The name with the first number that is free: `survey-2`.
 * @param {string} name
 * @param {string} employer
 * @param {any} board
 */
function numbered(name, employer, board) {
  const names = board.names(employer);
  for (let number = 2; ; number += 1) {
    const found = `${name.slice(0, 56)}-${number}`;
    if (!names.has(found)) return found;
  }
}
