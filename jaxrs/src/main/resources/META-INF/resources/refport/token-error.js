/**
 * The error with which a host's `fetchToken` says why no token is available. An error of another class with the same
 * properties has the same effect.
 */
export class TokenError extends Error {
  /**
   * @param {string} message for the developer; visitors never see it
   * @param {object} [details]
   * @param {number} [details.status] the HTTP status of your backend's response; 401 and 403 become the embed's error
   *     `SIGN_IN_REQUIRED`
   * @param {boolean} [details.final] whether the same request would fail again; the embed then stops retrying by
   *     itself. By default true for a status of 300 to 499 other than 408 and 429
   * @param {unknown} [details.cause]
   */
  constructor(message, { status, final, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "TokenError";
    /** @type {number | undefined} */
    this.status = status;
    /** @type {boolean} */
    this.final = final ?? isFinalStatus(status);
  }
}

/**
 * Checks whether what `fetchToken` threw says that a retry is useless.
 *
 * @param {unknown} thrown
 * @returns {boolean}
 */
export function isFinal(thrown) {
  const { final } = Object(thrown);
  return typeof final === "boolean" ? final : isFinalStatus(statusOf(thrown));
}

/**
 * Returns the embed's error for what `fetchToken` threw.
 *
 * @param {unknown} cause
 * @returns {import("./embed-options.js").EmbedFailure}
 */
export function tokenFailure(cause) {
  const status = statusOf(cause);
  const details = status === undefined ? { cause } : { cause, status };
  if (status === 401 || status === 403) {
    return { code: "SIGN_IN_REQUIRED", message: "The visitor must sign in to get a token.", ...details };
  }
  const reason = cause instanceof Error && cause.message ? `: ${cause.message}` : ".";
  return { code: "TOKEN_UNAVAILABLE", message: `No token is available${reason}`, ...details };
}

/**
 * @param {unknown} thrown
 * @returns {number | undefined} the HTTP status that it names
 */
function statusOf(thrown) {
  const { status } = Object(thrown);
  return typeof status === "number" ? status : undefined;
}

/**
 * @param {number | undefined} status
 * @returns {boolean}
 */
function isFinalStatus(status) {
  return status !== undefined && status >= 300 && status < 500 && status !== 408 && status !== 429;
}
