/**
 * The host page's side of the embed. Loaded as a module from the application that serves the portal:
 *
 *     <script type="module" src="https://portal.example.com/refport/embed.js"></script>
 *     <refport-embed token-url="/my/token" theme="dark"></refport-embed>
 *
 * or, by script, `createEmbed(target, {tokenUrl: "/my/token"})`. It opens the portal in an iframe, follows its height,
 * hands it fresh tokens in place, and shows loading and failure. Loading it defines the element and does nothing else.
 */
import { createEmbed } from "./embed-frame.js";

/** @typedef {import("./embed-frame.js").EmbedOptions} EmbedOptions */
/** @typedef {import("./embed-frame.js").EmbedInstance} EmbedInstance */
/** @typedef {import("./token-source.js").FetchToken} FetchToken */

/**
 * `<refport-embed>`: an embed for as long as the element is in the document.
 *
 * Attributes: `token-url`, `token`, `theme`, `css-vars` (JSON), `base-url`, `path`, `label` (the iframe's accessible
 * name). Properties: `fetchToken`, `texts`, as the options of `createEmbed`. A new theme or new variables open the
 * portal again with the same token, any other change starts the embed anew. Without any way to a token it stays empty.
 *
 * Events, which bubble: `refport-ready`, and `refport-error` with `{code, message}` as its detail.
 */
export class RefportEmbedElement extends HTMLElement {
  static observedAttributes = ["token-url", "token", "theme", "css-vars", "base-url", "path", "label"];

  /** @type {EmbedInstance | undefined} */
  #embed;
  /** @type {FetchToken | undefined} */
  #fetchToken;
  /** @type {EmbedOptions["texts"]} */
  #texts;
  /** @type {Set<string>} */
  #changes = new Set();

  constructor() {
    super();
    // what a framework set before the element was defined would hide the accessors
    for (const name of /** @type {const} */ (["fetchToken", "texts"])) {
      const early = Object.getOwnPropertyDescriptor(this, name)?.value;
      if (early === undefined) continue;
      Reflect.deleteProperty(this, name);
      this[name] = early;
    }
  }

  /** @returns {FetchToken | undefined} */
  get fetchToken() {
    return this.#fetchToken;
  }

  set fetchToken(fetchToken) {
    this.#fetchToken = fetchToken;
    this.#changed("fetchToken");
  }

  /** @returns {EmbedOptions["texts"]} */
  get texts() {
    return this.#texts;
  }

  set texts(texts) {
    this.#texts = texts;
    this.#changed("texts");
  }

  connectedCallback() {
    this.#changed("place");
  }

  disconnectedCallback() {
    this.#embed?.destroy();
    this.#embed = undefined;
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#changed(name);
  }

  /**
   * Changes that come together are applied together.
   *
   * @param {string} name
   */
  #changed(name) {
    this.#changes.add(name);
    if (this.#changes.size === 1) queueMicrotask(() => this.#apply());
  }

  #apply() {
    const looksOnly = [...this.#changes].every((name) => name === "theme" || name === "css-vars");
    this.#changes.clear();
    if (!this.isConnected) return;
    const options = this.#options();
    if (this.#embed && looksOnly) {
      this.#embed.update({ theme: options.theme, cssVars: options.cssVars });
      return;
    }
    this.#embed?.destroy();
    this.#embed = undefined;
    if (options.token || options.tokenUrl || options.fetchToken) this.#embed = createEmbed(this, options);
  }

  /** @returns {EmbedOptions} */
  #options() {
    const attribute = (/** @type {string} */ name) => this.getAttribute(name) ?? undefined;
    return {
      token: attribute("token"),
      tokenUrl: attribute("token-url"),
      fetchToken: this.#fetchToken,
      theme: attribute("theme"),
      cssVars: attribute("css-vars"),
      baseUrl: attribute("base-url"),
      path: attribute("path"),
      title: attribute("label"),
      texts: this.#texts,
      onReady: () => this.dispatchEvent(new CustomEvent("refport-ready", { bubbles: true })),
      onError: (detail) => this.dispatchEvent(new CustomEvent("refport-error", { bubbles: true, detail })),
    };
  }
}

if (!customElements.get("refport-embed")) customElements.define("refport-embed", RefportEmbedElement);

export { createEmbed };
