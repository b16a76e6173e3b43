// @ts-check
/** Which `*`, `_` and `~~` begin and end emphasis. */

/** @typedef {import("./spans.js").Token} Token */

/**
 * One mark of emphasis, or two of `~`.
 * @typedef {object} Run
 * @property {string} mark
 * @property {number} length how many marks there are side by side; 0 for `~`
 * @property {number} token
 * @property {number} end the mark that closes it; -1 if none does
 * @property {boolean} open whether it may begin emphasis
 * @property {boolean} close
 */

const WHITE = /[\t-\r \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/**
 * What marks side by side may do, which depends on the characters around them.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {number} limit
 */
export function flanks(text, start, end, limit) {
  const before = start ? codePointBefore(text, start) : " ";
  const after = end < limit ? String.fromCodePoint(/** @type {number} */ (text.codePointAt(end))) : " ";
  const [spaceBefore, spaceAfter] = [WHITE.test(before), WHITE.test(after)];
  const [signBefore, signAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)];
  const left = !spaceAfter && (!signAfter || spaceBefore || signBefore);
  const right = !spaceBefore && (!signBefore || spaceAfter || signAfter);
  const split = text[start] !== "_"; // `_` does not work inside a word
  const open = left && (split || !right || signBefore);
  const close = right && (split || !left || signAfter);
  return { open, close };
}

/**
 * @param {string} text
 * @param {number} at
 */
function codePointBefore(text, at) {
  const pair = at > 1 ? /** @type {number} */ (text.codePointAt(at - 2)) : 0;
  return pair > 0xffff ? String.fromCodePoint(pair) : text[at - 1];
}

/**
 * Finds for each closing mark the one that opens. Earlier failures and pairs are jumped over, so
 * that the time stays linear.
 * @param {Run[]} runs
 */
export function pair(runs) {
  /** @type {Record<string, number>} below which no opening mark is left */
  const bottoms = {};
  /** @type {number[]} */
  const jumps = [];
  let first = 0; // of the marks side by side
  let lastToken = -2;
  runs.forEach((closer, index) => {
    jumps.push(0);
    if (runs[first].mark !== closer.mark || lastToken !== closer.token - 1) first = index;
    lastToken = closer.token;
    if (!closer.close) return;
    const key = `${closer.mark}${closer.open}${closer.length % 3}`;
    const bottom = bottoms[key] ?? -1;
    const from = first - jumps[first] - 1;
    for (let at = from; at > bottom; at -= jumps[at] + 1) {
      const opener = runs[at];
      if (opener.mark !== closer.mark || !opener.open || opener.end >= 0) continue;
      // CommonMark's rule of three, for marks that may both open and close.
      const sum = opener.length + closer.length;
      if ((opener.close || closer.open) && sum % 3 === 0 && opener.length % 3 !== 0) continue;
      jumps[at] = at > 0 && !runs[at - 1].open ? jumps[at - 1] + 1 : 0;
      jumps[index] = index - at + jumps[at];
      Object.assign(closer, { open: false });
      Object.assign(opener, { end: index, close: false });
      lastToken = -2;
      return;
    }
    if (from !== -1) bottoms[key] = from;
  });
}

/**
 * Turns pairs of `~~` into elements.
 * @param {Token[]} tokens
 * @param {Run[]} runs
 */
export function strike(tokens, runs) {
  const lone = [];
  for (const { mark, token, end } of runs) {
    if (mark !== "~" || end < 0) continue;
    const closing = runs[end].token;
    tokens[token] = { open: "s" };
    tokens[closing] = { close: "s" };
    if (tokens[closing - 1].lone) lone.push(closing - 1);
  }
  // Of `~~~~~` the first is left over: it moves behind the ends.
  while (lone.length) {
    const from = /** @type {number} */ (lone.pop());
    let to = from + 1;
    while (tokens[to]?.close === "s") to += 1;
    [tokens[from], tokens[to - 1]] = [tokens[to - 1], tokens[from]];
  }
}

/**
 * Turns pairs of `*` and `_` into elements: two pairs side by side are one `strong`.
 * @param {Token[]} tokens
 * @param {Run[]} runs
 */
export function emphasise(tokens, runs) {
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const { mark, end, token } = runs[index];
    if (mark === "~" || end < 0) continue;
    const outer = runs[index - 1];
    const closing = runs[end].token;
    const strong = outer?.end === end + 1 && outer.mark === mark && outer.token === token - 1
      && runs[end + 1].token === closing + 1;
    const name = strong ? "strong" : "em";
    tokens[token] = { open: name };
    tokens[closing] = { close: name };
    if (!strong) continue;
    tokens[token - 1] = { text: "" };
    tokens[closing + 1] = { text: "" };
    index -= 1;
  }
}
