/**
 * Creates an embed by script. Loaded by embed-element.js.
 */
import { OPTIONS, hasToken, portalUrl } from "./embed-options.js";

/** @typedef {import("./embed-options.js").EmbedOptions} EmbedOptions */
/** @typedef {import("./embed-options.js").EmbedFailure} EmbedFailure */

/**
 * @typedef {object} EmbedCallbacks
 * @property {(detail: {recovered: boolean}) => void} [onReady] as the event `refport-ready`
 * @property {(failure: EmbedFailure) => void} [onError] as the event `refport-error`
 * @property {(detail: {expires: Date}) => void} [onExpiring] as the event `refport-expiring`
 */

/**
 * @typedef {object} EmbedInstance
 * @property {import("./embed-element.js").RefportEmbedElement} container the element that was added to the target
 * @property {HTMLIFrameElement} iframe the portal's frame
 * @property {(options: EmbedOptions) => void} update changes options; those that are not named stay
 * @property {() => void} reset as the element's `reset`
 * @property {() => void} destroy removes the element; can be called twice
 */

/**
 * Opens the portal inside the target.
 *
 * @param {Element | string} target an element, or the selector of one
 * @param {EmbedOptions & EmbedCallbacks} options
 * @returns {EmbedInstance}
 * @throws {TypeError} if the target does not exist, no token and no source of tokens is given, or the address is wrong
 */
export function createEmbed(target, { onReady, onError, onExpiring, ...options }) {
  const parent = typeof target === "string" ? document.querySelector(target) : target;
  // an element of a popup's document is of another class
  if (parent?.nodeType !== 1) throw new TypeError("createEmbed: the target does not exist");
  if (!hasToken(options)) {
    throw new TypeError("createEmbed: token, tokenUrl or fetchToken is required");
  }
  portalUrl(options);
  const element = document.createElement("refport-embed");
  const listen = (/** @type {string} */ type, /** @type {((detail: any) => void) | undefined} */ callback) => {
    element.addEventListener(type, (event) => callback?.(/** @type {CustomEvent} */ (event).detail));
  };
  listen("refport-ready", onReady);
  listen("refport-error", onError);
  listen("refport-expiring", onExpiring);
  const embed = /** @type {import("./embed-element.js").RefportEmbedElement} */ (element);
  set(embed, options);
  parent.append(embed);
  return {
    container: embed,
    iframe: embed.iframe,
    update: (changes) => set(embed, changes),
    reset: () => embed.reset(),
    destroy: () => embed.remove(),
  };
}

/**
 * Sets the options that are named, and no other property.
 *
 * @param {import("./embed-element.js").RefportEmbedElement} embed
 * @param {EmbedOptions} options
 */
function set(embed, options) {
  for (const name of OPTIONS) if (name in options) Reflect.set(embed, name, options[name]);
}
