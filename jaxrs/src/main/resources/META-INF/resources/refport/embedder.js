/**
 * The host page around the portal: which origins it may have, which one it has, and messages to it. Loaded by portal.js.
 */

/**
 * Checks whether an origin is declared.
 *
 * @param {string} origin as browsers write it
 * @param {string[]} declared exact origins, and wildcards such as `https://*.example.com`, which stand for one or more
 *     labels and the default port; empty: the portal's own origin
 * @returns {boolean}
 */
export function isDeclared(origin, declared) {
  if (declared.length === 0) return origin === location.origin;
  return declared.some((pattern) => (isWildcard(pattern) ? matches(origin, pattern) : origin === pattern));
}

export class Embedder {
  /** The origin of the last message that a declared page sent. @type {string | undefined} */
  #known;

  /** @returns {boolean} whether the portal is in a frame */
  get exists() {
    return window.parent !== window;
  }

  /**
   * Remembers the origin of a message from the host page.
   *
   * @param {string} origin a declared one
   * @returns {boolean} whether the origin was unknown before
   */
  remember(origin) {
    const unknown = this.#origin() === undefined;
    this.#known = origin;
    return unknown;
  }

  /**
   * Posts a message to the host page, if its origin is declared. If the browser hides that origin, posts to each
   * declared exact origin, and the browser delivers the message only to the right one. A wildcard is no target until the
   * host page has sent a message.
   *
   * @param {string} event
   * @param {Record<string, unknown>} data
   * @param {string[]} declared as in `isDeclared`
   */
  post(event, data, declared) {
    if (!this.exists) return;
    for (const origin of this.#targets(declared)) {
      try {
        window.parent.postMessage({ event, data }, origin);
      } catch {
        // a browser that does not know the scheme of an app shell
      }
    }
  }

  /**
   * @param {string[]} declared
   * @returns {Iterable<string>}
   */
  #targets(declared) {
    const origin = this.#origin();
    if (origin !== undefined) return isDeclared(origin, declared) ? [origin] : [];
    // a parent of the page's own origin would have been readable, so it is not that one
    return new Set(declared.filter((pattern) => !isWildcard(pattern) && pattern !== location.origin));
  }

  /** @returns {string | undefined} undefined if the browser hides it and the host page has sent no message */
  #origin() {
    const named = location.ancestorOrigins?.[0];
    if (named !== undefined && named !== "null") return named;
    if (this.#known !== undefined) return this.#known;
    try {
      return window.parent.origin;
    } catch {
      return undefined;
    }
  }
}

/**
 * @param {string} pattern
 * @returns {boolean}
 */
function isWildcard(pattern) {
  return pattern.startsWith("https://*.");
}

/**
 * @param {string} origin
 * @param {string} pattern
 * @returns {boolean}
 */
function matches(origin, pattern) {
  const suffix = pattern.slice("https://*".length);
  const host = origin.slice("https://".length);
  return origin.startsWith("https://") && host.length > suffix.length && host.endsWith(suffix);
}
