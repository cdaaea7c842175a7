/**
 * What a visitor sees of an embed: the iframe, "loading", or what went wrong. Loaded by embed-frame.js.
 * Styles are set through the CSSOM only, so that a host's `style-src 'self'` holds; the classes
 * `refport-embed`, `refport-embed-status` and `refport-embed-alert` are there for the host's own style sheet.
 */

/** @typedef {{loading: string, failed: string, retry: string}} Texts */

/** @type {Texts} */
const ENGLISH = {
  loading: "Loading the referral portal…",
  failed: "The referral portal is not available right now.",
  retry: "Try again",
};

export class EmbedView {
  /**
   * @param {string} title the iframe's accessible name
   * @param {Partial<Texts>} texts
   * @param {() => void} onRetry
   */
  constructor(title, texts, onRetry) {
    this.texts = { ...ENGLISH, ...texts };

    this.container = document.createElement("div");
    this.container.className = "refport-embed";
    Object.assign(this.container.style, { position: "relative", minHeight: "3em" });

    this.iframe = document.createElement("iframe");
    this.iframe.title = title;
    this.iframe.allow = "clipboard-write";
    this.iframe.referrerPolicy = "no-referrer";
    Object.assign(this.iframe.style, { display: "block", width: "100%", height: "400px", border: "0" });

    this.status = document.createElement("p");
    this.status.className = "refport-embed-status";
    this.status.setAttribute("role", "status");
    Object.assign(this.status.style, { position: "absolute", inset: "1em 1em auto", margin: "0", textAlign: "center" });

    this.alert = document.createElement("div");
    this.alert.className = "refport-embed-alert";
    this.alert.setAttribute("role", "alert");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = this.texts.retry;
    this.button.addEventListener("click", onRetry);

    this.container.append(this.status, this.alert, this.iframe);
  }

  showLoading() {
    this.clearFailure();
    this.status.textContent = this.texts.loading;
    this.container.setAttribute("aria-busy", "true");
  }

  /**
   * Opens the address in a new browsing context: the host page's history gets no entry, and no message of the old
   * page is heard any more.
   *
   * @param {URL} url
   */
  open(url) {
    this.iframe.remove();
    this.iframe.src = url.href;
    this.iframe.style.display = "block";
    this.container.append(this.iframe);
  }

  showPortal() {
    this.#notLoading();
    this.clearFailure();
    this.iframe.style.display = "block";
  }

  /** @param {{hidePortal: boolean}} options whether nothing in the iframe is worth seeing */
  showFailure({ hidePortal }) {
    this.#notLoading();
    if (hidePortal) this.iframe.style.display = "none";
    if (this.alert.hasChildNodes()) return;
    const text = document.createElement("p");
    text.textContent = this.texts.failed;
    this.alert.append(text, this.button);
  }

  clearFailure() {
    this.alert.replaceChildren();
  }

  #notLoading() {
    this.status.textContent = "";
    this.container.removeAttribute("aria-busy");
  }
}
