/**
 * Fetches tokens for the host page, one at a time, and fetches the next one before the last one expires. Loaded by
 * embed-frame.js. Nothing here throws: a failure goes to `onFailure`.
 */
import { isRecord } from "./messages.js";
import { isToken, lifetimeOf, renewalDelay } from "./claims.js";
import { TokenError, isFinal } from "./token-error.js";

/** The time for one response. */
const TIMEOUT = 10_000;
/** The least time between two requests: for the portal, and for a person or a device that wakes up. */
const PAUSE = 2_000;
const URGENT_PAUSE = 500;
/** How much longer than the portal, which knows the server's clock, this side waits before it fetches by itself. */
const SLACK = 5_000;
/** After a failure the next request waits 1 s, 2 s, 4 s … up to this, each shortened at random by up to a half. */
const MAX_PAUSE = 60_000;
/** The range of `setTimeout`. */
const MAX_DELAY = 2 ** 31 - 1;
/** The number of failures in a row after which one is reported. */
const REPORTED_AFTER = 3;

/** @typedef {{publicToken: string, expires?: string | Date}} TokenResponse the token endpoint's response */
/** @typedef {(options: {signal: AbortSignal}) => (string | TokenResponse | Promise<string | TokenResponse>)} FetchToken */

/**
 * Returns a function that fetches a token from an address of the host.
 *
 * @param {string} url responds to a POST with `{publicToken, expires}`
 * @returns {FetchToken}
 */
export function fetchFrom(url) {
  return async ({ signal }) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      // a redirect leads to a login page, not to a token
      redirect: "manual",
      signal,
    });
    if (response.ok) return response.json();
    if (response.type === "opaqueredirect") {
      throw new TokenError("The token URL redirects, probably to a login page.", { final: true });
    }
    throw new TokenError(`The token URL responded with status ${response.status}.`, { status: response.status });
  };
}

export class TokenSource {
  #onToken;
  #onFailure;
  #closed = new AbortController();
  #failures = 0;
  #startedAt = -Infinity;
  #dueAt = Infinity;
  #running = false;
  #retrying = false;
  /** How often a token was adopted: a request that started before gives an older one. */
  #adopted = 0;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {FetchToken} fetchToken
   * @param {Window} window the host page's
   * @param {object} handlers
   * @param {(token: string) => void} handlers.onToken
   * @param {(cause: unknown) => void} handlers.onFailure called once in a row of failures: at the third one, or at a
   *     final one, after which only `refresh` and a device that wakes up fetch again
   */
  constructor(fetchToken, window, { onToken, onFailure }) {
    /** The function for the next request. Replacing it starts nothing. */
    this.fetchToken = fetchToken;
    this.#onToken = onToken;
    this.#onFailure = onFailure;
    const wakeUp = () => {
      const visible = window.document.visibilityState === "visible";
      if (visible && (this.#failures > 0 || this.due)) this.refresh({ urgent: true });
    };
    const { signal } = this.#closed;
    window.document.addEventListener("visibilitychange", wakeUp, { signal });
    window.addEventListener("online", wakeUp, { signal });
    window.addEventListener(
      "pageshow",
      ({ persisted }) => {
        // another visitor may have signed in while this page was away
        if (persisted) this.refresh({ urgent: true });
      },
      { signal },
    );
  }

  /** @returns {boolean} whether the last token expires soon, as far as this side knows */
  get due() {
    return Date.now() >= this.#dueAt;
  }

  /**
   * Fetches a token soon. Does nothing while a request runs or a retry is planned.
   *
   * @param {{urgent?: boolean}} [options] urgent: does not wait for a planned retry
   */
  refresh({ urgent = false } = {}) {
    if (this.#running || (this.#retrying && !urgent)) return;
    this.#plan(this.#startedAt + (urgent ? URGENT_PAUSE : PAUSE) - performance.now());
  }

  /**
   * Takes over the newest token: plans the request for the next one, and ignores the outcome of a running request.
   *
   * @param {string} token
   */
  adopt(token) {
    this.#adopted += 1;
    this.#failures = 0;
    this.#retrying = false;
    const lifetime = lifetimeOf(token);
    if (lifetime === undefined) {
      this.#dueAt = Infinity;
      return;
    }
    const delay = Math.min(Math.max(renewalDelay(lifetime) + Math.min(SLACK, lifetime / 10), PAUSE), MAX_DELAY);
    this.#dueAt = Date.now() + delay;
    this.#plan(delay);
  }

  /** Ends all requests and timers. No handler is called afterwards. */
  close() {
    this.#closed.abort();
    clearTimeout(this.#timer);
  }

  /** @param {number} delay in milliseconds */
  #plan(delay) {
    clearTimeout(this.#timer);
    if (this.#closed.signal.aborted) return;
    this.#timer = window.setTimeout(() => void this.#run(), Math.max(delay, 0));
  }

  async #run() {
    this.#running = true;
    this.#retrying = false;
    this.#startedAt = performance.now();
    const adopted = this.#adopted;
    /** @type {string | undefined} */
    let token;
    /** @type {unknown} */
    let cause;
    try {
      token = tokenOf(await this.#fetch());
    } catch (error) {
      cause = error;
    }
    this.#running = false;
    if (this.#closed.signal.aborted || this.#adopted !== adopted) return;
    if (token === undefined) this.#failed(cause);
    else this.#succeeded(token);
  }

  /** @returns {Promise<unknown>} */
  async #fetch() {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    const timer = setTimeout(() => attempt.abort(new TokenError(`No token within ${TIMEOUT / 1000} s.`)), TIMEOUT);
    this.#closed.signal.addEventListener("abort", abort, { once: true });
    try {
      // a callback may ignore the signal
      const aborted = new Promise((_, reject) => {
        attempt.signal.addEventListener("abort", () => reject(attempt.signal.reason), { once: true });
      });
      return await Promise.race([this.fetchToken({ signal: attempt.signal }), aborted]);
    } finally {
      clearTimeout(timer);
      this.#closed.signal.removeEventListener("abort", abort);
    }
  }

  /** @param {string} token */
  #succeeded(token) {
    this.adopt(token);
    this.#onToken(token);
  }

  /** @param {unknown} cause */
  #failed(cause) {
    this.#failures += 1;
    const final = isFinal(cause);
    if (!final) {
      this.#retrying = true;
      this.#plan(Math.min(500 * 2 ** this.#failures, MAX_PAUSE) * (0.5 + Math.random() / 2));
    }
    if (final || this.#failures === REPORTED_AFTER) this.#onFailure(cause);
  }
}

/**
 * @param {unknown} response
 * @returns {string}
 * @throws {TokenError} if there is no token in it
 */
function tokenOf(response) {
  const token = isRecord(response) ? response["publicToken"] : response;
  if (isToken(token)) return token;
  throw new TokenError("The response contains no public token: expected {publicToken: \"pt_…\"}.");
}
