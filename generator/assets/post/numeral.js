// @ts-check

const DIGITS = /^([-+]?)0*((?:[1-9]\d*)?)(?:\.(\d*))?$/;
const MOST_CHARACTERS = 18; // as in generator/reading/source.py

/** A decimal number with exactly the decimals that were typed: 17.50 is not 17.5. */
export class Numeral {
  /** @param {string} text as a listing writes it: `17.50`, `-3` */
  constructor(text) {
    this.text = text;
  }

  /** The number, which may be rounded: to compare, not to write. */
  get value() {
    return Number(this.text);
  }

  toString() {
    return this.text;
  }

  /**
   * `+07.50` is 7.50, and `.5` is 0.5.
   * @param {string} text
   * @returns {Numeral | null} null if `text` is no decimal number, or one that is too long
   */
  static parse(text) {
    const match = DIGITS.exec(text.trim());
    if (!match || !/\d/.test(text)) return null;
    const [, sign, whole, decimals] = match;
    const number = (whole || "0") + (decimals ? `.${decimals}` : "");
    const written = sign === "-" && number !== "0" ? `-${number}` : number;
    return written.length > MOST_CHARACTERS ? null : new Numeral(written);
  }
}
