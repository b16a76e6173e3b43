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
  /** @type {Map<string, {skills: number[], near: number, all: number, best: number}>} by the missing skills */
  #gaps = new Map();

  /**
   * @param {number[]} missing indexes of skills
   * @param {number} score how well the project fits; 0 if nothing about it does
   */
  add(missing, score) {
    if (!missing.length || missing.length > MOST_SKILLS) return;
    const skills = [...missing].sort((a, b) => a - b);
    const gap = this.#gaps.get(skills.join()) ?? { skills, near: 0, all: 0, best: 0 };
    gap.all += 1;
    if (score) gap.near += 1;
    gap.best = Math.max(gap.best, score);
    this.#gaps.set(skills.join(), gap);
  }

  /**
   * The fewest skills that complete a project which fits in part; among equally few those that
   * complete most, then those that one wants to learn anyway, then those of the project that fits best.
   * @param {Facet} facet
   * @param {boolean[]} wanted whether one wants to learn each skill
   * @returns {Advice | undefined}
   */
  advice(facet, wanted) {
    const isWanted = (/** @type {number[]} */ skills) => Number(skills.every((skill) => wanted[skill]));
    const [best] = [...this.#gaps.values()]
      .filter(({ near }) => near)
      .sort((a, b) => a.skills.length - b.skills.length || b.near - a.near || isWanted(b.skills) - isWanted(a.skills)
        || b.best - a.best || a.skills[0] - b.skills[0]);
    if (!best) return undefined;
    const opened = [...this.#gaps.values()].filter(({ skills }) => skills.every((skill) => best.skills.includes(skill)));
    return {
      skills: best.skills.map((skill) => ({ id: facet.values[skill].id, label: facet.values[skill].label })),
      count: opened.reduce((sum, { all }) => sum + all, 0),
    };
  }
}
