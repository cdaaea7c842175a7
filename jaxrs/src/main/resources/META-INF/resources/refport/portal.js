/**
 * The portal's side of the embed. A portal page, opened in an iframe behind the guard, loads it as a module:
 *
 *     import { portal } from "/refport/portal.js";
 *     const answer = await portal.fetch("api/summary");
 *
 * As soon as it is evaluated it takes the token out of the address into memory (no global, no storage, no cookie),
 * applies `theme` and `cssVars`, and asks the guard whose token it is and who may hold the page. Once it knows, it
 * tells the parent PAGE_HEIGHT (with `dynamicHeight=true`), TOKEN_EXPIRING and ERROR, and takes a fresh TOKEN of the
 * same subject from it. Messages go to, and come from, the program's origins only (none declared: the page's own);
 * until the guard has named them only ERROR is sent, and that to the page's own origin: a parent elsewhere hears
 * nothing of a token that was refused after the page had been served.
 */
import { applyCssVars, applyTheme } from "./appearance.js";
import { isToken, readFailure, readMessage, renewalDelay } from "./messages.js";
import { watchHeight } from "./page-height.js";
import { SessionError, failureOf, lookUp } from "./session.js";

/** @typedef {import("./messages.js").Failure} Failure */
/** @typedef {import("./session.js").Session} Session */

/** How long a refused call waits for the parent's fresh token, in milliseconds. */
const RENEWAL_WAIT = 10_000;
/** How often the guard is asked about the page's own token, and about a fresh one, while it can't be reached. */
const OWN_ATTEMPTS = 6;
const FRESH_ATTEMPTS = 2;
/** How many tokens may wait for their look-up; of more, the oldest are dropped. */
const MAX_OFFERS = 8;
const TOKEN_CODES = ["TOKEN_MISSING", "TOKEN_INVALID", "TOKEN_EXPIRED", "TOKEN_REVOKED"];

