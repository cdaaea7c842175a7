/**
 * Shows an embed to the visitor: the iframe, "loading", or a failure with a button. Loaded by embed-element.js.
 *
 * Everything lives in the element's shadow root, so code that clones, empties, morphs or stores the page does not
 * reach the iframe, or the token in its address, through the element's children. The style sheet is a constructed one, so a host's `style-src 'self'` holds.
 * Hosts style the parts `frame`, `status`, `alert` and `retry`.
 */

/** @typedef {import("./embed-texts.js").Texts} Texts */

const STYLES = `
  :host {
    display: block;
    position: relative;
    /* what is left of the line after margins; the last value that the browser knows wins */
    inline-size: 100%;
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    inline-size: stretch;
    min-inline-size: 0;
    min-block-size: 3em;
  }
  :host([hidden]) { display: none; }
  iframe { display: block; inline-size: 100%; block-size: 400px; border: 0; }
  [role=alert] p { margin: 0 0 0.75em; }
  button { font: inherit; }
  [role=status] { position: absolute; inset: 1em 1em auto; margin: 0; text-align: center; pointer-events: none; }
`;

export class EmbedView {
  #root;
  #content;
  #status;
  #alert;
  #failed;
  #retry;
  /** @type {Texts | undefined} */
  #texts;

  /** @param {ShadowRoot} root */
  constructor(root) {
    this.#root = root;

    /** The portal's frame. It is the same element for the whole life of the view. */
    this.iframe = document.createElement("iframe");
    this.iframe.allow = "clipboard-write";
    // only the origin, which the portal must know anyway: with "no-referrer" Firefox hides it from the portal's script
    this.iframe.referrerPolicy = "strict-origin";
    this.iframe.setAttribute("part", "frame");

    this.#content = document.createElement("div");
    this.#content.className = "refport-embed";
    this.#status = live("p", "status");
    this.#status.setAttribute("part", "status");
    this.#alert = live("div", "alert");
    this.#failed = document.createElement("p");
    this.#retry = document.createElement("button");
    this.#retry.type = "button";
    this.#retry.setAttribute("part", "retry");
    this.#content.append(this.#status, this.#alert);
  }

  /** @returns {Window & typeof globalThis} that of the element's document, which may be a popup's */
  get window() {
    return this.#root.ownerDocument.defaultView ?? window;
  }

  /**
   * Shows "loading" in an empty view.
   *
   * @param {() => void} onRetry called when the visitor presses the button
   */
  start(onRetry) {
    // the DOM of a unit test may lack constructed style sheets
    if (this.#root.adoptedStyleSheets) {
      const sheet = new this.window.CSSStyleSheet();
      sheet.replaceSync(STYLES);
      this.#root.adoptedStyleSheets = [sheet];
    }
    this.#retry.onclick = onRetry;
    this.#root.append(this.#content);
    this.showLoading();
  }

  /** Removes everything. */
  clear() {
    this.clearFailure();
    this.#notLoading();
    this.iframe.remove();
    this.iframe.removeAttribute("src");
    this.#content.remove();
  }

  /** @param {string} label the iframe's accessible name */
  setLabel(label) {
    this.iframe.title = label;
  }

  /** @param {Texts} texts replaced where they are shown */
  setTexts(texts) {
    this.#texts = texts;
    if (this.#status.textContent) this.#status.textContent = texts.loading;
    this.#failed.textContent = texts.failed;
    this.#retry.textContent = texts.retry;
  }

  /**
   * Gives the frame the color scheme of the portal: only then a portal without a background stays transparent.
   *
   * @param {string | undefined} theme
   */
  setTheme(theme) {
    this.iframe.style.colorScheme = theme === "light" || theme === "dark" ? theme : "light dark";
  }

  /** @param {number} height in CSS pixels */
  setHeight(height) {
    this.iframe.style.blockSize = `${height}px`;
  }

  showLoading() {
    this.clearFailure();
    this.#status.textContent = this.#texts?.loading ?? "";
    this.#content.setAttribute("aria-busy", "true");
  }

  /**
   * Opens the address in a new browsing context. The host page's history gets no entry, and no message of the old page
   * arrives any more.
   *
   * @param {URL} url
   */
  open(url) {
    this.iframe.remove();
    // a name that no frame had before: a restored page does not open what the frame showed earlier
    this.iframe.name = `refport-${Math.random().toString(36).slice(2)}`;
    // a page that requires Cross-Origin-Embedder-Policy may frame a page that gets no cookies; the portal needs none
    this.iframe.toggleAttribute("credentialless", Boolean(this.window.crossOriginIsolated));
    this.iframe.src = url.href;
    this.iframe.style.display = "block";
    this.#root.append(this.iframe);
  }

  showPortal() {
    this.#notLoading();
    this.clearFailure();
    this.iframe.style.display = "block";
  }

  /**
   * @param {object} options
   * @param {boolean} options.hidePortal whether to hide the iframe
   * @param {boolean} [options.retry] whether a retry may help
   */
  showFailure({ hidePortal, retry = true }) {
    this.#notLoading();
    if (hidePortal) this.iframe.style.display = "none";
    if (this.#alert.hasChildNodes()) return;
    // a part only while it is not empty: selectors of hosts cannot exclude an empty part
    this.#alert.setAttribute("part", "alert");
    this.#alert.append(this.#failed, ...(retry ? [this.#retry] : []));
  }

  clearFailure() {
    this.#alert.replaceChildren();
    this.#alert.removeAttribute("part");
  }

  #notLoading() {
    this.#status.textContent = "";
    this.#content.removeAttribute("aria-busy");
  }
}

/**
 * @param {string} tag
 * @param {"status" | "alert"} role of a region that a screen reader announces
 */
function live(tag, role) {
  const element = document.createElement(tag);
  element.setAttribute("role", role);
  return element;
}
