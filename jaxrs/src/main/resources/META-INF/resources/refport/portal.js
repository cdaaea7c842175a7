/**
 * The portal's side of the embed. A portal page, opened in an iframe behind the guard, loads it as a module:
 *
 *     import { portal } from "/refport/portal.js";
 *     const response = await portal.fetch("api/summary");
 *
 * When it is evaluated, it reads the token from the address into memory (no global, no storage, no cookie), applies
 * `theme` and `cssVars`, and asks the guard for the token's session. Then it posts READY, PAGE_HEIGHT (with
 * `dynamicHeight=true`), TOKEN_EXPIRING and ERROR to the host page, and accepts a fresh TOKEN of the same partner.
 * Messages go to, and come from, the program's declared origins only, by default the page's own. Until the session is
 * known only ERROR is posted, to the page's own origin.
 */
import { applyCssVars, applyTheme, localeOf } from "./appearance.js";
import { Embedder, isDeclared } from "./embedder.js";
import { TOKEN_CODES, readFailure, readMessage } from "./messages.js";
import { pageAddress, pageBase, takeToken } from "./page-address.js";
import { watchHeight } from "./page-height.js";
import { isToken, renewalDelay } from "./claims.js";
import { SessionError, failureOf, lookUp } from "./session.js";

/** @typedef {import("./messages.js").Failure} Failure */
/** @typedef {import("./session.js").Session} Session */

/** How long a rejected request waits for a fresh token from the host page, in milliseconds. */
const RENEWAL_WAIT = 10_000;
/** The number of look-ups of the page's own token, and of a fresh one, while the guard is not reachable. */
const OWN_ATTEMPTS = 6;
const FRESH_ATTEMPTS = 2;
/** How many fresh tokens may wait for their look-up; of more, the oldest are dropped. */
const MAX_OFFERS = 8;

/**
 * The one portal of a page. Outside a browser it does nothing.
 *
 * Events: `token` when a fresh token is in use; `ended`, a CustomEvent with `{code, message}`, when the session is over:
 * the token is rejected and not replaced in time, or the enrollment is not active. A token that arrives later mends it,
 * unless it belongs to another partner: then the page is replaced by an error page.
 */
class Portal extends EventTarget {
  /** @type {string | undefined} */
  #token;
  /** @type {Session | undefined} */
  #session;
  /** @type {Promise<boolean> | undefined} */
  #renewal;
  /** @type {Array<{origin: string, token: unknown}>} */
  #offers = [];
  #checking = false;
  #replaced = false;
  #expiringAt = Infinity;
  /** @type {number | undefined} */
  #expiringTimer;
  /** @type {ReturnType<typeof watchHeight> | undefined} */
  #heightWatch;
  /** @type {number | undefined} */
  #height;
  #embedder = new Embedder();

  constructor() {
    super();
    const browser = typeof document !== "undefined";
    const query = new URLSearchParams(browser ? location.search : "");
    /** The theme in the page's address: "light", "dark" or "system". */
    this.theme = browser ? applyTheme(query.get("theme")) : "system";
    /** The language in the page's address, a BCP 47 tag. @type {string | undefined} */
    this.locale = localeOf(query.getAll("lang"));

    /**
     * Resolves with the partner's session. Rejects with a `SessionError`, which has a `code`, if the page's own token is
     * rejected or the server does not respond; the page then stays without a session.
     *
     * @type {Promise<{subject: string, expires: Date}>}
     */
    this.ready = browser ? this.#open(query) : new Promise(() => {});
  }

  /** @returns {Date | undefined} when the token in use expires, by the server's clock; undefined before `ready` */
  get expires() {
    return this.#session && new Date(this.#session.expires);
  }

