// @ts-check
/**
 * The facts of every open listing, a row each, newest first: read from find/columns.bin, which
 * generator/search.py writes, and laid out so that ten thousand rows are counted in milliseconds.
 */

/**
 * @typedef {object} Value
 * @property {string} id
 * @property {string} label
 * @property {string} [group] the currency of a band
 */

/**
 * A facet: of row `r` the values `items[starts[r]]` to `items[starts[r + 1] - 1]`.
 * @typedef {object} Facet
 * @property {string} id
 * @property {string} label
 * @property {Value[]} values
 * @property {Uint32Array} starts
 * @property {Uint16Array} items
 * @property {boolean} [open] a row without a value has them all: work from anywhere, for anyone
 * @property {boolean} [ordered] the values have an order of their own
 */

/**
 * @typedef {object} Collection
 * @property {string} path
 * @property {string} label
 * @property {Record<string, string[]>} any
 * @property {Record<string, number>} most
 */

/**
 * @typedef {object} Columns
 * @property {number} size
 * @property {Facet[]} facets
 * @property {Float64Array} deadlines days since 1970
 * @property {Record<string, Float64Array>} keys what sorts, smallest first
 * @property {string[]} fragments Pagefind's name of each row
 * @property {Map<string, number>} rows row of each fragment
 * @property {Float64Array} hours
 * @property {Float64Array} weeks
 * @property {Collection[]} collections
 */

const DAY = 86_400_000; // milliseconds
const HOURS = [[10, "Up to 10 hours"], [20, "11–20 hours"], [40, "21–40 hours"], [Infinity, "More than 40 hours"]];
const WEEKS = [[1, "1 week"], [2, "2 weeks"], [4, "3–4 weeks"], [8, "5–8 weeks"], [Infinity, "9 weeks and more"]];
const CLOSES = [[6, "This week"], [30, "This month"], [Infinity, "Later"]];

/**
 * @param {string} address
 * @param {string} day `2026-11-23`, in the board's time zone
 * @returns {Promise<Columns>}
 */
export async function load(address, day) {
  return columns(await unpacked(address), day);
}

/**
 * What a packed file holds.
 * @param {string} address
 * @returns {Promise<any>}
 */
export async function unpacked(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok || !answer.body) throw new Error(`${address}: ${answer.status}`);
  const text = new Response(answer.body.pipeThrough(new DecompressionStream("deflate")));
  return text.json();
}

/**
 * @param {any} data what the file holds
 * @param {string} day
 * @returns {Columns}
 */
export function columns(data, day) {
  const fragments = data.fragments.split(" ").map((/** @type {string} */ name) => `${data.language}_${name}`);
  const first = Date.parse(data.first) / DAY;
  const deadlines = new Float64Array(data.deadline).map((days) => first + days);
  const most = new Float64Array(data.most);
  const weeks = new Float64Array(data.weeks);
  const money = paid(data);
  const made = {
    size: fragments.length,
    fragments,
    rows: new Map(fragments.map((/** @type {string} */ name, /** @type {number} */ row) => [name, row])),
    deadlines,
    hours: most,
    weeks,
    collections: data.collections,
    keys: { deadline: deadlines, pay: money.totalKey, rate: money.rateKey, hours: most },
    facets: [
      listed("skill", "Skill", data.skill),
      single("mode", "Place", data.mode),
      { ...listed("country", "You live in", data.country), open: true },
      banded("hours", "Hours in all", most, HOURS),
      single("pay", "Pay for the project", money.pay, true),
      single("rate", "An hour comes to", money.rate, true),
      closing(deadlines, day),
      { ...single("level", "Level", data.level), ordered: true },
      single("category", "Kind of work", data.category),
      single("industry", "Industry", data.industry),
      banded("weeks", "Takes", weeks, WEEKS),
      listed("offers", "On top of the pay", data.offers),
      { ...listed("audience", "You are among", data.audience), open: true },
      verified(data.verified),
    ].filter((facet) => facet.values.length),
  };
  const level = made.facets.find((facet) => facet.id === "level");
  if (level) sortLevels(level);
  return made;
}

/**
 * The facet of deadlines, as they look on `day`.
 * @param {Float64Array} deadlines
 * @param {string} day
 * @returns {Facet}
 */
