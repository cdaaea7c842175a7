/**
 * The form, the claims and the renewal time of a public token. The server checks the signature: a claim only determines
 * when to fetch the next token, and whether two tokens name the same partner. Nothing here throws.
 */
import { isRecord } from "./messages.js";

/**
 * Checks the form of a token.
 *
 * @param {unknown} value
 * @returns {value is string}
 */
export function isToken(value) {
  return typeof value === "string" && /^pt_[A-Za-z0-9._-]{1,2045}$/.test(value);
}

/**
 * Returns the lifetime of a fresh token. It is the difference of two instants of the server's clock, so this device's
 * clock does not matter.
 *
 * @param {string} token
 * @returns {number | undefined} in milliseconds; undefined if the token does not contain it
 */
export function lifetimeOf(token) {
  const claims = claimsOf(token);
  const lifetime = (Number(claims["exp"]) - Number(claims["iat"])) * 1000;
  return lifetime > 0 ? lifetime : undefined;
}

/**
 * Checks whether two tokens name different partners.
 *
 * @param {string} token
 * @param {string} other
 * @returns {boolean} false if one of them does not name a partner
 */
export function haveDifferentSubjects(token, other) {
  const subject = claimsOf(token)["sub"];
  const otherSubject = claimsOf(other)["sub"];
  return typeof subject === "string" && typeof otherSubject === "string" && subject !== otherSubject;
}

/**
 * Returns when to fetch the next token: 60 s before the end or at half of the lifetime, whichever is later.
 *
 * @param {number} lifetime the remaining lifetime in milliseconds
 * @returns {number} milliseconds from now, in the range of `setTimeout`
 */
export function renewalDelay(lifetime) {
  return Math.min(Math.max(lifetime - 60_000, lifetime / 2, 0), 2 ** 31 - 1);
}

/**
 * @param {string} token
 * @returns {Record<string, unknown>} empty if the token is not readable
 */
function claimsOf(token) {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const claims = /** @type {unknown} */ (JSON.parse(atob(payload)));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}
