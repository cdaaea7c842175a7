/**
 * Watches how high the portal's content is. Loaded by portal.js.
 *
 * Browsers do not paint a frame that is out of sight, and then run neither ResizeObserver nor requestAnimationFrame
 * there. For that reason every event that may change the height starts a synchronous measurement.
 */
import { ContentHeight } from "./content-height.js";

/** The least time between two measurements, in milliseconds, and as a multiple of what the last one took. */
const PAUSE = 50;
const PAUSE_FACTOR = 4;
/** How long the content's height must be the same before a withheld height is reported, in milliseconds. */
const QUIET = 300;
/** How often in a row a change of the frame may make the content higher, or lower. */
const MAX_GROWTHS = 3;
const MAX_SHRINKS = 2;
/** An echo that is smaller than this part of the one before is not counted: the two approach each other. */
const CONVERGENCE = 0.8;

const MUTATIONS = { attributes: true, characterData: true, childList: true, subtree: true };
const EVENTS =
  "animationend change click error focusin focusout input load mouseover toggle transitionend visibilitychange";
const OBSERVED = ":root, body, body > *, body > * > *, body > * > * > *";

/**
 * Calls back with the content's height immediately and whenever it changes. The height is a whole number of CSS
 * pixels, greater than 0. A frame that is not displayed (`display: none`) reports nothing until it is.
 *
 * @param {(height: number) => void} report
 * @returns {{measure: () => void}} `measure` measures without waiting for a pause
 */
export function watchHeight(report) {
  const watch = new HeightWatch(report);
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => watch.start(), { once: true });
  } else {
    watch.start();
  }
  return { measure: () => watch.measure() };
}

class HeightWatch {
  #content = new ContentHeight();
  #reports;
  #mutations = new MutationObserver(() => this.#disturb());
  #sizes = new ResizeObserver(() => this.#measureSoon(PAUSE));
  /** @type {WeakSet<Element>} */
  #observed = new WeakSet();
  #disturbed = true;
  #measured = { duration: 0, end: -PAUSE };
  /** @type {number | undefined} */
  #timer;

  /** @param {(height: number) => void} report */
  constructor(report) {
    this.#reports = new HeightReports(report);
  }

  start() {
    this.#mutations.observe(document, MUTATIONS);
    for (const type of EVENTS.split(" ")) document.addEventListener(type, () => this.#disturb(), true);
    window.addEventListener("load", () => this.#disturb());
    document.fonts.addEventListener("loadingdone", () => this.#disturb());
    // what the frame does to the content is measured before anything else happens to it
    window.addEventListener("resize", () => this.#measureSoon(0));
    this.measure();
  }

  #disturb() {
    this.#disturbed = true;
    this.#measureSoon(PAUSE);
  }

  /** @param {number} pause the least time after the last measurement */
  #measureSoon(pause) {
    const { duration, end } = this.#measured;
    const delay = end + Math.max(pause, duration * PAUSE_FACTOR) - performance.now();
    if (delay <= 0) this.measure();
    else if (pause === 0 || this.#timer === undefined) {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.measure(), delay);
    }
  }

  measure() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (document.documentElement.getClientRects().length === 0) return;
    const start = performance.now();
    const height = this.#content.measure(this.#elements(), !this.#disturbed);
    const end = performance.now();
    this.#measured = { duration: end - start, end };
    this.#disturbed = false;
    // a page without anything in the flow (`position: fixed`) fills the frame, however high it is
    this.#reports.add(height || window.innerHeight);
  }

  /** @returns {Element[]} all elements of the body, observed from now on, also those in open shadow roots */
  #elements() {
    for (const element of document.querySelectorAll(OBSERVED)) {
      if (this.#observed.has(element)) continue;
      this.#observed.add(element);
      this.#sizes.observe(element);
    }
    /** @type {Element[]} */
    const found = [];
    const collect = (/** @type {ParentNode} */ root) => {
      for (const element of root.querySelectorAll("*")) {
        found.push(element);
        if (!element.shadowRoot) continue;
        this.#mutations.observe(element.shadowRoot, MUTATIONS);
        collect(element.shadowRoot);
      }
    };
    if (document.body) collect(document.body);
    return found;
  }
}

/**
 * Decides which heights are reported. The parent usually gives the frame the height that is reported to it. If that
 * makes the content higher again (`min-height: 100vh` with a margin), the frame would grow for ever. After a few such
 * echoes the difference is withheld, until the content once keeps its height while the frame changes. Changes that
 * the frame did not cause are always reported.
 */
class HeightReports {
  #report;
  #reported = 0;
  /** The highest that was reported since the frame last changed without any effect on the content. */
  #highest = 0;
  #withheld = 0;
  /** Whether the withheld height was reported once. */
  #tried = false;
  #growths = 0;
  #shrinks = 0;
  #lastEcho = 0;
  #last = { content: 0, frame: 0, width: 0 };
  /** @type {number | undefined} */
  #timer;

  /** @param {(height: number) => void} report */
  constructor(report) {
    this.#report = report;
  }

  /** @param {number} content the height that was measured */
  add(content) {
    const last = this.#last;
    this.#last = { content, frame: window.innerHeight, width: window.innerWidth };
    if (this.#last.frame !== last.frame && this.#last.width === last.width) {
      this.#frameChanged(content, content - last.content);
    }
    this.#send(content - this.#withheld);
    if (content !== last.content) this.#awaitQuiet();
  }

  /**
   * @param {number} content
   * @param {number} echo by how much the content has changed with the frame
   */
  #frameChanged(content, echo) {
    if (echo === 0) {
      this.#settle();
      return;
    }
    // what has once been reported may come back
    const growth = content > this.#highest;
    const counted = Math.abs(echo) > CONVERGENCE * Math.abs(this.#lastEcho);
    this.#lastEcho = echo;
    if (counted && growth) this.#growths += 1;
    if (counted && echo < 0) this.#shrinks += 1;
    const tooOften = (growth && this.#growths > MAX_GROWTHS) || (echo < 0 && this.#shrinks > MAX_SHRINKS);
    if (tooOften || this.#withheld !== 0) this.#withheld = content - this.#reported;
  }

  #settle() {
    this.#growths = 0;
    this.#shrinks = 0;
    this.#lastEcho = 0;
    this.#withheld = 0;
    this.#tried = false;
    this.#highest = this.#reported;
  }

  /** @param {number} height */
  #send(height) {
    if (height === this.#reported || height <= 0) return;
    this.#reported = height;
    this.#highest = Math.max(this.#highest, height);
    this.#report(height);
  }

  /** Content that grows by itself while the frame follows looks like an echo. The frame's next change shows it. */
  #awaitQuiet() {
    clearTimeout(this.#timer);
    if (this.#withheld <= 0 || this.#tried) return;
    this.#timer = window.setTimeout(() => {
      this.#tried = true;
      this.#withheld = 0;
      this.#send(this.#last.content);
    }, QUIET);
  }
}
