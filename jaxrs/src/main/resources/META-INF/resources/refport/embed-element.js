/**
 * `<refport-embed>`, the host page's side of the embed. Importing this module defines the element and does nothing
 * else; outside a browser it does nothing at all.
 *
 *     <refport-embed token-url="/my/token" base-url="https://portal.example.com"></refport-embed>
 *
 * By script: `createEmbed(target, {tokenUrl: "/my/token"})`.
 */
import { createEmbed } from "./create-embed.js";
import { Embed } from "./embed-frame.js";
import { OPTIONS, configure, hasToken } from "./embed-options.js";
import { textsFor } from "./embed-texts.js";
import { EmbedView } from "./embed-view.js";
import { TokenError } from "./token-error.js";

/** @typedef {import("./embed-options.js").EmbedOptions} EmbedOptions */
/** @typedef {import("./embed-options.js").EmbedFailure} EmbedFailure */
/** @typedef {import("./renewal.js").FetchToken} FetchToken */
/** @typedef {import("./renewal.js").TokenResponse} TokenResponse */

/** The attributes of the options. React 18 writes `tokenUrl` as `tokenurl`, so that spelling has the same effect. */
const ATTRIBUTES = ["token", "token-url", "theme", "css-vars", "base-url", "path", "label", "locale", "texts"];
const SPELLINGS = ATTRIBUTES.flatMap((name) => (name.includes("-") ? [name, name.replace("-", "")] : [name]));

/** @type {typeof HTMLElement} */
const BrowserElement = globalThis.HTMLElement ?? class {};

/**
 * An embed for as long as the element is in the document. Every option is a property and, except for `fetchToken`, an
 * attribute; the last one set counts. Without a token and without a source of tokens the element stays empty.
 *
 * Events, which bubble and cross shadow roots:
 * - `refport-ready` `{recovered}`: the portal works, for the first time or again after a failure
 * - `refport-error` `{code, message, cause?, status?}`
 * - `refport-expiring` `{expires}`: the portal's token expires soon
 */
export class RefportEmbedElement extends BrowserElement {
  static observedAttributes = SPELLINGS;

  #view;
  /** @type {Embed | undefined} */
  #embed;
  /**
   * The options that are not kept in attributes, where code that stores the page would find them.
   *
   * @type {Pick<EmbedOptions, "token" | "fetchToken" | "cssVars" | "texts">}
   */
  #options = {};
  #pending = false;
  /** The message of the wrong option that was published last. @type {string | undefined} */
  #wrong;

  constructor() {
    super();
    this.#view = new EmbedView(this.attachShadow({ mode: "open" }));
  }

  /** @returns {string | undefined} */
  get token() {
    return this.#options.token;
  }

  set token(token) {
    this.#set({ token: token ?? undefined });
  }

  /** @returns {string | undefined} */
  get tokenUrl() {
    return this.#attribute("token-url");
  }

  set tokenUrl(url) {
    this.#reflect("token-url", url);
  }

  /** @returns {FetchToken | undefined} */
  get fetchToken() {
    return this.#options.fetchToken;
  }

  set fetchToken(fetchToken) {
    this.#set({ fetchToken: fetchToken ?? undefined });
  }

  /** @returns {string | undefined} */
  get theme() {
    return this.#attribute("theme");
  }

  set theme(theme) {
    this.#reflect("theme", theme);
  }

  /** @returns {Record<string, string> | string | undefined} */
  get cssVars() {
    return this.#options.cssVars;
  }

  set cssVars(cssVars) {
    this.#set({ cssVars: cssVars ?? undefined });
  }

  /** @returns {string | undefined} */
  get baseUrl() {
    return this.#attribute("base-url");
  }

  set baseUrl(url) {
    this.#reflect("base-url", url);
  }

  /** @returns {string | undefined} */
  get path() {
    return this.#attribute("path");
  }

  set path(path) {
    this.#reflect("path", path);
  }

  /** @returns {string | undefined} */
  get label() {
    return this.#attribute("label");
  }

  set label(label) {
    this.#reflect("label", label);
  }

  /** @returns {string | undefined} */
  get locale() {
    return this.#attribute("locale");
  }

  set locale(locale) {
    this.#reflect("locale", locale);
  }

