/**
 * Measures how high the page's content is. Loaded by page-height.js.
 *
 * A page that is stretched to its frame (`html, body {height: 100%}`, `min-height: 100vh`) hides how high its content
 * is. During one synchronous measurement a constructed style sheet gives stretched elements their natural height.
 * Nothing of this is painted, no element or attribute changes, and scroll positions are put back.
 */

/** Elements with a size of their own, and no content that could be measured instead. */
const REPLACED = "audio, canvas, embed, iframe, img, input, object, select, svg, svg *, textarea, video";
const NATURAL = "height: max-content !important; min-height: 0 !important; max-height: none !important";
const WITHOUT_TRANSITION = "transition-duration: 0s !important; transition-delay: 0s !important";
/** By how many pixels the frame must change to show which elements follow it. */
const LEAST_CHANGE = 4;
/** Elements that are lower than this part of the frame contain none that follow the frame. That saves time. */
const SMALL = 0.1;
/** Makes a selector more specific than an author's. */
const SPECIFIC = ":not(#\\0#\\0#\\0)";

export class ContentHeight {
  #natural = new CSSStyleSheet();
  #still = new CSSStyleSheet();
  #frame = { height: 0, width: 0 };
  #animated = false;
  /** Sizes at the last measurement. @type {WeakMap<Element, {height: number, least: number}>} */
  #sizes = new WeakMap();
  /** Elements inside the body whose height follows the frame's, such as `min-height: 100vh`. @type {Set<Element>} */
  #stretched = new Set();
  /** Pixels that the browser scrolls below the lowest element, because of a pseudo-element for example. */
  #unseen = 0;

