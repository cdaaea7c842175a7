/**
 * The options of an embed. Loaded by embed-element.js.
 */
import { fetchFrom } from "./renewal.js";

/**
 * @typedef {object} EmbedOptions
 * @property {string | undefined} [token] the first token; a later one replaces it in place
 * @property {string | undefined} [tokenUrl] an address of the host that responds to a POST with `{publicToken, expires}`
 * @property {import("./renewal.js").FetchToken | undefined} [fetchToken] returns a token in another way; takes
 *     precedence over `tokenUrl`
 * @property {string | undefined} [theme] "light", "dark" or "system"
 * @property {Record<string, string> | string | undefined} [cssVars] custom properties for the portal, or their JSON
 * @property {string | undefined} [baseUrl] the application that serves the portal
 * @property {string | undefined} [path] the portal's page below `baseUrl`; "embed/referrals" by default
 * @property {string | undefined} [label] the iframe's accessible name; "Referral portal" by default
 * @property {string | undefined} [locale] a BCP 47 tag: the language of the embed's texts and of the portal's error
 *     pages, and the portal's `locale`
 * @property {Partial<import("./embed-texts.js").Texts> | undefined} [texts] what visitors read while there is no portal
 */

/** @typedef {import("./messages.js").Failure & {cause?: unknown, status?: number}} EmbedFailure `cause`: what the source of tokens threw; `status`: its HTTP status */

/**
 * @typedef {object} EmbedHandlers
 * @property {(detail: {recovered: boolean}) => void} onReady the portal works: at first, and again after each failure
 * @property {(failure: EmbedFailure) => void} onError
 * @property {() => void} onFetched the source gave a token: the first one is out of date
 * @property {(detail: {expires: Date}) => void} onExpiring the portal's token expires soon
 */

/** The names of all options. */
export const OPTIONS = /** @type {const} */ ([
  "token", "tokenUrl", "fetchToken", "theme", "cssVars", "baseUrl", "path", "label", "locale", "texts",
]);

/** @type {string | undefined} */
let defaultBaseUrl;

/**
 * Sets the base URL of embeds that have none of their own. The scripts that the portal's application serves have set it
 * to that application. A bundle must set it, because the bundle's own address says nothing about the portal.
 *
 * @param {object} settings
 * @param {string | URL} settings.baseUrl an absolute or relative http(s) URL
 */
export function configure({ baseUrl }) {
  defaultBaseUrl = String(baseUrl);
}

/**
 * Returns the address of the portal's page.
 *
 * @param {EmbedOptions} options
 * @returns {URL}
 * @throws {TypeError} if the options do not give an http(s) address; the message names the option
 */
export function portalUrl({ baseUrl = defaultBaseUrl, path = "embed/referrals" }) {
  if (!baseUrl) throw new TypeError("base-url is required: the address of the application that serves the portal");
  // without this, a host name without a scheme would pass as a relative path
  const base = /^(https?:\/\/|[/.])/i.test(baseUrl)
    ? parse(baseUrl.replace(/[?#].*$/, "").replace(/\/*$/, "/"), document.baseURI)
    : undefined;
  if (!base) throw new TypeError("base-url must be a URL that begins with https://, http://, / or .");
  const url = parse(path.replace(/^\/+/, ""), base);
  if (!url || url.origin !== base.origin) throw new TypeError("path must be an address at the origin of base-url");
  return url;
}

/**
 * @param {string} text
 * @param {string | URL} base
 * @returns {URL | undefined}
 */
function parse(text, base) {
  try {
    const url = new URL(text, base);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Checks whether the options give a token or a source of tokens.
 *
 * @param {EmbedOptions} options
 * @returns {boolean}
 */
export function hasToken({ token, tokenUrl, fetchToken }) {
  return Boolean(token || tokenUrl || fetchToken);
}

/**
 * Returns the function that fetches tokens.
 *
 * @param {EmbedOptions} options
 * @returns {import("./renewal.js").FetchToken | undefined}
 */
export function fetchTokenOf({ fetchToken, tokenUrl }) {
  return fetchToken ?? (tokenUrl ? fetchFrom(tokenUrl) : undefined);
}

/**
 * Names the source of tokens. Two functions are one source, because a framework may create a new one at each render.
 *
 * @param {EmbedOptions} options
 * @returns {string} equal for options with the same source
 */
export function sourceOf({ fetchToken, tokenUrl }) {
  if (fetchToken) return "function";
  return tokenUrl ? `url ${tokenUrl}` : "none";
}

/**
 * Describes how the portal looks.
 *
 * @param {EmbedOptions} options
 * @returns {string} equal for options with which the portal looks the same
 */
export function looksOf({ theme, cssVars, locale }) {
  return JSON.stringify([theme, cssVars && cssVarsText(cssVars), locale]);
}

/**
 * Returns custom properties as JSON.
 *
 * @param {Record<string, string> | string} cssVars
 * @returns {string} empty for an object that JSON cannot express, which then has no effect
 */
export function cssVarsText(cssVars) {
  if (typeof cssVars === "string") return cssVars;
  try {
    return JSON.stringify(cssVars);
  } catch {
    console.warn("refport-embed: css-vars cannot be written as JSON");
    return "";
  }
}