  /** @returns {EmbedOptions["texts"]} set as an object or as its JSON */
  get texts() {
    return this.#options.texts;
  }

  set texts(texts) {
    this.#set({ texts: typeof texts === "string" ? textsOf(texts) : (texts ?? undefined) });
  }

  /** @returns {HTMLIFrameElement} the portal's frame; the same element for the life of this one */
  get iframe() {
    return this.#view.iframe;
  }

  /**
   * Removes the portal and forgets its token immediately. Then starts again with a token from `tokenUrl` or
   * `fetchToken`; with a fixed `token`, the element stays empty until it gets another one. Use it when the visitor signs
   * out.
   */
  reset() {
    this.removeAttribute("token");
    this.#options.token = undefined;
    this.#wrong = undefined;
    this.#close();
    if (this.isConnected) this.#start();
  }

  connectedCallback() {
    // a property that was set before the element was defined hides the accessor
    for (const name of OPTIONS) {
      if (!Object.hasOwn(this, name)) continue;
      const early = Object.getOwnPropertyDescriptor(this, name)?.value;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, early);
    }
    this.#changed();
  }

  /** Keeps the portal when `moveBefore` moves the element. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    this.#wrong = undefined;
    this.#close();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    const value = after ?? undefined;
    if (name === "token") this.#options.token = value;
    if (name === "css-vars" || name === "cssvars") this.#options.cssVars = value;
    if (name === "texts") this.#options.texts = textsOf(value ?? "{}");
    this.#changed();
  }

  /** @param {EmbedOptions} options */
  #set(options) {
    Object.assign(this.#options, options);
    this.#changed();
  }

  /** @param {string} name */
  #attribute(name) {
    return this.getAttribute(name) ?? this.getAttribute(name.replace("-", "")) ?? undefined;
  }

  /**
   * @param {string} name
   * @param {string | null | undefined} value
   */
  #reflect(name, value) {
    if (name.includes("-")) this.removeAttribute(name.replace("-", ""));
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** Applies changes that come together at one time. */
  #changed() {
    if (this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      if (this.isConnected) this.#apply();
    });
  }

  #apply() {
    const options = this.#allOptions();
    if (hasToken(options) && this.#embed?.update(options)) return;
    this.#close();
    this.#start();
  }

  #start() {
    const options = this.#allOptions();
    if (!hasToken(options)) return;
    /** @type {Embed | undefined} */
    let embed;
    try {
      embed = this.#embed = new Embed(this.#view, options, {
        onReady: (detail) => {
          const recovered = detail.recovered || this.#wrong !== undefined;
          this.#wrong = undefined;
          this.#publish("refport-ready", { recovered });
        },
        onError: (detail) => this.#publish("refport-error", detail),
        onFetched: () => (this.#options.token = undefined),
        onExpiring: (detail) => this.#publish("refport-expiring", detail),
      });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#view.setTexts(textsFor(options.locale, options.texts));
      this.#view.start(() => {});
      this.#view.showFailure({ hidePortal: true, retry: false });
      // once, although a framework may set an equal option at each render
      if (this.#wrong === error.message) return;
      this.#wrong = error.message;
      console.error(`refport-embed: CONFIGURATION_ERROR: ${error.message}`);
      this.#publish("refport-error", { code: "CONFIGURATION_ERROR", message: error.message });
    }
    // a handler may reset the element, so this comes after the assignment
    embed?.start();
  }

  #close() {
    this.#embed?.close();
    this.#embed = undefined;
    this.#view.clear();
  }

  /** @returns {EmbedOptions} */
  #allOptions() {
    const { tokenUrl, theme, baseUrl, path, label, locale } = this;
    return { ...this.#options, tokenUrl, theme, baseUrl, path, label, locale };
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #publish(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

/**
 * @param {string} json
 * @returns {EmbedOptions["texts"]} undefined if it is not a JSON object
 */
function textsOf(json) {
  try {
    return Object(JSON.parse(json));
  } catch {
    console.warn("refport-embed: texts is not JSON");
    return undefined;
  }
}

if (typeof customElements !== "undefined" && !customElements.get("refport-embed")) {
  customElements.define("refport-embed", RefportEmbedElement);
}

export { TokenError, configure, createEmbed };
