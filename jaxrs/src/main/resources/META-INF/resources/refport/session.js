/**
 * Asks the portal's guard what a token is good for. Loaded by portal.js.
 */
import { isRecord, readFailure } from "./messages.js";

const SESSION_TYPE = "application/vnd.refport.embed-session+json";
const TIMEOUT = 10_000;

/**
 * @typedef {object} Session
 * @property {string} subject whose token it is
 * @property {Date} expires when the token ends, by the server's clock
 * @property {number} lifetime how long it was still good when the question was sent, in milliseconds
 * @property {string[]} origins which pages may hold the portal; empty: those of the portal's own origin
 */

/** Why there is no session. */
export class SessionError extends Error {
  /**
   * @param {string} code one of the guard's error codes
   * @param {string} message
   * @param {boolean} [passing] whether the same question may be answered later
   * @param {number} [retryAfter] when, in milliseconds, if the server said so
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
 * A GET, asked again, ever more slowly, after a passing failure (network, 429, 5xx).
 *
 * @param {string} url any address behind the guard
 * @param {string} token
 * @param {number} attempts how often to ask at most
 * @returns {Promise<Session>}
 * @throws {SessionError} when the token is refused or the server did not answer well
 */
export async function lookUp(url, token, attempts) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(url, token);
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
async function ask(url, token) {
  try {
    const answer = await fetch(url, {
      headers: { Accept: SESSION_TYPE, Authorization: `Bearer ${token}` },
      mode: "same-origin",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!answer.ok) {
      const failure = await failureOf(answer);
      const retryAfter = Number(answer.headers.get("Retry-After")) * 1000 || 0;
      const passing = answer.status === 429 || answer.status >= 500;
      throw new SessionError(failure.code, failure.message, passing, retryAfter);
    }
    return readSession(await answer.json());
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
        return { subject, expires: end, lifetime: Math.max(expiresIn, 0), origins: origins.flatMap(originOf) };
      }
    }
  }
  // not a guard's answer: the page is not behind it, and asking again would not help
  throw new SessionError("INTERNAL_ERROR", "The portal's server gave an answer that is not understood.");
}

/**
 * @param {unknown} declared
 * @returns {string[]} the origin as browsers write it; none if it is not one
 */
function originOf(declared) {
  try {
    return [new URL(String(declared)).origin];
  } catch {
    return [];
  }
}

/**
 * @param {Response} answer one that is not 2xx; its body is read
 * @returns {Promise<import("./messages.js").Failure>} the guard's envelope, or a plain one in its place
 */
export async function failureOf(answer) {
  /** @type {unknown} */
  const body = await answer.json().catch(() => undefined);
  const failure = isRecord(body) ? readFailure(body["error"]) : undefined;
  return failure ?? { code: "INTERNAL_ERROR", message: `The portal's server answered ${answer.status}.` };
}
