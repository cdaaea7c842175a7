/**
 * Bounds how often a portal that fails is opened again without a visitor's action. Loaded by embed-frame.js.
 */
const MAX_COUNT = 2;
const PERIOD = 60_000;

export class Reopenings {
  /** @type {number[]} */
  #times = [];

  /** @returns {boolean} whether one more is allowed now; it counts then */
  take() {
    const now = performance.now();
    this.#times = this.#times.filter((time) => now - time < PERIOD);
    if (this.#times.length >= MAX_COUNT) return false;
    this.#times.push(now);
    return true;
  }
}