export function closing(deadlines, day) {
  const now = Date.parse(day) / DAY;
  const facet = banded("deadline", "Closes", deadlines.map((deadline) => deadline - now), CLOSES);
  ["week", "month", "later"].forEach((id, at) => { facet.values[at].id = id; });
  return facet;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {{values: [string, string][], rows: number[]}} column
 * @param {boolean} [ordered]
 * @returns {Facet}
 */
function single(id, label, column, ordered) {
  const starts = new Uint32Array(column.rows.length + 1).map((_, row) => row);
  return { id, label, ordered, values: named(column.values), starts, items: new Uint16Array(column.rows) };
}

/**
 * @param {string} id
 * @param {string} label
 * @param {{values: [string, string][], rows: number[][]}} column
 * @returns {Facet}
 */
export function listed(id, label, column) {
  const starts = new Uint32Array(column.rows.length + 1);
  column.rows.forEach((items, row) => { starts[row + 1] = starts[row] + items.length; });
  const items = new Uint16Array(starts[column.rows.length]);
  column.rows.forEach((values, row) => items.set(values, starts[row]));
  return { id, label, values: named(column.values), starts, items };
}

/** @param {any[][]} values */
function named(values) {
  return values.map(([id, label, group]) => ({ id, label, group: typeof group === "string" ? group : undefined }));
}

/**
 * Numbers sorted into bands; a band is named after the most it holds.
 * @param {string} id
 * @param {string} label
 * @param {Float64Array} numbers
 * @param {any[][]} bands
 * @returns {Facet}
 */
function banded(id, label, numbers, bands) {
  const values = bands.map(([most, text]) => [Number.isFinite(most) ? String(most) : "more", text]);
  const limits = bands.map(([most]) => most);
  const rows = new Array(numbers.length);
  for (let row = 0; row < rows.length; row += 1) rows[row] = reached(limits, numbers[row]);
  return single(id, label, { values: /** @type {[string, string][]} */ (values), rows }, true);
}

/**
 * How many of `limits` lie below `number`: the place of its band.
 * @param {number[]} limits in order
 * @param {number} number
 */
function reached(limits, number) {
  let place = 0;
  while (place < limits.length && limits[place] < number) place += 1;
  return place;
}

/** @param {number[]} flags @returns {Facet} */
function verified(flags) {
  const rows = flags.map((flag) => (flag ? [0] : []));
  const values = /** @type {[string, string][]} */ (flags.includes(1) ? [["yes", "Verified employer"]] : []);
  return listed("verified", "Employer", { values, rows });
}

/** @param {Facet} facet Levels in the order in which one climbs them. */
function sortLevels(facet) {
  const climb = ["beginner", "intermediate", "advanced"];
  const before = facet.values;
  facet.values = [...before].sort((a, b) => climb.indexOf(a.id) - climb.indexOf(b.id));
  facet.items = facet.items.map((at) => facet.values.indexOf(before[at]));
}

/**
 * Pay in all and by the hour, in bands of its currency. To sort across currencies each is
 * measured by its floor: what the board holds to be the least for an hour of work.
 * @param {any} data
 */
function paid(data) {
  const currencies = /** @type {[string, string, number, number[], number[]][]} */ (data.currency.values);
  const bands = { pay: /** @type {any[]} */ ([]), rate: /** @type {any[]} */ ([]) };
  const start = currencies.map(([code, sign, , pay, rate]) => {
    const at = { pay: bands.pay.length, rate: bands.rate.length };
    bands.pay.push(...steps(code, sign, pay, ""));
    bands.rate.push(...steps(code, sign, rate, " an hour"));
    return at;
  });
  const size = data.amount.length;
  const [pay, rate] = [new Array(size), new Array(size)];
  const [totalKey, rateKey] = [new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < size; row += 1) {
    const [amount, at] = [data.amount[row], data.currency.rows[row]];
    const total = data.hourly[row] ? amount * data.least[row] : amount;
    const hour = data.hourly[row] ? amount : amount / data.most[row];
    pay[row] = start[at].pay + from(currencies[at][3], total);
    rate[row] = start[at].rate + from(currencies[at][4], hour);
    totalKey[row] = -total / currencies[at][2];
    rateKey[row] = -hour / currencies[at][2];
  }
  return { pay: { values: bands.pay, rows: pay }, rate: { values: bands.rate, rows: rate }, totalKey, rateKey };
}

/**
 * How many of `steps` an amount has come to.
 * @param {number[]} steps in order
 * @param {number} amount
 */
function from(steps, amount) {
  let place = 0;
  while (place < steps.length && steps[place] <= amount) place += 1;
  return place;
}

/**
 * @param {string} code
 * @param {string} sign
 * @param {number[]} from where each band but the first begins
 * @param {string} each
 */
function steps(code, sign, from, each) {
  const amount = (/** @type {number} */ value) => sign + value.toLocaleString("en");
  const last = from.length - 1;
  return [
    [`${code}-0`, `Under ${amount(from[0])}${each}`, code],
    ...from.map((step, at) => [
      `${code}-${step}`,
      at === last ? `${amount(step)} and more${each}` : `${amount(step)}–${from[at + 1].toLocaleString("en")}${each}`,
      code,
    ]),
  ];
}
