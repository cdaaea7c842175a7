/**
 * Reads the token from the page's address. Loaded by portal.js and by the portal's error pages.
 */
import { isToken } from "./claims.js";

/**
 * Returns the token of the page's address. At top level, where people see, copy and bookmark addresses, removes it from
 * the address. In a frame the address stays: browsers restore a frame to its last address after Back and reload, and
 * the portal cannot open there without the token.
 *
 * @returns {string | undefined} undefined unless the address contains exactly one token
 */
export function takeToken() {
  const parameters = location.search.slice(1).split("&");
  const isTokenParameter = (/** @type {string} */ parameter) => new URLSearchParams(parameter).has("token");
  const tokens = parameters.filter(isTokenParameter);
  if (tokens.length === 0) return undefined;
  if (window.parent === window) {
    const address = new URL(location.href);
    address.search = parameters.filter((parameter) => !isTokenParameter(parameter)).join("&");
    history.replaceState(history.state, "", address);
  }
  const token = new URLSearchParams(tokens[0]).get("token");
  return tokens.length === 1 && isToken(token) ? token : undefined;
}

/**
 * Returns the page's address without its query. If the base URL of a published client ends with a slash, the address
 * that it opens has a double slash; this one has not.
 *
 * @returns {string}
 */
export function pageAddress() {
  return location.origin + withoutDoubleSlashes(location.pathname);
}

/**
 * Returns the base of the portal's relative addresses, without double slashes.
 *
 * @returns {URL}
 */
export function pageBase() {
  const base = new URL(document.baseURI);
  base.pathname = withoutDoubleSlashes(base.pathname);
  return base;
}

/**
 * @param {string} path
 * @returns {string}
 */
function withoutDoubleSlashes(path) {
  return path.replace(/\/{2,}/g, "/");
}
