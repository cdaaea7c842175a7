/**
 * The looks and the language of the portal, as its address names them. Loaded by portal.js.
 * The address is not trusted: what does not fit the grammar is skipped, and nothing here throws.
 */
import { isRecord } from "./messages.js";

/** @typedef {"light" | "dark" | "system"} Theme */

const MAX_TEXT = 4096;
const MAX_MEMBERS = 64;
const MAX_VALUE = 128;
const NAME = /^--[A-Za-z][A-Za-z0-9-]{0,63}$/;
const VALUES = [
  /^#[0-9a-fA-F]{3,8}$/,
  /^-?[0-9]*\.?[0-9]+(px|rem|em|%)?$/,
  /^(rgba?|hsla?|hwb|oklab|oklch)\([0-9a-z.,%/ -]*\)$/,
  /^[A-Za-z][A-Za-z0-9 ,'"-]*$/,
];

/**
 * Sets `data-theme` and `color-scheme` on the document's element.
 *
 * @param {string | null} asked
 * @returns {Theme} "system" for whatever is not "light" or "dark"
 */
export function applyTheme(asked) {
  const theme = asked === "light" || asked === "dark" ? asked : "system";
  const root = document.documentElement;
  root.dataset["theme"] = theme;
  root.style.colorScheme = theme === "system" ? "light dark" : theme;
  return theme;
}

/**
 * Sets the custom properties on the document's element, member by member.
 *
 * @param {string | null} json a JSON object; of more than 64 members the first 64 count
 */
export function applyCssVars(json) {
  for (const [name, value] of readCssVars(json)) {
    document.documentElement.style.setProperty(name, value);
  }
}

/**
 * Reads a language.
 *
 * @param {string[]} tags
 * @returns {string | undefined} the one tag in canonical form; undefined if it is not well-formed
 */
export function localeOf(tags) {
  try {
    return tags.length === 1 ? Intl.getCanonicalLocales(tags)[0] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string | null} json
 * @returns {Array<[name: string, value: string]>}
 */
function readCssVars(json) {
  if (!json || json.length > MAX_TEXT) return [];
  /** @type {unknown} */
  let vars;
  try {
    vars = JSON.parse(json);
  } catch {
    return [];
  }
  /** @type {Array<[string, string]>} */
  const good = [];
  for (const [name, value] of isRecord(vars) ? Object.entries(vars).slice(0, MAX_MEMBERS) : []) {
    if (!NAME.test(name) || typeof value !== "string" || value.length > MAX_VALUE) continue;
    if (VALUES.some((form) => form.test(value))) good.push([name, value]);
  }
  return good;
}
