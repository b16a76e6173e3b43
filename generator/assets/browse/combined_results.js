// @ts-check
/** What several boards found for one query, as if it were one board. Pure. */

/** @typedef {import("./word_search.js").Found} Found */

/**
 * Projects that mention every word come alone: if one board has some, the looser matches of our own
 * are left out.
 * @template Board
 * @param {{parts: Uint8Array, rows: Uint32Array, boards: Board[]}} together
 * @param {Found | null} own null without a query
 * @param {Map<Board, Found | null>} answers boards without an answer have no row
 * @returns {Found | null} null if every row counts
 */
export function combined({ parts, rows, boards }, own, answers) {
  if (!own && boards.every((board) => answers.has(board))) return null;
  const others = boards.map((board) => answers.get(board) ?? null);
  const isLoose = Boolean(own?.loose);
  const ownCounts = !isLoose || !others.some((found) => found?.rows.includes(1));
  const all = [ownCounts ? own : null, ...others];
  const counts = [ownCounts, ...boards.map((board) => answers.has(board))];
  const matching = new Uint8Array(parts.length);
  const ranks = new Float64Array(parts.length);
  parts.forEach((part, at) => {
    if (!counts[part]) return;
    const found = all[part];
    matching[at] = found ? found.rows[rows[at]] : 1;
    ranks[at] = found ? found.ranks[rows[at]] : 0;
  });
  const forms = (own?.forms ?? []).map((_, word) => new Set(all.flatMap((found) => [...(found?.forms[word] ?? [])])));
  return { rows: matching, ranks, forms, loose: own && ownCounts ? own.loose : null };
}
