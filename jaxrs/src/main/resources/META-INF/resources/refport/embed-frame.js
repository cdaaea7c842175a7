/**
 * One embed: opens the portal in the view's iframe, follows its height, hands fresh tokens over, and reports failures.
 * Loaded by embed-element.js. It accepts messages only from the iframe's own window at the portal's origin, and posts
 * only there. Two embeds on a page share nothing.
 */
import { BlockedFrame, isIsolatedFrom, silenceMessage } from "./blocked-frame.js";
import { cssVarsText, fetchTokenOf, looksOf, portalUrl, sourceOf } from "./embed-options.js";
import { textsFor } from "./embed-texts.js";
import { TOKEN_CODES, readFailure, readMessage } from "./messages.js";
import { haveDifferentSubjects, isToken } from "./claims.js";
import { Reopenings } from "./reopenings.js";
import { SilenceTimer } from "./silence-timer.js";
import { tokenFailure } from "./token-error.js";
import { TokenSource } from "./renewal.js";

/** @typedef {import("./embed-options.js").EmbedOptions} EmbedOptions */
/** @typedef {import("./embed-view.js").EmbedView} EmbedView */
/** @typedef {import("./embed-options.js").EmbedFailure} EmbedFailure */
/** @typedef {import("./embed-options.js").EmbedHandlers} EmbedHandlers */
/** @typedef {import("./messages.js").Failure} Failure */

/** The time until the portal's first message: from the request, and from the frame's `load` event. */
const SILENCE = 30_000;
const SILENCE_AFTER_LOAD = 10_000;
/** The time for the browser's report after the frame's `error` event. */
const SILENCE_AFTER_ERROR = 1_000;
const MAX_HEIGHT = 100_000;
/** The failures of a frame that opening it again may mend. */
const PASSING_CODES = ["PORTAL_SILENT", "SERVICE_UNAVAILABLE", "RATE_LIMIT_EXCEEDED"];
/** The failures to get a token. */
const SOURCE_CODES = ["TOKEN_UNAVAILABLE", "SIGN_IN_REQUIRED", "CONFIGURATION_ERROR"];
const MALFORMED_TOKEN = "token must be a public token: pt_…";

export class Embed {
  #view;
  #handlers;
  #options;
  #url;
  /** @type {TokenSource | undefined} */
  #source;
  #silence;
  #blockedFrame;
  #closed = new AbortController();
  /** The newest token, the one in the frame's address, and the one that the portal has. */
  #token = /** @type {string | undefined} */ (undefined);
  #opened = this.#token;
  #given = this.#token;
  #openWhenFetched = true;
  #ready = false;
  /** Whether the next page of the frame has posted READY before its `load`. */
  #nextReady = false;
  #loads = 0;
  /** The portal's last error since the frame's last `load`. @type {Failure | undefined} */
  #portalFailure;
  /** The last failure that was published, until the recovery is. @type {EmbedFailure | undefined} */
  #published;
  #sourceFailing = false;
  #reopenings = new Reopenings();