  /**
   * Measures the content's height, in whole CSS pixels.
   *
   * @param {Element[]} elements all elements of the body, also those in open shadow roots
   * @param {boolean} undisturbed whether nothing but the frame's size has changed since the last measurement
   * @returns {number} 0 if there is no body
   */
  measure(elements, undisturbed) {
    const { body, documentElement: root } = document;
    if (!body) return 0;
    const positions = [root, body, ...elements]
      .map((element) => ({ element, top: element.scrollTop }))
      .filter(({ top }) => top !== 0);
    const sheets = [...document.adoptedStyleSheets];
    try {
      this.#release(["html", "body"]);
      document.adoptedStyleSheets = [...sheets, this.#still, this.#natural];
      const floating = this.#survey(elements, undisturbed);
      if (this.#stretched.size > 0) this.#release(["html", "body", ...[...this.#stretched].map(selectorOf)]);
      return this.#contentHeight(floating);
    } finally {
      // the heights come back first, so that they start no transition
      document.adoptedStyleSheets = [...sheets, this.#still];
      void getComputedStyle(body).minHeight;
      document.adoptedStyleSheets = sheets;
      for (const { element, top } of positions) {
        if (element.scrollTop !== top) element.scrollTo({ top, behavior: "instant" });
      }
    }
  }

  /** @param {string[]} selectors of the elements that get their natural height */
  #release(selectors) {
    const list = selectors.map((selector) => selector + SPECIFIC).join(", ");
    this.#natural.replaceSync(`${list} {${NATURAL}}`);
    this.#still.replaceSync(`${list} {${WITHOUT_TRANSITION}}`);
  }

  /**
   * Finds the elements that grow and shrink by as much as the frame does.
   *
   * @param {Element[]} elements
   * @param {boolean} undisturbed
   * @returns {Element[]} the elements that are positioned absolutely in the page
   */
  #survey(elements, undisturbed) {
    const frame = { height: window.innerHeight, width: document.documentElement.clientWidth };
    const change = frame.width === this.#frame.width ? frame.height - this.#frame.height : 0;
    const follows = (/** @type {number} */ difference) => Math.abs(difference - change) < 0.5;
    const animated = isAnimated();
    const comparable = undisturbed && !animated && !this.#animated;
    this.#animated = animated;
    this.#frame = frame;
    const floating = [];
    const small = new Set();
    for (const element of elements) {
      const style = getComputedStyle(element);
      if (style.position === "absolute" && isPlacedInPage(element)) floating.push(element);
      if (small.has(element.parentNode)) {
        small.add(element);
        continue;
      }
      const size = { height: element.getBoundingClientRect().height, least: pixels(style.minHeight) };
      const before = this.#sizes.get(element);
      this.#sizes.set(element, size);
      if (size.height > 0 && size.height < frame.height * SMALL) small.add(element);
      if (!before || Math.abs(change) < LEAST_CHANGE) continue;
      // a computed minimum in pixels that follows the frame is in units of the viewport, whatever else has happened
      const stretched =
        follows(size.least - before.least) || (comparable && follows(size.height - before.height));
      if (stretched && !element.matches(REPLACED) && element.getRootNode() === document) this.#stretched.add(element);
      else if (comparable) this.#stretched.delete(element);
    }
    for (const element of this.#stretched) if (!element.isConnected) this.#stretched.delete(element);
    return floating;
  }

  /**
   * @param {Element[]} floating
   * @returns {number}
   */
  #contentHeight(floating) {
    const { body, documentElement: root } = document;
    const page = document.scrollingElement ?? root;
    // in quirks mode the overflow of the body is that of the page, which is at least as high as the frame
    const blocks = page === body ? [...body.children] : [body];
    const flow = root.getBoundingClientRect().bottom + pixels(getComputedStyle(root).marginBottom);
    const lowest = Math.max(flow, ...blocks.map(overflowBottom), ...floating.map(overflowBottom));
    const seen = Math.ceil(lowest + window.scrollY);
    const frame = page.clientHeight;
    if (page.scrollHeight > frame) this.#unseen = Math.max(page.scrollHeight - seen, 0);
    // a frame that is being resized can have another inner height already
    const scrollBar = page.scrollWidth > page.clientWidth ? Math.max(window.innerHeight - frame, 0) : 0;
    return Math.max(seen, Math.min(seen + this.#unseen, Math.max(page.scrollHeight, frame))) + scrollBar;
  }
}

/**
 * @param {Element} element
 * @returns {number} where the element or what it shows outside its box ends, from the top of the frame
 */
function overflowBottom(element) {
  const box = element.getBoundingClientRect();
  const { overflowY, position } = getComputedStyle(element);
  const isBody = element === document.body;
  if (position === "fixed" && !isBody) return 0;
  if (box.height === 0 && element.scrollHeight === 0) return 0;
  const clips = overflowY !== "visible" && !isBody;
  const inner = clips ? 0 : element.clientTop + element.scrollHeight;
  return Math.max(box.bottom, box.top + inner * (element.currentCSSZoom ?? 1));
}

/**
 * @param {Element} element positioned absolutely
 * @returns {boolean} whether it is visible and no other element contains it
 */
function isPlacedInPage(element) {
  if (!(element instanceof HTMLElement) || element.checkVisibility?.() === false) return false;
  let container = element.offsetParent;
  while (container instanceof HTMLElement && container !== document.body) {
    if (getComputedStyle(container).position !== "static") return false;
    container = container.offsetParent;
  }
  return true;
}

/** @returns {boolean} whether an element may change its size without any event */
function isAnimated() {
  return document.getAnimations().some(({ playState }) => playState === "running");
}

/**
 * @param {Element} element inside the document's html element
 * @returns {string} a selector that no other element matches
 */
function selectorOf(element) {
  let path = "";
  for (let node = element; node.parentElement; node = node.parentElement) {
    const index = [...node.parentElement.children].indexOf(node) + 1;
    path = ` > :nth-child(${index})${path}`;
  }
  return `html${path}`;
}

/**
 * @param {string} length a computed length
 * @returns {number}
 */
function pixels(length) {
  return Number.parseFloat(length) || 0;
}
