/**
 * Reads the messages that portal.js and the embed exchange by `postMessage`: `{event: string, data: object}`.
 * A value from another window is unknown until it has passed through here. Nothing here throws.
 */

/** @typedef {{event: string, data: Record<string, unknown>}} Message */
/** @typedef {{code: string, message: string}} Failure */

/** The guard's codes for a token that it rejects. */
export const TOKEN_CODES = ["TOKEN_MISSING", "TOKEN_INVALID", "TOKEN_EXPIRED", "TOKEN_REVOKED"];

/**
 * Reads the value of a `message` event.
 *
 * @param {unknown} value
 * @returns {Message | undefined} undefined if it is not a message of this protocol
 */
export function readMessage(value) {
  if (!isRecord(value) || typeof value["event"] !== "string") return undefined;
  return { event: value["event"], data: isRecord(value["data"]) ? value["data"] : {} };
}

/**
 * Reads an error.
 *
 * @param {unknown} value
 * @returns {Failure | undefined} undefined unless code and message are both non-empty strings
 */
export function readFailure(value) {
  if (!isRecord(value)) return undefined;
  const { code, message } = value;
  if (typeof code !== "string" || typeof message !== "string" || !code || !message) return undefined;
  return { code: code.slice(0, 64), message: message.slice(0, 1024) };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
