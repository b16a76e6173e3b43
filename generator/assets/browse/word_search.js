// @ts-check
/**
 * Full-text search by Pagefind, which runs in a worker. It is loaded on the first search. A query
 * that is replaced by a newer one before its turn is never run.
 */

/**
 * @typedef {object} Found
 * @property {Uint8Array} rows 1 for each row that matches
 * @property {Float64Array} ranks the rank of each row, 0 for the best match
 * @property {Map<number, number[]>} positions of the matching words in a row's text
 */

/** Words without meaning for the search, which people type in whole sentences. */
const STOP_WORDS = new Set(
  ("a about an and any are as at be but by can do for from have how i i'm in is it know like me my of on or "
    + "project projects some something that the to want what where with work would you").split(" "),
);
const RANKING = { metaWeights: { title: 5, who: 3, summary: 2 } };

export class WordSearch {
  /** @type {Promise<any> | undefined} */
  #pagefind;
  /** @type {Promise<unknown>} */
  #running = Promise.resolve();
  /** @type {{q: string, found: Found} | undefined} */
  #last;

  /** @param {string} folder Pagefind's, with a slash at the end */
  constructor(folder) {
    this.folder = folder;
  }

  /** Loads Pagefind before the first query. */
  preload() {
    this.#pagefind ??= import(`${this.folder}pagefind.js`).then(async (pagefind) => {
      await pagefind.options({ basePath: this.folder, ranking: RANKING });
      await pagefind.init();
      return pagefind;
    });
    return this.#pagefind;
  }

  /**
   * @param {string} q
   * @param {Promise<{size: number, rows: Map<string, number>}>} columns
   * @param {AbortSignal} signal rejects the search if a newer one replaced it
   * @returns {Promise<Found>}
   */
  async find(q, columns, signal) {
    if (this.#last?.q === q) return this.#last.found;
    const previous = this.#running;
    const search = (async () => {
      await previous.catch(() => {});
      signal.throwIfAborted();
      const pagefind = await this.preload();
      const { results } = await pagefind.search(dropStopWords(q));
      return locate(results, await columns);
    })();
    this.#running = search;
    const found = await search;
    this.#last = { q, found };
    signal.throwIfAborted();
    return found;
  }
}

/**
 * `I know some Excel` becomes `Excel`. A quoted query stays as it is.
 * @param {string} q
 */
export function dropStopWords(q) {
  if (/^".+"$/.test(q)) return q;
  const words = q.split(" ").filter((word) => !STOP_WORDS.has(/^[^]*[^.,;!?]/.exec(word.toLowerCase())?.[0] ?? ""));
  return words.join(" ") || q;
}

/**
 * Maps Pagefind's results to rows.
 * @param {{id: string, words: number[]}[]} results best match first
 * @param {{size: number, rows: Map<string, number>}} columns
 * @returns {Found}
 */
export function locate(results, columns) {
  const found = { rows: new Uint8Array(columns.size), ranks: new Float64Array(columns.size), positions: new Map() };
  results.forEach(({ id, words }, rank) => {
    const row = columns.rows.get(id);
    if (row === undefined) return; // the index is from another build than the columns
    found.rows[row] = 1;
    found.ranks[row] = rank;
    found.positions.set(row, words);
  });
  return found;
}