/**
 * The one portal of a page.
 *
 * Events: `token` when a fresh token is in use; `ended`, a CustomEvent with `{code, message}`, when the session is
 * over: refused and not renewed in time, or the enrollment is not active. A token that arrives later mends it.
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
  #judging = false;
  #askAt = Infinity;
  /** @type {number | undefined} */
  #askTimer;
  /** @type {number | undefined} */
  #height;
  #address = location.origin + location.pathname;

  constructor() {
    super();
    const query = new URLSearchParams(location.search);
    this.#token = takeToken();
    /** The theme that the host page asked for: "light", "dark" or "system". */
    this.theme = applyTheme(query.get("theme"));
    applyCssVars(query.get("cssVars"));

    window.addEventListener("message", (event) => this.#receive(event));
    document.addEventListener("visibilitychange", () => this.#wakeUp());
    window.addEventListener("pageshow", () => this.#wakeUp());

    /**
     * Whose portal this is. Rejects with a `SessionError`, which has a `code`, when the page's own token is refused
     * or the server does not answer; the page then stays without a session.
     *
     * @type {Promise<{subject: string, expires: Date}>}
     */
    this.ready = this.#open();
    this.ready.catch((error) => this.#end(error));

    if (query.get("dynamicHeight") === "true") {
      watchHeight((height) => {
        this.#height = height;
        if (this.#session) this.#post("PAGE_HEIGHT", { height });
      });
    }
  }

  /** @returns {Date | undefined} when the token in use ends, by the server's clock; undefined before `ready` */
  get expires() {
    return this.#session && new Date(this.#session.expires);
  }

  /**
   * `window.fetch` with the token, for the portal's own origin. When the guard refuses the token, asks the parent for
   * a fresh one, waits for it at most 10 s (all calls together) and sends the call once more, unless its body was a
   * stream or a `Request`'s and is spent. Otherwise gives back what the server said.
   *
   * @param {RequestInfo | URL} input
   * @param {RequestInit} [init] an `Authorization` and a `mode` in it are replaced
   * @returns {Promise<Response>} rejects as `fetch` does, and with a TypeError, sending nothing, for another origin;
   *     a redirect to another origin is not followed
   */
  async fetch(input, init) {
    const used = this.#token;
    const answer = await send(input, init, used);
    const refusal = await tokenRefusal(answer);
    if (!refusal) return answer;
    if (answer.status === 403) {
      this.#end(refusal);
      return answer;
    }
    const renewal = this.#renew(used, refusal);
    const spent = init?.body instanceof ReadableStream || (input instanceof Request && input.bodyUsed);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    if (spent || !(await orAborted(renewal, signal))) return answer;

    const second = await send(input, init, this.#token);
    const secondRefusal = await tokenRefusal(second);
    if (secondRefusal) this.#end(secondRefusal);
    return second;
  }

  async #open() {
    if (!this.#token) throw new SessionError("TOKEN_MISSING", "The portal's address carries no token.");
    const asked = Date.now();
    const session = await lookUp(this.#address, this.#token, OWN_ATTEMPTS);
    this.#use(this.#token, session, asked);
    if (this.#height !== undefined) this.#post("PAGE_HEIGHT", { height: this.#height });
    void this.#judgeOffers();
    return { subject: session.subject, expires: new Date(session.expires) };
  }

  /**
   * @param {string} token
   * @param {Session} session
   * @param {number} asked when the look-up was sent, by this device's clock: only the time since then counts
   */
  #use(token, session, asked) {
    this.#token = token;
    this.#session = session;
    this.#askAt = asked + renewalDelay(session.lifetime);
    clearTimeout(this.#askTimer);
    this.#askTimer = window.setTimeout(() => this.#askForToken(), Math.max(this.#askAt - Date.now(), 0));
  }

  #askForToken() {
    if (this.#session) this.#post("TOKEN_EXPIRING", { expires: this.#session.expires.toISOString() });
  }

  /** Timers stand still while a device sleeps or a page is frozen. */
  #wakeUp() {
    if (document.visibilityState === "visible" && Date.now() >= this.#askAt) this.#askForToken();
  }

  /** @param {MessageEvent} event */
  #receive(event) {
    if (window.parent === window || event.source !== window.parent) return;
    const message = readMessage(event.data);
    if (message?.event !== "TOKEN") return;
    this.#offers.push({ origin: event.origin, token: message.data["token"] });
    if (this.#offers.length > MAX_OFFERS) this.#offers.shift();
    void this.#judgeOffers();
  }

  /** One after the other, so that the last good one wins; before the page's own session is known they wait. */
  async #judgeOffers() {
    if (this.#judging) return;
    this.#judging = true;
    for (let session = this.#session; session && this.#offers.length > 0; session = this.#session) {
      const offer = this.#offers.shift();
      if (offer && parents(session).includes(offer.origin)) await this.#judge(offer.token, session);
    }
    this.#judging = false;
  }

  /**
   * @param {unknown} token
   * @param {Session} own
   */
  async #judge(token, own) {
    if (token === this.#token) return;
    try {
      if (!isToken(token)) throw new SessionError("TOKEN_INVALID", "The fresh token is malformed.");
      const asked = Date.now();
      const session = await lookUp(this.#address, token, FRESH_ATTEMPTS);
      if (session.subject !== own.subject) {
        throw new SessionError("TOKEN_INVALID", "The fresh token belongs to another partner.");
      }
      this.#use(token, session, asked);
      this.dispatchEvent(new Event("token"));
    } catch (error) {
      this.#post("ERROR", describe(error));
    }
  }

  /**
   * @param {string | undefined} refused
   * @param {Failure} failure
   * @returns {Promise<boolean>} whether another token is in use now
   */
  #renew(refused, failure) {
    if (this.#token !== refused) return Promise.resolve(true);
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
        () => (window.parent === window ? resolve(false) : this.#askForToken()),
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
    if (window.parent === window) return;
    const allowed = parents(this.#session);
    // where the browser names the parent, a message that would not arrive need not be tried
    const parent = location.ancestorOrigins?.[0] ?? "null";
    for (const origin of parent === "null" ? allowed : allowed.filter((declared) => declared === parent)) {
      window.parent.postMessage({ event, data }, origin);
    }
  }
}

/**
 * @param {Session | undefined} session
 * @returns {string[]} the origins that messages may go to and come from
 */
function parents(session) {
  return session && session.origins.length > 0 ? [...new Set(session.origins)] : [location.origin];
}

/** @returns {string | undefined} the address's token if there is exactly one; afterwards the address has none */
function takeToken() {
  const parameters = location.search.slice(1).split("&");
  const isTokenParameter = (/** @type {string} */ parameter) => new URLSearchParams(parameter).has("token");
  const tokens = parameters.filter(isTokenParameter);
  if (tokens.length === 0) return undefined;
  const address = new URL(location.href);
  address.search = parameters.filter((parameter) => !isTokenParameter(parameter)).join("&");
  history.replaceState(history.state, "", address);
  const token = new URLSearchParams(tokens[0]).get("token");
  return tokens.length === 1 && isToken(token) ? token : undefined;
}

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit | undefined} init
 * @param {string | undefined} token
 * @returns {Promise<Response>}
 */
async function send(input, init, token) {
  // in this mode the browser itself refuses another origin, also that of a redirect
  const request = new Request(input, { ...init, mode: "same-origin" });
  if (new URL(request.url).origin !== location.origin) {
    throw new TypeError("portal.fetch sends the token to the portal's own origin only");
  }
  if (token) request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request);
}

/**
 * @param {Response} answer stays unread
 * @returns {Promise<Failure | undefined>} why the guard refused the token, if it did
 */
async function tokenRefusal(answer) {
  if (answer.status !== 401 && answer.status !== 403) return undefined;
  const failure = await failureOf(answer.clone());
  const codes = answer.status === 401 ? TOKEN_CODES : ["ENROLLMENT_INACTIVE"];
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