  /**
   * Sends a request like `window.fetch`, with the token, to the portal's own origin. A relative address is resolved
   * against the page's. If the guard rejects the token, it asks the host page for a fresh one, waits for it at most
   * 10 s (all requests together) and sends the request once more, unless its body was a stream or a `Request`'s and is
   * consumed. Otherwise it returns the server's response.
   *
   * @param {RequestInfo | URL} input
   * @param {RequestInit} [init] an `Authorization` and a `mode` in it are replaced
   * @returns {Promise<Response>} rejects like `fetch`; with a TypeError, without sending anything, for another origin;
   *     with a `SessionError` after another partner has signed in. A redirect to another origin is not followed
   */
  async fetch(input, init) {
    const used = this.#token;
    const response = await this.#send(input, init);
    const rejection = await tokenRejection(response);
    if (!rejection) return response;
    if (response.status === 403) {
      this.#end(rejection);
      return response;
    }
    const renewal = this.#renew(used, rejection);
    const consumed = init?.body instanceof ReadableStream || (input instanceof Request && input.bodyUsed);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    if (consumed || !(await orAborted(renewal, signal))) return response;

    const second = await this.#send(input, init);
    const secondRejection = await tokenRejection(second);
    if (secondRejection) this.#end(secondRejection);
    return second;
  }

