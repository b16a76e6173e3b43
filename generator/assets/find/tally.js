// @ts-check
/**
 * Which rows match, and what each further choice would give. Within a facet one value is enough,
 * and every facet counts. A facet's counts leave out its own choices, so that they say what
 * ticking one more would add. One walk over the rows; pure.
 */

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./columns.js").Facet} Facet */
/** @typedef {import("./state.js").State} State */

/**
 * @typedef {object} Tally
 * @property {number[]} rows what matches, newest first
 * @property {Map<string, Uint32Array>} counts of each value, by facet
 * @property {Map<string, number>} without how many would match without one facet; `q`: the words
 * @property {number} open how many are open at all
 */

const DAY = 86_400_000; // milliseconds

/**
 * @param {Columns} columns
 * @param {State} state
 * @param {Uint8Array | null} found 1 for each row with the words; null if there are none
 * @param {string} day `2026-11-23`, in the board's time zone
 * @returns {Tally}
 */
export function tally(columns, state, found, day) {
  const now = Date.parse(day) / DAY;
  const { facets } = columns;
  const counts = facets.map((facet) => new Uint32Array(facet.values.length));
  const all = new Uint32Array(facets.length); // rows that have every value
  const active = facets.flatMap((facet, at) => (state.chosen.has(facet.id) ? [at] : []));
  const wanted = facets.map((facet) => mask(facet, state.chosen.get(facet.id)));
  const without = new Uint32Array(facets.length);
  const rows = [];
  let [open, unsaid] = [0, 0];
  for (let row = 0; row < columns.size; row += 1) {
    if (columns.deadlines[row] < now) continue;
    open += 1;
    const missing = misses(facets, active, wanted, row);
    if (found && !found[row]) {
      if (missing === -1) unsaid += 1;
    } else if (missing === -1) {
      rows.push(row);
      for (let at = 0; at < facets.length; at += 1) count(facets[at], counts[at], all, at, row);
    } else if (missing >= 0) {
      without[missing] += 1;
      count(facets[missing], counts[missing], all, missing, row);
    }
  }
  counts.forEach((values, at) => {
    if (all[at]) for (let value = 0; value < values.length; value += 1) values[value] += all[at];
  });
  // What is chosen already passes without its own facet too.
  const dropped = active.map((at) => /** @type {[string, number]} */ ([facets[at].id, without[at] + rows.length]));
  if (found) dropped.push(["q", unsaid + rows.length]);
  return { rows, open, counts: new Map(facets.map(({ id }, at) => [id, counts[at]])), without: new Map(dropped) };
}

/**
 * The active facet that `row` does not pass; -1 if it passes all, -2 if it misses several.
 * @param {Facet[]} facets
 * @param {number[]} active
 * @param {Uint8Array[]} wanted
 * @param {number} row
 */
function misses(facets, active, wanted, row) {
  let missing = -1;
  for (const at of active) {
    if (passes(facets[at], wanted[at], row)) continue;
    if (missing !== -1) return -2;
    missing = at;
  }
  return missing;
}

/**
 * @param {Facet} facet
 * @param {Uint8Array} wanted
 * @param {number} row
 */
function passes({ starts, items, open }, wanted, row) {
  const end = starts[row + 1];
  if (open && starts[row] === end) return true;
  for (let at = starts[row]; at < end; at += 1) if (wanted[items[at]]) return true;
  return false;
}

/**
 * @param {Facet} facet
 * @param {Uint32Array} counts
 * @param {Uint32Array} all
 * @param {number} at
 * @param {number} row
 */
function count({ starts, items, open }, counts, all, at, row) {
  const end = starts[row + 1];
  if (open && starts[row] === end) all[at] += 1;
  for (let item = starts[row]; item < end; item += 1) counts[items[item]] += 1;
}

/**
 * @param {Facet} facet
 * @param {Set<string> | undefined} chosen
 */
function mask(facet, chosen) {
  return Uint8Array.from(facet.values, ({ id }) => (chosen?.has(id) ? 1 : 0));
}

/**
 * `rows` in the order asked for; what is equal stays newest first.
 * @param {Columns} columns
 * @param {number[]} rows
 * @param {string} order
 * @param {Float64Array | null} scores how well each row matches the words
 */
export function sorted(columns, rows, order, scores) {
  const key = order === "best" ? scores : columns.keys[order];
  return key ? [...rows].sort((a, b) => key[a] - key[b] || a - b) : rows;
}
