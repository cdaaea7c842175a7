/**
 * One embed: the portal in an iframe, its height, its tokens, its failures. Loaded by embed.js, which gives out
 * `createEmbed`. It listens to the iframe's own window at the portal's origin only, and posts only there. Nothing is
 * shared between two embeds on a page.
 */
import { EmbedView } from "./embed-view.js";
import { isToken, readFailure, readMessage } from "./messages.js";
import { TokenSource, tokenUrl } from "./token-source.js";

/** @typedef {import("./messages.js").Failure} Failure */

/** How long the portal may take until its first message. */
const SILENCE = 30_000;
/** How often in how long a time a portal that shows an error page is opened again with a fresh token. */
const MAX_REOPENINGS = 2;
const REOPENING_PERIOD = 60_000;
const MAX_HEIGHT = 100_000;

/**
 * @typedef {object} EmbedOptions
 * @property {string} [token] the first token; needed unless there is a source of tokens
 * @property {string} [tokenUrl] an address of the host that answers a POST with `{publicToken, expires}`
 * @property {import("./token-source.js").FetchToken} [fetchToken] gives a token in another way; goes before `tokenUrl`
 * @property {string} [theme] "light", "dark" or "system"
 * @property {Record<string, string> | string} [cssVars] custom properties for the portal, or their JSON text
 * @property {string} [baseUrl] the portal's application; without it, the one that this script comes from
 * @property {string} [path] the portal's page below `baseUrl`; "embed/referrals" without it
 * @property {string} [title] the iframe's accessible name; "Referral portal" without it
 * @property {Partial<import("./embed-view.js").Texts>} [texts] what visitors read while there is no portal
 * @property {() => void} [onReady] the portal is there
 * @property {(failure: Failure) => void} [onError] the portal's ERROR, or `TOKEN_UNAVAILABLE` (the source of tokens
 *     fails) or `PORTAL_SILENT` (nothing was heard of the portal)
 */

/**
 * @typedef {object} EmbedInstance
 * @property {HTMLElement} container what was added to the target
 * @property {HTMLIFrameElement} iframe
 * @property {(looks: Pick<EmbedOptions, "theme" | "cssVars">) => void} update opens the portal again in other looks
 * @property {() => void} destroy takes everything away again; can be called twice
 */

/**
 * Opens the portal inside the target.
 *
 * @param {Element | string} target an element, or the selector of one
 * @param {EmbedOptions} options
 * @returns {EmbedInstance}
 * @throws {TypeError} when there is no such element, no token and no source of tokens, or the address is unusable
 */
export function createEmbed(target, options) {
  const parent = typeof target === "string" ? document.querySelector(target) : target;
  if (!(parent instanceof Element)) throw new TypeError("createEmbed: there is no such target");
  return new Embed(parent, options).instance;
}

class Embed {
  #options;
  #url;
  #view;
  /** @type {TokenSource | undefined} */
  #source;
  #listening = new AbortController();
  /** The newest token, and the one that the page in the iframe has. @type {string | undefined} */
  #token;
  /** @type {string | undefined} */
  #given;
  #openWhenFetched = true;
  #ready = false;
  #loads = 0;
  /** @type {Failure | undefined} */
  #failure;
  /** @type {number[]} */
  #reopenings = [];
  /** @type {number | undefined} */
  #silence;

  /**
   * @param {Element} parent
   * @param {EmbedOptions} options
   */
  constructor(parent, options) {
    this.#options = { ...options };
    this.#url = portalUrl(options);
    const fetchToken = options.fetchToken ?? (options.tokenUrl ? tokenUrl(options.tokenUrl) : undefined);
    if (!fetchToken && !isToken(options.token)) {
      throw new TypeError("createEmbed: a token, tokenUrl or fetchToken is needed");
    }
    this.#view = new EmbedView(options.title ?? "Referral portal", options.texts ?? {}, () => this.#retry());
    this.#view.iframe.addEventListener("load", () => this.#loaded());
    const { signal } = this.#listening;
    window.addEventListener("message", (event) => this.#receive(event), { signal });
    if (fetchToken) {
      this.#source = new TokenSource(fetchToken, {
        onToken: (token) => this.#fetched(token),
        onFailure: () => this.#unavailable(),
      });
    }
    parent.append(this.#view.container);
    this.#view.showLoading();
    if (isToken(options.token)) {
      this.#token = options.token;
      this.#source?.adopt(options.token);
      this.#open();
    } else {
      this.#source?.refresh();
    }
  }

  /** @returns {EmbedInstance} */
  get instance() {
    return {
      container: this.#view.container,
      iframe: this.#view.iframe,
      update: (looks) => this.#update(looks),
      destroy: () => this.#destroy(),
    };
  }

