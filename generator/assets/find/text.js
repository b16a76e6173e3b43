// @ts-check
/**
 * The words: Pagefind finds them, in a worker. It is loaded when somebody first asks. A question
 * that was typed over before its turn came is never put to it.
 */

/**
 * @typedef {object} Found
 * @property {Uint8Array} rows 1 for each row that has the words
 * @property {Float64Array} ranks the place of each row, the best first
 * @property {Map<number, number[]>} words where the words stand in a row's text
 */

/** Words that are in every listing and tell nothing, of those one types in a whole sentence. */
const SMALL = new Set(
  ("a about an and any are as at be but by can do for from have how i i'm in is it know like me my of on or "
    + "project projects some something that the to want what where with work would you").split(" "),
);

export class Text {
  /** @type {Promise<any> | undefined} */
  #pagefind;
  /** @type {Promise<unknown>} */
  #busy = Promise.resolve();
  #asked = 0;
  /** @type {{q: string, found: Found} | undefined} */
  #last;

  /** @param {string} folder where Pagefind's files are, with a slash at the end */
  constructor(folder) {
    this.folder = folder;
  }

  /** Load the program, before the first word is typed. */
  warm() {
    this.#pagefind ??= import(`${this.folder}pagefind.js`).then(async (pagefind) => {
      await pagefind.options({ basePath: this.folder, ranking: { metaWeights: { title: 5, who: 3, summary: 2 } } });
      await pagefind.init();
      return pagefind;
    });
    return this.#pagefind;
  }

  /**
   * @param {string} q
   * @param {Promise<{size: number, rows: Map<string, number>}>} columns
   * @returns {Promise<Found | null>} null if a newer question came
   */
  async find(q, columns) {
    this.#asked += 1;
    const turn = this.#asked;
    if (this.#last?.q === q) return this.#last.found;
    const before = this.#busy;
    const search = (async () => {
      await before.catch(() => {});
      if (turn !== this.#asked) return null;
      const pagefind = await this.warm();
      const answer = await pagefind.search(telling(q));
      return place(answer.results, await columns);
    })();
    this.#busy = search;
    const found = await search;
    if (found) this.#last = { q, found };
    return turn === this.#asked ? found : null;
  }
}

/**
 * `I know some Excel` is a search for `Excel`.
 * @param {string} q
 */
export function telling(q) {
  if (/^".+"$/.test(q)) return q;
  const words = q.split(" ").filter((word) => !SMALL.has(word.toLowerCase().replace(/[.,;!?]+$/, "")));
  return words.join(" ") || q;
}

/**
 * @param {{id: string, words: number[]}[]} results best first
 * @param {{size: number, rows: Map<string, number>}} columns
 * @returns {Found}
 */
function place(results, columns) {
  const found = { rows: new Uint8Array(columns.size), ranks: new Float64Array(columns.size), words: new Map() };
  results.forEach(({ id, words }, rank) => {
    const row = columns.rows.get(id);
    if (row === undefined) return; // of another build than the columns
    found.rows[row] = 1;
    found.ranks[row] = rank;
    found.words.set(row, words);
  });
  return found;
}
