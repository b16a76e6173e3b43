// @ts-check
/** What to learn next: the skills that stand between somebody and the nearest projects. Pure. */

/** @typedef {import("../browse/columns.js").Facet} Facet */

/**
 * @typedef {object} Advice
 * @property {{id: string, label: string}[]} skills one or two
 * @property {number} count for how many more projects one would then have every skill
 */

const MOST_SKILLS = 2;

/** Collects which skills are missing, project by project. */
export class Gaps {
  /** @type {Map<string, {skills: number[], near: number, all: number}>} by the missing skills */
  #gaps = new Map();

  /**
   * @param {number[]} missing indexes of skills
   * @param {boolean} isNear whether one has another skill of the project or wants to learn from it
   */
  add(missing, isNear) {
    if (!missing.length || missing.length > MOST_SKILLS) return;
    const skills = [...missing].sort((a, b) => a - b);
    const gap = this.#gaps.get(skills.join()) ?? { skills, near: 0, all: 0 };
    gap.all += 1;
    if (isNear) gap.near += 1;
    this.#gaps.set(skills.join(), gap);
  }

  /**
   * The fewest skills that complete a near project; among equally few those that complete most, and
   * then those that one wants to learn anyway.
   * @param {Facet} facet
   * @param {boolean[]} wanted whether one wants to learn each skill
   * @returns {Advice | undefined}
   */
  advice(facet, wanted) {
    const isWanted = (/** @type {number[]} */ skills) => Number(skills.every((skill) => wanted[skill]));
    const [best] = [...this.#gaps.values()]
      .filter(({ near }) => near)
      .sort((a, b) => a.skills.length - b.skills.length || b.near - a.near || isWanted(b.skills) - isWanted(a.skills)
        || a.skills[0] - b.skills[0]);
    if (!best) return undefined;
    const opened = [...this.#gaps.values()].filter(({ skills }) => skills.every((skill) => best.skills.includes(skill)));
    return {
      skills: best.skills.map((skill) => ({ id: facet.values[skill].id, label: facet.values[skill].label })),
      count: opened.reduce((sum, { all }) => sum + all, 0),
    };
  }
}
