// @ts-check
/** A number as it was typed, such as `17.50`. */
export class Numeral {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}