  #open() {
    if (!this.#token) return;
    const url = new URL(this.#url);
    const { theme, cssVars } = this.#options;
    url.searchParams.set("token", this.#token);
    url.searchParams.set("dynamicHeight", "true");
    if (theme) url.searchParams.set("theme", theme);
    if (cssVars) url.searchParams.set("cssVars", typeof cssVars === "string" ? cssVars : JSON.stringify(cssVars));

    this.#openWhenFetched = false;
    this.#given = this.#token;
    this.#ready = false;
    this.#loads = 0;
    this.#failure = undefined;
    this.#view.showLoading();
    this.#view.open(url);
    this.#awaitPortal();
  }

  #awaitPortal() {
    clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => {
      this.#view.showFailure({ hidePortal: false });
      this.#tell({ code: "PORTAL_SILENT", message: "The portal does not answer." });
    }, SILENCE);
  }

  /** The second `load` is another page in the same frame: what was known of the first says nothing of it. */
  #loaded() {
    this.#loads += 1;
    if (this.#loads < 2) return;
    this.#ready = false;
    if (this.#failure) this.#pageFailed(this.#failure);
    else this.#awaitPortal();
  }

  /** @param {MessageEvent} event */
  #receive(event) {
    if (event.source === null || event.source !== this.#view.iframe.contentWindow) return;
    if (event.origin !== this.#url.origin) return;
    const message = readMessage(event.data);
    if (message?.event === "PAGE_HEIGHT") this.#resize(message.data["height"]);
    if (message?.event === "TOKEN_EXPIRING") this.#expiring();
    if (message?.event === "ERROR") this.#failed(readFailure(message.data));
  }

  /** @param {unknown} height */
  #resize(height) {
    if (typeof height !== "number" || !(height >= 0 && height <= MAX_HEIGHT)) return;
    this.#view.iframe.style.height = `${height}px`;
    this.#alive();
  }

  #expiring() {
    this.#alive();
    this.#source?.refresh();
  }

  #alive() {
    clearTimeout(this.#silence);
    if (this.#ready) return;
    this.#ready = true;
    this.#view.showPortal();
    this.#deliver();
    this.#options.onReady?.();
  }

  /** @param {Failure | undefined} failure */
  #failed(failure) {
    if (!failure) return;
    clearTimeout(this.#silence);
    this.#failure = failure;
    if (this.#ready) {
      // a portal that lives keeps what was typed into it
      this.#view.showFailure({ hidePortal: false });
      this.#tell(failure);
    } else {
      this.#pageFailed(failure);
    }
  }

  /** @param {Failure} failure */
  #pageFailed(failure) {
    const now = performance.now();
    this.#reopenings = this.#reopenings.filter((time) => now - time < REOPENING_PERIOD);
    if (this.#source && failure.code.startsWith("TOKEN_") && this.#reopenings.length < MAX_REOPENINGS) {
      this.#reopenings.push(now);
      this.#reopen();
    } else {
      this.#view.showFailure({ hidePortal: true });
      this.#tell(failure);
    }
  }

  #reopen() {
    this.#openWhenFetched = true;
    this.#view.showLoading();
    this.#source?.refresh({ urgent: true });
  }

  /** @param {string} token */
  #fetched(token) {
    this.#token = token;
    if (this.#openWhenFetched) this.#open();
    else this.#deliver();
  }

  #deliver() {
    if (!this.#ready || this.#token === this.#given) return;
    this.#given = this.#token;
    this.#failure = undefined;
    this.#view.clearFailure();
    const message = { event: "TOKEN", data: { token: this.#token } };
    this.#view.iframe.contentWindow?.postMessage(message, this.#url.origin);
  }

  #unavailable() {
    if (this.#openWhenFetched) this.#view.showFailure({ hidePortal: true });
    this.#tell({ code: "TOKEN_UNAVAILABLE", message: "No token for the portal could be fetched." });
  }

  /** A person asks: in place where only the token is old, otherwise from the start. */
  #retry() {
    if (!this.#source) this.#open();
    else if (this.#ready && this.#failure?.code === "TOKEN_EXPIRED") this.#source.refresh({ urgent: true });
    else this.#reopen();
  }

  /** @param {Pick<EmbedOptions, "theme" | "cssVars">} looks */
  #update(looks) {
    if (this.#listening.signal.aborted) return;
    Object.assign(this.#options, looks);
    if (this.#openWhenFetched) return;
    if (this.#source?.due) this.#reopen();
    else this.#open();
  }

  /** @param {Failure} failure */
  #tell(failure) {
    this.#options.onError?.({ ...failure });
  }

  #destroy() {
    this.#listening.abort();
    this.#source?.close();
    clearTimeout(this.#silence);
    this.#view.container.remove();
    this.#view.iframe.remove();
  }
}

/**
 * @param {EmbedOptions} options
 * @returns {URL}
 */
function portalUrl({ baseUrl, path }) {
  const base = new URL(baseUrl || new URL("..", import.meta.url), document.baseURI);
  const url = new URL(path ?? "embed/referrals", base.href.replace(/[?#].*$/, "").replace(/\/*$/, "/"));
  if (!/^https?:$/.test(url.protocol) || url.origin !== base.origin) {
    throw new TypeError("createEmbed: baseUrl and path must give an address of one http(s) origin");
  }
  return url;
}
