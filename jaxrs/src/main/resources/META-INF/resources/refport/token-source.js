/**
 * Fetches tokens for the host page's side, one at a time, and fetches the next before the last one ends. Loaded by
 * embed-frame.js. Nothing here throws; what goes wrong is told to `onFailure`.
 */
import { isRecord, isToken, renewalDelay } from "./messages.js";

/** How long one answer may take. */
const TIMEOUT = 10_000;
/** The least time between two questions: asked for by the portal, or by a person or the device waking up. */
const PAUSE = 2_000;
const URGENT_PAUSE = 500;
/** How much longer than the portal, which knows the server's clock, this side waits before it asks by itself. */
const SLACK = 5_000;
/** After a failure the next question waits 1 s, 2 s, 4 s … up to this, each shortened by chance to the half at most. */
const MAX_PAUSE = 60_000;
/** After how many failures in a row one is told. */
const TOLD_AFTER = 3;

/** @typedef {{publicToken: string, expires?: string | Date}} TokenAnswer what the token endpoint answers */
/** @typedef {string | TokenAnswer} Answer */
/** @typedef {(options: {signal: AbortSignal}) => (Answer | Promise<Answer>)} FetchToken */

/** A failure that the same question would meet again. */
class FinalError extends Error {}

/**
 * @param {string} url answers a POST with `{publicToken, expires}`
 * @returns {FetchToken}
 */
export function tokenUrl(url) {
  return async ({ signal }) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      // a redirect is a log-in page, not a token
      redirect: "manual",
      signal,
    });
    if (answer.ok) return answer.json();
    const passing = answer.status >= 500 || answer.status === 408 || answer.status === 429;
    throw passing ? new Error() : new FinalError();
  };
}

export class TokenSource {
  #fetchToken;
  #onToken;
  #onFailure;
  #closed = new AbortController();
  #failures = 0;
  #startedAt = -Infinity;
  #dueAt = Infinity;
  #running = false;
  #retrying = false;
  /** @type {number | undefined} */
  #timer;

  /**
   * @param {FetchToken} fetchToken
   * @param {object} handlers
   * @param {(token: string) => void} handlers.onToken
   * @param {() => void} handlers.onFailure called once in a row of failures: at the third, or at a final one (the
   *     endpoint answered 3xx or 4xx), after which only `refresh` and the device's waking up ask again
   */
  constructor(fetchToken, { onToken, onFailure }) {
    this.#fetchToken = fetchToken;
    this.#onToken = onToken;
    this.#onFailure = onFailure;
    const wakeUp = () => this.#wakeUp();
    const { signal } = this.#closed;
    document.addEventListener("visibilitychange", wakeUp, { signal });
    window.addEventListener("pageshow", wakeUp, { signal });
    window.addEventListener("online", wakeUp, { signal });
  }

  /** @returns {boolean} whether the last token is near its end, as far as this side can tell */
  get due() {
    return Date.now() >= this.#dueAt;
  }

  /**
   * Fetches a token soon; does nothing while one is being fetched or a retry is planned.
   *
   * @param {{urgent?: boolean}} [options] urgent: does not wait for a planned retry
   */
  refresh({ urgent = false } = {}) {
    if (this.#running || (this.#retrying && !urgent)) return;
    this.#plan(this.#startedAt + (urgent ? URGENT_PAUSE : PAUSE) - performance.now());
  }

  /**
   * Plans the next fetch for a token that did not come from here.
   *
   * @param {string} token
   */
  adopt(token) {
    const lifetime = lifetimeOf(token);
    if (lifetime === undefined) {
      this.#dueAt = Infinity;
      return;
    }
    const delay = Math.max(renewalDelay(lifetime) + Math.min(SLACK, lifetime / 10), PAUSE);
    this.#dueAt = Date.now() + delay;
    this.#plan(delay);
  }

  /** Ends everything that is under way. Nothing is called back afterwards. */
  close() {
    this.#closed.abort();
    clearTimeout(this.#timer);
  }

  #wakeUp() {
    if (document.visibilityState === "visible" && (this.#failures > 0 || this.due)) this.refresh({ urgent: true });
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
    /** @type {string | undefined} */
    let token;
    let final = false;
    try {
      token = tokenOf(await this.#ask());
    } catch (error) {
      final = error instanceof FinalError;
    }
    this.#running = false;
    if (this.#closed.signal.aborted) return;
    if (token === undefined) this.#failed(final);
    else this.#succeeded(token);
  }

  /** @returns {Promise<unknown>} */
  async #ask() {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    const timer = setTimeout(abort, TIMEOUT);
    this.#closed.signal.addEventListener("abort", abort, { once: true });
    try {
      // a callback need not listen to the signal
      const aborted = new Promise((_, reject) => attempt.signal.addEventListener("abort", reject, { once: true }));
      return await Promise.race([this.#fetchToken({ signal: attempt.signal }), aborted]);
    } finally {
      clearTimeout(timer);
      this.#closed.signal.removeEventListener("abort", abort);
    }
  }

  /** @param {string} token */
  #succeeded(token) {
    this.#failures = 0;
    this.adopt(token);
    this.#onToken(token);
  }

  /** @param {boolean} final */
  #failed(final) {
    this.#failures += 1;
    if (!final) {
      this.#retrying = true;
      this.#plan(Math.min(500 * 2 ** this.#failures, MAX_PAUSE) * (0.5 + Math.random() / 2));
    }
    if (final || this.#failures === TOLD_AFTER) this.#onFailure();
  }
}

/**
 * @param {unknown} answer
 * @returns {string | undefined}
 */
function tokenOf(answer) {
  const token = isRecord(answer) ? answer["publicToken"] : answer;
  return isToken(token) ? token : undefined;
}

/**
 * A fresh token's lifetime, from its own claims: two instants of one clock, so that this device's does not matter.
 *
 * @param {string} token
 * @returns {number | undefined} in milliseconds; undefined when the token does not say
 */
function lifetimeOf(token) {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const claims = /** @type {unknown} */ (JSON.parse(atob(payload)));
    if (!isRecord(claims)) return undefined;
    const lifetime = (Number(claims["exp"]) - Number(claims["iat"])) * 1000;
    return lifetime > 0 ? lifetime : undefined;
  } catch {
    return undefined;
  }
}
