// @ts-check
/**
 * A case study for programs: an OpenBadgeCredential of Open Badges 3.0 (1EdTech), which is a
 * Verifiable Credential of the W3C (data model 2.0). Its evidence is a CreativeWork of schema.org.
 * It has no proof: the student is its issuer, and its description says that nobody confirmed it.
 * Pure.
 */

/** @typedef {import("../shortlist/listing.js").Listing} Listing */
/** @typedef {import("../shortlist/listing.js").LabelOf} LabelOf */
/** @typedef {import("./drafts.js").Notes} Notes */

const SCHEMA = "https://schema.org/";
const CONTEXT = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  {
    CreativeWork: `${SCHEMA}CreativeWork`,
    Organization: `${SCHEMA}Organization`,
    Person: `${SCHEMA}Person`,
    author: `${SCHEMA}author`,
    dateCreated: `${SCHEMA}dateCreated`,
    isBasedOn: `${SCHEMA}isBasedOn`,
    keywords: `${SCHEMA}keywords`,
    sourceOrganization: `${SCHEMA}sourceOrganization`,
  },
];
export const UNSIGNED = "Unsigned: written by the person who did the work. Neither the employer nor the board has confirmed it.";

/** The parts of a case study that students write, and their headings, in order. */
export const PARTS = /** @type {[string, string][]} */ ([
  ["task", "The task"], ["did", "What I did"], ["result", "What came of it"], ["learned", "What I learned"],
]);

/**
 * @param {Listing} listing as the API has it
 * @param {Notes} notes with `name`; what is empty is left out
 * @param {LabelOf} labelOf
 * @param {{person: string, credential: string, now: string}} stamp two UUIDs, and a time with its zone
 */
export function credential(listing, notes, labelOf, { person, credential: id, now }) {
  const student = { id: `urn:uuid:${person}`, type: ["Profile"], name: notes.name };
  return {
    "@context": CONTEXT,
    id: `urn:uuid:${id}`,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: `Case study: ${listing.title}`,
    description: UNSIGNED,
    issuer: student,
    validFrom: now,
    credentialSubject: {
      id: student.id,
      type: ["AchievementSubject"],
      ...stated("activityEndDate", notes.finished && `${notes.finished}T00:00:00Z`),
      achievement: achievement(listing, labelOf),
    },
    evidence: [evidence(listing, notes, labelOf)],
  };
}

/**
 * What the project asked for: this comes from the listing.
 * @param {Listing} listing
 * @param {LabelOf} labelOf
 */
function achievement(listing, labelOf) {
  const root = listing.url.slice(0, -`listings/${listing.id}/`.length);
  return {
    id: listing.url,
    type: ["Achievement"],
    achievementType: "Achievement",
    name: listing.title,
    description: listing.summary,
    criteria: { id: listing.url, narrative: listing.deliverables.map((/** @type {any} */ { what }) => `- ${what}`).join("\n") },
    creator: { id: listing.employer.url, type: ["Profile"], name: listing.employer.name, url: listing.employer.website },
    fieldOfStudy: labelOf("categories", listing.category),
    tag: skillsOf(listing).map((skill) => labelOf("skills", skill)),
    alignment: skillsOf(listing).map((skill) => ({
      type: ["Alignment"], targetName: labelOf("skills", skill), targetUrl: `${root}skills/${skill}/`,
    })),
  };
}

/**
 * The case study itself: this comes from the student.
 * @param {Listing} listing
 * @param {Notes} notes
 * @param {LabelOf} labelOf
 */
function evidence(listing, notes, labelOf) {
  const written = PARTS.filter(([part]) => notes[part]).map(([part, title]) => `## ${title}\n\n${notes[part]}`);
  return {
    ...stated("id", notes.link),
    type: ["Evidence", "CreativeWork"],
    name: listing.title,
    description: UNSIGNED,
    genre: "Case study",
    ...stated("narrative", written.join("\n\n")),
    author: { type: ["Person"], name: notes.name },
    ...stated("dateCreated", notes.finished),
    isBasedOn: { id: listing.url, type: ["CreativeWork"] },
    keywords: skillsOf(listing).map((skill) => labelOf("skills", skill)),
    sourceOrganization: { type: ["Organization"], name: listing.employer.name },
  };
}

/**
 * The skills that a project needed or taught.
 * @param {Listing} listing
 * @returns {string[]}
 */
export function skillsOf({ skills = [], gains = [] }) {
  return [...new Set([...skills, ...gains])];
}

/**
 * @param {string} name
 * @param {string | undefined} value
 */
function stated(name, value) {
  return value ? { [name]: value } : {};
}

/**
 * A random UUID (RFC 9562, version 4). `crypto.randomUUID` is missing on pages without TLS.
 * @returns {string}
 */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
