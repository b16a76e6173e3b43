// @ts-check
/** An employer's face as generator/rendering/pages/faces.py makes it: a logo or a monogram. Pure. */

const HUES = 24; // `.b-h0` to `.b-h23` in board.css

/**
 * One or two letters for a name: `HB` for `Harbour Books`, `白` for `白川織物`.
 * @param {string} name
 */
export function monogram(name) {
  const words = name.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = "", ...letters] = words.map((word) => [...word][0]);
  const [capital = ""] = first.toUpperCase();
  const second = letters.find((letter) => letter === letter.toUpperCase()) ?? "";
  return second === capital || capital === capital.toLowerCase() ? capital : capital + second;
}

/**
 * The class of the hue that belongs to an employer's id.
 * @param {string} id
 */
export function hueClass(id) {
  let value = 0;
  for (const letter of id) value = (value * 31 + letter.charCodeAt(0)) % 9973;
  return `b-h${value % HUES}`;
}
