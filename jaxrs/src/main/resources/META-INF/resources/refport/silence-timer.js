/**
 * Measures how long a visible frame has sent no message. Loaded by embed-frame.js.
 *
 * Time counts only while the frame is visible: browsers slow down or stop a frame that is scrolled away, in a hidden
 * panel or in a background tab, and no visitor sees it there.
 */
export class SilenceTimer {
  #document;
  #onSilence;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  #closed = new AbortController();
  #inView = false;
  #running = false;
  /** The remaining time in milliseconds, at `#since` if the time counts. */
  #remaining = 0;
  #since = 0;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {Element} frame
   * @param {Window & typeof globalThis} window the host page's
   * @param {() => void} onSilence called once per start
   */
  constructor(frame, window, onSilence) {
    this.#document = window.document;
    this.#onSilence = onSilence;
    // the DOM of a unit test may lack it; there a frame is never in view
    if (window.IntersectionObserver) {
      this.#observer = new window.IntersectionObserver((entries) => {
        this.#inView = entries.at(-1)?.isIntersecting ?? false;
        this.#update();
      });
      this.#observer.observe(frame);
    }
    this.#document.addEventListener("visibilitychange", () => this.#update(), { signal: this.#closed.signal });
  }

  /** @param {number} limit in milliseconds */
  start(limit) {
    this.stop();
    this.#running = true;
    this.#remaining = limit;
    this.#update();
  }

  /** @param {number} limit the longest remaining time from now on, in milliseconds */
  shorten(limit) {
    if (!this.#running) return;
    this.#pause();
    this.#remaining = Math.min(this.#remaining, limit);
    this.#update();
  }

  stop() {
    this.#pause();
    this.#running = false;
  }

  close() {
    this.stop();
    this.#observer?.disconnect();
    this.#closed.abort();
  }

  #update() {
    this.#pause();
    if (!this.#running || !this.#inView || this.#document.visibilityState !== "visible") return;
    this.#since = performance.now();
    this.#timer = window.setTimeout(() => {
      this.#timer = undefined;
      this.#running = false;
      this.#onSilence();
    }, this.#remaining);
  }

  #pause() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#remaining = Math.max(this.#remaining - (performance.now() - this.#since), 0);
  }
}
