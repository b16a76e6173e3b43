// @ts-check
/**
 * Deadlines as a calendar file (RFC 5545). The events have the `UID` of those in the board's own
 * deadlines.ics, so that a calendar which subscribes to both shows each once. Pure.
 */

const WIDTH = 75; // octets per line, without the line break (section 3.1)
const encoder = new TextEncoder();

/**
 * @param {any[]} listings as `api/v1/listings/<id>.json` contains them
 * @returns {string}
 */
export function calendar(listings) {
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Microinternships//Shortlist//EN",
    "CALSCALE:GREGORIAN", ...listings.flatMap(event), "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n") + "\r\n";
}

/** @param {any} listing */
function event(listing) {
  const closed = listing.state !== "open";
  const verb = closed ? "Closed" : "Last day to apply";
  return [
    "BEGIN:VEVENT",
    `UID:${uid(listing.tag)}`,
    `DTSTAMP:${moment(listing.updated)}`,
    `LAST-MODIFIED:${moment(listing.updated)}`,
    `SEQUENCE:${sequence(listing, closed)}`,
    `DTSTART;VALUE=DATE:${listing.deadline.replaceAll("-", "")}`,
    `SUMMARY:${escaped(`${verb}: ${listing.title} (${listing.employer.name})`)}`,
    `DESCRIPTION:${escaped(`${listing.summary}\n${listing.url}`)}`,
    `URL:${listing.url}`,
    `STATUS:${closed ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/**
 * The feeds' `tag:board.example,2026:listing/acme/x` becomes `listing/acme/x@board.example`.
 * @param {string} tag
 */
function uid(tag) {
  const [authority, ...specific] = tag.replace(/^tag:/, "").split(":");
  return `${specific.join(":")}@${authority.split(",")[0]}`;
}

/**
 * Minutes from its posting to its last change, as in the board's own calendar.
 * @param {any} listing
 * @param {boolean} closed
 */
function sequence(listing, closed) {
  const zone = listing.updated.replace(/^.*?(Z|[+-]\d\d:\d\d)$/, "$1");
  const minutes = Math.floor((Date.parse(listing.updated) - Date.parse(`${listing.posted}T00:00:00${zone}`)) / 60_000);
  return Math.max(minutes, Number(closed));
}

/** @param {string} time */
function moment(time) {
  return `${new Date(time).toISOString().replace(/[-:]|\.\d+/g, "")}`;
}

/**
 * Escapes a TEXT value (section 3.3.11).
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/**
 * Folds a line to at most 75 octets, never inside a character.
 * @param {string} line
 */
function folded(line) {
  const lines = [""];
  let [octets, width] = [0, WIDTH];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > width) {
      lines.push("");
      [octets, width] = [0, WIDTH - 1]; // the space at the start counts
    }
    lines[lines.length - 1] += character;
    octets += size;
  }
  return lines.join("\r\n ");
}
