/**
 * Finds out why a browser does not show the portal. Loaded by embed-frame.js.
 *
 * A page cannot look into a frame of another origin, so it must rely on the browser's reports. All browsers report a
 * violation of the page's own policy. Chromium also reports a portal that does not allow this page as its ancestor, and
 * a page that requires Cross-Origin-Embedder-Policy of its frames.
 */

/** The time for the portal's first message after the frame's `load`, although a report names its origin. */
const REPORT_DELAY = 500;

/**
 * Watches one frame. A report names the origin of a blocked frame only, and that may be another one. So the frame counts
 * as blocked if it has loaded and its portal posts no message soon afterwards.
 */
export class BlockedFrame {
  #onBlocked;
  #signal;
  #loaded = false;
  /** @type {string | undefined} */
  #message;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import("./embed-view.js").EmbedView} view
   * @param {string} portalOrigin
   * @param {(message: string) => void} onBlocked the message names the cause; the caller knows whether the portal works
   * @param {AbortSignal} signal ends the observation
   */
  constructor({ iframe, window }, portalOrigin, onBlocked, signal) {
    this.#onBlocked = onBlocked;
    this.#signal = signal;
    const loaded = () => {
      this.#loaded = true;
      this.#update();
    };
    iframe.addEventListener("load", loaded, { signal });
    // Firefox fires it where Chromium shows an error page
    iframe.addEventListener("error", loaded, { signal });
    const reported = (/** @type {string} */ message) => {
      this.#message = message;
      this.#update();
    };
    watchReports(portalOrigin, window, reported, signal);
  }

  /** Starts from the beginning, for another address in the frame. */
  reset() {
    clearTimeout(this.#timer);
    this.#loaded = false;
    this.#message = undefined;
  }

  #update() {
    const message = this.#message;
    clearTimeout(this.#timer);
    if (!this.#loaded || message === undefined) return;
    this.#timer = setTimeout(() => {
      if (!this.#signal.aborted) this.#onBlocked(message);
    }, REPORT_DELAY);
  }
}

/**
 * Calls back when the browser reports that it blocked a frame of the portal's origin.
 *
 * @param {string} portalOrigin
 * @param {Window & typeof globalThis} window the host page's
 * @param {(message: string) => void} onBlocked
 * @param {AbortSignal} signal
 */
function watchReports(portalOrigin, window, onBlocked, signal) {
  const isPortal = (/** @type {unknown} */ url) => originOf(url) === portalOrigin;

  window.document.addEventListener(
    "securitypolicyviolation",
    ({ disposition, effectiveDirective, blockedURI }) => {
      if (disposition === "enforce" && effectiveDirective === "frame-src" && isPortal(blockedURI)) {
        onBlocked(`The Content-Security-Policy of this page does not allow ${portalOrigin} in frame-src.`);
      }
    },
    { signal },
  );

  if (!window.ReportingObserver) return;
  const observer = new window.ReportingObserver((reports) => {
    for (const { type, body } of reports) {
      // Chromium shows the members of a "coep" report only here
      const { disposition, effectiveDirective, blockedURL } = Object(body?.toJSON());
      if (disposition !== "enforce" || !isPortal(blockedURL)) continue;
      if (type === "coep") onBlocked(embedderPolicyMessage(portalOrigin));
      if (type === "csp-violation" && effectiveDirective === "frame-ancestors") {
        onBlocked(
          `The portal at ${portalOrigin} does not allow this page to frame it. ` +
            `Add ${ancestors()} to the origins of the program.`,
        );
      }
    }
  });
  observer.observe();
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}

/**
 * Returns what a developer should check when the portal sends no message and the browser reports nothing.
 *
 * @param {URL} url the portal's address without a token
 * @returns {string}
 */
export function silenceMessage(url) {
  const crossOrigin = url.origin !== location.origin;
  return [
    `No message arrived from the portal at ${url.origin}${url.pathname}. Likely causes:`,
    ...(isIsolatedFrom(url) ? [embedderPolicyMessage(url.origin)] : []),
    ...(crossOrigin ? [`The origins of the program lack ${ancestors()}.`] : []),
    "The page there does not load portal.js.",
    "The server does not respond at this address.",
    ...(crossOrigin && !isIsolatedFrom(url) ? ["This page sends a Cross-Origin-Embedder-Policy."] : []),
  ].join(" ");
}

/**
 * Checks whether this page requires a Cross-Origin-Embedder-Policy that blocks the portal.
 *
 * @param {URL} url
 * @returns {boolean}
 */
export function isIsolatedFrom(url) {
  return Boolean(globalThis.crossOriginIsolated) && url.origin !== location.origin;
}

/**
 * @param {string} portalOrigin
 * @returns {string}
 */
function embedderPolicyMessage(portalOrigin) {
  return `The Cross-Origin-Embedder-Policy of this page blocks frames from ${portalOrigin} that do not send one.`;
}

/** @returns {string} this page's origin and those of the pages around it, where the browser names them */
function ancestors() {
  const around = [...(location.ancestorOrigins ?? [])].filter((origin) => origin !== "null");
  return [...new Set([location.origin, ...around])].join(" and ");
}

/**
 * @param {unknown} url
 * @returns {string | undefined}
 */
function originOf(url) {
  try {
    return new URL(String(url)).origin;
  } catch {
    return undefined;
  }
}
