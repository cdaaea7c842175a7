/**
 * Asks the portal's guard for the session of a token. Loaded by portal.js.
 */
import { isRecord, readFailure } from "./messages.js";

const SESSION_TYPE = "application/vnd.refport.embed-session+json";
const TIMEOUT = 10_000;

/**
 * @typedef {object} Session
 * @property {string} subject the partner's enrollment
 * @property {Date} expires when the token expires, by the server's clock
 * @property {number} lifetime the remaining lifetime when the request was sent, in milliseconds
 * @property {string[]} origins the declared origins of pages that may frame the portal, some with a wildcard; empty: the
 *     portal's own origin
 */

/** The reason why a token has no session. */
export class SessionError extends Error {
  /**
   * @param {string} code one of the guard's error codes
   * @param {string} message
   * @param {boolean} [passing] whether the same request may succeed later
   * @param {number} [retryAfter] the server's time to wait, in milliseconds
   */
  constructor(code, message, passing = false, retryAfter = 0) {
    super(message);
    this.name = "SessionError";
    this.code = code;
    this.passing = passing;
    this.retryAfter = retryAfter;
  }
}

/**
 * Looks up the session of a token. After a passing failure (network, 429, 5xx) it repeats the request, each time later.
 *
 * @param {string} url any address behind the guard
 * @param {string} token
 * @param {number} attempts the largest number of requests
 * @returns {Promise<Session>}
 * @throws {SessionError} if the token is rejected or the server gives no usable response
 */
export async function lookUp(url, token, attempts) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request(url, token);
    } catch (error) {
      if (!(error instanceof SessionError) || !error.passing || attempt >= attempts) throw error;
      const pause = Math.max(error.retryAfter, 500 * 2 ** attempt * (0.5 + Math.random() / 2));
      await new Promise((resolve) => setTimeout(resolve, Math.min(pause, 60_000)));
    }
  }
}

/**
 * @param {string} url
 * @param {string} token
 * @returns {Promise<Session>}
 */
async function request(url, token) {
  try {
    const response = await fetch(url, {
      headers: { Accept: SESSION_TYPE, Authorization: `Bearer ${token}` },
      mode: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) {
      const failure = await failureOf(response);
      const retryAfter = Number(response.headers.get("Retry-After")) * 1000 || 0;
      const passing = response.status === 429 || response.status >= 500;
      throw new SessionError(failure.code, failure.message, passing, retryAfter);
    }
    return readSession(await response.json());
  } catch (error) {
    if (error instanceof SessionError) throw error;
    throw new SessionError("SERVICE_UNAVAILABLE", "The portal's server cannot be reached.", true);
  }
}

/**
 * @param {unknown} value
 * @returns {Session}
 */
function readSession(value) {
  if (isRecord(value)) {
    const { subject, expires, expiresIn, origins } = value;
    const end = new Date(typeof expires === "string" ? expires : NaN);
    if (typeof subject === "string" && subject && typeof expiresIn === "number" && Array.isArray(origins)) {
      if (!Number.isNaN(end.valueOf())) {
        return { subject, expires: end, lifetime: Math.max(expiresIn, 0), origins: origins.map(String) };
      }
    }
  }
  // not a guard's response: the page is not behind it, and a repetition would not help
  throw new SessionError("INTERNAL_ERROR", "The portal's server gave a response that is not a session.");
}

/**
 * Reads the error of a response.
 *
 * @param {Response} response one that is not 2xx; its body is consumed
 * @returns {Promise<import("./messages.js").Failure>} the guard's error, or a plain one in its place
 */
export async function failureOf(response) {
  /** @type {unknown} */
  const body = await response.json().catch(() => undefined);
  const failure = isRecord(body) ? readFailure(body["error"]) : undefined;
  return failure ?? { code: "INTERNAL_ERROR", message: `The portal's server responded with status ${response.status}.` };
}
