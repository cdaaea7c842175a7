/**
 * What portal.js and embed.js say to each other: `{event: string, data: object}` by `postMessage`.
 * Whatever arrives from another window is unknown until it has passed through here. Nothing here throws.
 */

/** @typedef {{event: string, data: Record<string, unknown>}} Message */
/** @typedef {{code: string, message: string}} Failure */

/**
 * @param {unknown} value what a `message` event carried
 * @returns {Message | undefined} undefined when it is not a message of ours
 */
export function readMessage(value) {
  if (!isRecord(value) || typeof value["event"] !== "string") return undefined;
  return { event: value["event"], data: isRecord(value["data"]) ? value["data"] : {} };
}

/**
 * @param {unknown} value
 * @returns {Failure | undefined} undefined unless code and message are both texts with something in them
 */
export function readFailure(value) {
  if (!isRecord(value)) return undefined;
  const { code, message } = value;
  if (typeof code !== "string" || typeof message !== "string" || !code || !message) return undefined;
  return { code: code.slice(0, 64), message: message.slice(0, 1024) };
}

/**
 * The shape only; whether a token is good is for the server to say.
 *
 * @param {unknown} value
 * @returns {value is string}
 */
export function isToken(value) {
  return typeof value === "string" && /^pt_[A-Za-z0-9._-]{1,2045}$/.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * When to ask for the next token: 60 s before the end, or when half the time is over, whichever is later.
 *
 * @param {number} lifetime how long the token is still good, in milliseconds
 * @returns {number} milliseconds from now, in the range of `setTimeout`
 */
export function renewalDelay(lifetime) {
  return Math.min(Math.max(lifetime - 60_000, lifetime / 2, 0), 2 ** 31 - 1);
}