  /**
   * @param {RequestInfo | URL} input
   * @param {RequestInit | undefined} init
   * @returns {Promise<Response>}
   */
  async #send(input, init) {
    if (this.#replaced) throw otherPartner();
    const response = await send(input, init, this.#token);
    if (this.#replaced) throw otherPartner();
    return response;
  }

  /**
   * @param {URLSearchParams} query
   * @returns {Promise<{subject: string, expires: Date}>}
   */
  #open(query) {
    this.#token = takeToken();
    applyCssVars(query.get("cssVars"));
    window.addEventListener("message", (event) => this.#receive(event));
    document.addEventListener("visibilitychange", () => this.#wakeUp());
    window.addEventListener("pageshow", () => this.#wakeUp());
    if (query.get("dynamicHeight") === "true") {
      this.#heightWatch = watchHeight((height) => {
        this.#height = height;
        if (this.#session) this.#post("PAGE_HEIGHT", { height });
      });
    }
    const ready = this.#start();
    ready.catch((error) => this.#end(error));
    return ready;
  }

  async #start() {
    if (!this.#token) throw new SessionError("TOKEN_MISSING", "The portal's address contains no token.");
    const sentAt = Date.now();
    const session = await lookUp(pageAddress(), this.#token, OWN_ATTEMPTS);
    this.#heightWatch?.measure();
    this.#use(this.#token, session, sentAt);
    this.#announce();
    void this.#checkOffers();
    return { subject: session.subject, expires: new Date(session.expires) };
  }

  #announce() {
    this.#post("READY", {});
    if (this.#height !== undefined) this.#post("PAGE_HEIGHT", { height: this.#height });
  }

  /**
   * @param {string} token
   * @param {Session} session
   * @param {number} sentAt when the look-up was sent, by this device's clock: only the time since then counts
   */
  #use(token, session, sentAt) {
    this.#token = token;
    this.#session = session;
    this.#expiringAt = sentAt + renewalDelay(session.lifetime);
    clearTimeout(this.#expiringTimer);
    this.#expiringTimer = window.setTimeout(() => this.#requestToken(), Math.max(this.#expiringAt - Date.now(), 0));
  }

  #requestToken() {
    if (this.#session) this.#post("TOKEN_EXPIRING", { expires: this.#session.expires.toISOString() });
  }

  /** Catches up: timers stand still while a device sleeps or a page is frozen. */
  #wakeUp() {
    if (document.visibilityState === "visible" && Date.now() >= this.#expiringAt) this.#requestToken();
  }

  /** @param {MessageEvent} event */
  #receive(event) {
    if (!this.#embedder.exists || event.source !== window.parent) return;
    const message = readMessage(event.data);
    if (message?.event !== "TOKEN") return;
    this.#offers.push({ origin: event.origin, token: message.data["token"] });
    if (this.#offers.length > MAX_OFFERS) this.#offers.shift();
    void this.#checkOffers();
  }

  /** Checks offers one after the other, so that the last good one wins. Before the session is known they wait. */
  async #checkOffers() {
    if (this.#checking) return;
    this.#checking = true;
    for (let session = this.#session; session && this.#offers.length > 0; session = this.#session) {
      const offer = this.#offers.shift();
      if (!offer || !isDeclared(offer.origin, session.origins)) continue;
      if (this.#embedder.remember(offer.origin)) this.#announce();
      await this.#check(offer.token, session);
    }
    this.#checking = false;
  }

  /**
   * @param {unknown} token
   * @param {Session} own
   */
  async #check(token, own) {
    if (token === this.#token) return;
    try {
      if (!isToken(token)) throw new SessionError("TOKEN_INVALID", "The fresh token is malformed.");
      const sentAt = Date.now();
      const session = await lookUp(pageAddress(), token, FRESH_ATTEMPTS);
      if (session.subject !== own.subject) {
        this.#replace();
        return;
      }
      this.#use(token, session, sentAt);
      this.dispatchEvent(new Event("token"));
    } catch (error) {
      this.#post("ERROR", describe(error));
    }
  }

  /** Stops showing and fetching anything of the partner: another one has signed in. */
  #replace() {
    this.#replaced = true;
    this.#end(otherPartner());
    clearTimeout(this.#expiringTimer);
    this.#token = this.#session = undefined;
    document.documentElement.style.setProperty("display", "none", "important");
    // an invalid token: the guard responds with its error page, which replaces the partner's page and its scripts
    const address = new URL(pageAddress());
    address.search = String(new URLSearchParams({ token: "none", ...(this.locale && { lang: this.locale }) }));
    location.replace(address);
  }

  /**
   * @param {string | undefined} rejected
   * @param {Failure} failure
   * @returns {Promise<boolean>} whether another token is in use now
   */
  #renew(rejected, failure) {
    if (this.#token !== rejected) return Promise.resolve(true);
    this.#renewal ??= this.#awaitToken(failure).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** @param {Failure} failure */
  async #awaitToken(failure) {
    const waiting = new AbortController();
    const { signal } = waiting;
    const renewed = await new Promise((/** @type {(renewed: boolean) => void} */ resolve) => {
      this.addEventListener("token", () => resolve(true), { signal });
      AbortSignal.timeout(RENEWAL_WAIT).addEventListener("abort", () => resolve(false), { signal });
      this.ready.then(
        () => (this.#embedder.exists ? this.#requestToken() : resolve(false)),
        () => resolve(false),
      );
    });
    waiting.abort();
    if (!renewed) this.#end(failure);
    return renewed;
  }

  /** @param {unknown} error */
  #end(error) {
    const detail = describe(error);
    this.#post("ERROR", detail);
    this.dispatchEvent(new CustomEvent("ended", { detail }));
  }

  /**
   * @param {string} event
   * @param {Record<string, unknown>} data
   */
  #post(event, data) {
    this.#embedder.post(event, data, this.#session?.origins ?? []);
  }
}

/** @returns {SessionError} */
function otherPartner() {
  return new SessionError("TOKEN_INVALID", "The fresh token belongs to another partner.");
}

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit | undefined} init
 * @param {string | undefined} token
 * @returns {Promise<Response>}
 */
async function send(input, init, token) {
  const target = typeof input === "string" ? new URL(input, pageBase()) : input;
  // in this mode the browser itself rejects another origin, also that of a redirect
  const request = new Request(target, { ...init, mode: "same-origin" });
  if (new URL(request.url).origin !== location.origin) {
    throw new TypeError("portal.fetch sends the token to the portal's own origin only");
  }
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request);
}

/**
 * @param {Response} response stays unread
 * @returns {Promise<Failure | undefined>} why the guard rejected the token, if it did
 */
async function tokenRejection(response) {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const failure = await failureOf(response.clone());
  const codes = response.status === 401 ? TOKEN_CODES : ["ENROLLMENT_INACTIVE"];
  return codes.includes(failure.code) ? failure : undefined;
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | null} signal
 * @returns {Promise<T>}
 */
function orAborted(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

/**
 * @param {unknown} error
 * @returns {Failure}
 */
function describe(error) {
  return readFailure(error) ?? { code: "INTERNAL_ERROR", message: "The portal failed." };
}

export const portal = new Portal();