  /**
   * Prepares the embed. Until `start`, it publishes nothing.
   *
   * @param {EmbedView} view
   * @param {EmbedOptions} options with a token or a source of tokens
   * @param {EmbedHandlers} handlers
   * @throws {TypeError} for a wrong option; the message names it. The view is then unchanged
   */
  constructor(view, options, handlers) {
    this.#url = portalUrl(options);
    const fetchToken = fetchTokenOf(options);
    if (!fetchToken && !isToken(options.token)) throw new TypeError(MALFORMED_TOKEN);
    this.#options = { ...options };
    this.#handlers = handlers;
    this.#view = view;
    this.#applyTexts();
    view.start(() => this.#retry());

    const { signal } = this.#closed;
    view.iframe.addEventListener("load", () => this.#loaded(), { signal });
    view.iframe.addEventListener("error", () => this.#silence.shorten(SILENCE_AFTER_ERROR), { signal });
    view.window.addEventListener("message", (event) => this.#receive(event), { signal });
    view.window.addEventListener("online", () => this.#wakeUp(), { signal });
    view.window.document.addEventListener("visibilitychange", () => this.#wakeUp(), { signal });
    this.#silence = new SilenceTimer(view.iframe, view.window, () => this.#silent());
    this.#blockedFrame = new BlockedFrame(view, this.#url.origin, (message) => this.#blocked(message), signal);

    if (fetchToken) {
      this.#source = new TokenSource(fetchToken, view.window, {
        onToken: (fetched) => {
          handlers.onFetched();
          this.#use(fetched);
        },
        onFailure: (cause) => this.#unavailable(cause),
      });
    }
  }

  /** Opens the portal with the first token, or fetches one. */
  start() {
    const { token } = this.#options;
    if (token !== undefined) this.#offer(token);
    if (this.#openWhenFetched) this.#source?.refresh();
  }

  /**
   * Applies new options. What is equal to the old option has no effect, a new function takes effect at the next
   * request, and other looks open the portal again with the same token.
   *
   * @param {EmbedOptions} options
   * @returns {boolean} false if only a new embed can apply them; nothing has changed then
   */
  update(options) {
    const before = this.#options;
    if (sourceOf(options) !== sourceOf(before)) return false;
    if (options.baseUrl !== before.baseUrl || options.path !== before.path) return false;
    this.#options = { ...options };
    this.#applyTexts();
    if (this.#source && options.fetchToken) this.#source.fetchToken = options.fetchToken;
    if (options.token !== undefined && options.token !== before.token) this.#offer(options.token);
    if (looksOf(options) !== looksOf(before) && !this.#openWhenFetched) {
      if (this.#source?.due) this.#reopen();
      else this.#open();
    }
    return true;
  }

  /** Ends everything and empties the view. Can be called twice. No handler is called afterwards. */
  close() {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#source?.close();
    this.#silence.close();
    this.#view.clear();
  }

  #applyTexts() {
    const { label, locale, texts, theme } = this.#options;
    this.#view.setLabel(label ?? "Referral portal");
    this.#view.setTexts(textsFor(locale, texts));
    this.#view.setTheme(theme);
  }

  /** @param {string} token the host's */
  #offer(token) {
    if (isToken(token)) {
      this.#source?.adopt(token);
      this.#use(token);
    } else {
      this.#publish({ code: "CONFIGURATION_ERROR", message: MALFORMED_TOKEN });
    }
  }

  /** @param {string} token */
  #use(token) {
    this.#token = token;
    this.#sourceFailing = false;
    const otherPartner = this.#given !== undefined && haveDifferentSubjects(token, this.#given);
    if (this.#openWhenFetched || otherPartner) this.#open();
    else this.#deliver();
  }

  #open() {
    if (!this.#token) return;
    const url = new URL(this.#url);
    const { theme, cssVars, locale } = this.#options;
    url.searchParams.set("token", this.#token);
    url.searchParams.set("dynamicHeight", "true");
    if (theme) url.searchParams.set("theme", theme);
    if (cssVars) url.searchParams.set("cssVars", cssVarsText(cssVars));
    if (locale) url.searchParams.set("lang", locale);

    this.#openWhenFetched = false;
    this.#opened = this.#given = this.#token;
    this.#ready = false;
    this.#nextReady = false;
    this.#loads = 0;
    this.#blockedFrame.reset();
    this.#portalFailure = undefined;
    this.#view.showLoading();
    this.#view.open(url);
    this.#silence.start(isIsolatedFrom(url) ? SILENCE_AFTER_LOAD : SILENCE);
  }

  /** Handles the frame's `load`. The second one belongs to another page in the same frame. */
  #loaded() {
    this.#loads += 1;
    const failure = this.#portalFailure;
    this.#portalFailure = undefined;
    if (this.#loads > 1) {
      this.#ready = this.#nextReady && !failure;
      this.#nextReady = false;
      this.#given = this.#opened;
      if (failure) this.#pageFailed(failure);
      else if (this.#ready) this.#handOver();
      else this.#silence.start(SILENCE);
    }
    this.#silence.shorten(SILENCE_AFTER_LOAD);
    // without this browser feature the portal learns this page's origin from a message
    if (!this.#ready && !("ancestorOrigins" in location)) this.#post(this.#given);
  }

  /** @param {MessageEvent} event */
  #receive(event) {
    if (event.source === null || event.source !== this.#view.iframe.contentWindow) return;
    if (event.origin !== this.#url.origin) return;
    const message = readMessage(event.data);
    if (message?.event === "READY") {
      this.#nextReady = this.#ready;
      this.#alive();
    }
    if (message?.event === "PAGE_HEIGHT") this.#resize(message.data["height"]);
    if (message?.event === "TOKEN_EXPIRING") this.#expiring(message.data["expires"]);
    if (message?.event === "ERROR") this.#failed(readFailure(message.data));
  }

  /** @param {unknown} height */
  #resize(height) {
    if (typeof height !== "number" || !(height >= 0 && height <= MAX_HEIGHT)) return;
    this.#view.setHeight(height);
    this.#alive();
  }

  /** @param {unknown} expires */
  #expiring(expires) {
    this.#alive();
    this.#source?.refresh();
    const date = new Date(String(expires));
    if (!Number.isNaN(date.valueOf())) this.#handlers.onExpiring({ expires: date });
  }

  #alive() {
    this.#silence.stop();
    if (this.#ready) return;
    this.#ready = true;
    this.#openWhenFetched = false;
    this.#portalFailure = undefined;
    this.#view.showPortal();
    this.#handOver();
    this.#publishReady();
  }

  #deliver() {
    if (!this.#ready) return;
    const mended = this.#token === this.#given ? SOURCE_CODES : [...SOURCE_CODES, ...TOKEN_CODES];
    this.#handOver();
    if (!this.#published || !mended.includes(this.#published.code)) return;
    this.#view.clearFailure();
    this.#publishReady();
  }

  #handOver() {
    if (this.#token === this.#given) return;
    this.#given = this.#token;
    this.#post(this.#token);
  }

  /** @param {string | undefined} token */
  #post(token) {
    this.#view.iframe.contentWindow?.postMessage({ event: "TOKEN", data: { token } }, this.#url.origin);
  }

  /** @param {Failure | undefined} failure the portal's */
  #failed(failure) {
    if (!failure) return;
    this.#silence.stop();
    this.#portalFailure = failure;
    if (this.#ready) {
      // a portal that works keeps what the visitor typed
      this.#view.showFailure({ hidePortal: false });
      this.#publish(failure);
    } else {
      this.#pageFailed(failure);
    }
  }

  /** @param {Failure} failure */
  #pageFailed(failure) {
    this.#silence.stop();
    if (this.#openWhenFetched) return;
    const byToken = TOKEN_CODES.includes(failure.code);
    if (byToken && this.#token !== this.#opened) {
      this.#open();
    } else if (byToken && this.#source && this.#reopenings.take()) {
      this.#reopen();
    } else {
      this.#view.showFailure({ hidePortal: true });
      this.#publish(failure);
    }
  }

  #reopen() {
    this.#openWhenFetched = true;
    this.#view.showLoading();
    this.#source?.refresh({ urgent: true });
  }

  /** Handles the visitor's button: in place if only the token has expired, otherwise from the start. */
  #retry() {
    const inPlace = this.#ready && this.#portalFailure?.code === "TOKEN_EXPIRED";
    if (!this.#source) this.#open();
    else if (inPlace) this.#source.refresh({ urgent: true });
    else this.#reopen();
  }

  #silent() {
    this.#view.showFailure({ hidePortal: false });
    this.#publish({ code: "PORTAL_SILENT", message: silenceMessage(this.#url) }, "warn");
  }

  /** @param {string} message */
  #blocked(message) {
    if (this.#ready || this.#openWhenFetched) return;
    this.#silence.stop();
    this.#view.showFailure({ hidePortal: true });
    this.#publish({ code: "PORTAL_BLOCKED", message }, "warn");
  }

  /** Opens a frame again that failed for a reason which may have passed. */
  #wakeUp() {
    if (this.#ready || this.#openWhenFetched || this.#view.window.document.visibilityState !== "visible") return;
    if (!PASSING_CODES.includes(this.#published?.code ?? "") || !this.#reopenings.take()) return;
    if (this.#source) this.#reopen();
    else this.#open();
  }

  /** @param {unknown} cause */
  #unavailable(cause) {
    this.#sourceFailing = true;
    if (this.#openWhenFetched) this.#view.showFailure({ hidePortal: true });
    this.#publish(tokenFailure(cause), "warn");
  }

  /**
   * @param {EmbedFailure} failure
   * @param {"warn"} [log] whether the console shows it: only what the portal's response does not show already
   */
  #publish(failure, log) {
    // the portal and its error page may both post one error
    if (this.#published?.code === failure.code && TOKEN_CODES.includes(failure.code)) return;
    this.#published = failure;
    if (log) console.warn(`refport-embed: ${failure.code}: ${failure.message}`, ...("cause" in failure ? [failure.cause] : []));
    this.#handlers.onError({ ...failure });
  }

  #publishReady() {
    const recovered = this.#published !== undefined && !this.#sourceFailing;
    if (recovered) this.#published = undefined;
    this.#handlers.onReady({ recovered });
  }
}
