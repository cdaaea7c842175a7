/**
 * Watches how high the portal's content is. Loaded by portal.js.
 *
 * The content is measured, not the document: a `html` or `body` that is stretched to the frame (`height: 100%`,
 * `min-height: 100vh`) would otherwise never let the frame shrink. What is positioned out of the flow (dialogs,
 * toasts) does not count. An element inside the body that is stretched to the frame (`main {min-height: 100vh}`)
 * cannot be told from content: the frame then grows with it, but does not shrink again.
 */

/** How often in a row the content may grow only because the frame did: enough to settle, too little to run away. */
const MAX_ECHOES = 3;

/**
 * Calls back with the height at once and whenever it changes; a whole number of CSS pixels, greater than 0.
 *
 * @param {(height: number) => void} report
 */
export function watchHeight(report) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => watchHeight(report), { once: true });
    return;
  }
  let reported = 0;
  let echoes = 0;
  let frameHeight = window.innerHeight;

  const measure = () => {
    const height = contentHeight();
    const frameChanged = window.innerHeight !== frameHeight;
    frameHeight = window.innerHeight;
    if (height === reported || height <= 0) return;
    if (frameChanged && height > reported) {
      echoes += 1;
      if (echoes > MAX_ECHOES) return;
    } else {
      echoes = 0;
    }
    reported = height;
    report(height);
  };

  const sizes = new ResizeObserver(measure);
  const observe = () => {
    sizes.disconnect();
    for (const element of [document.documentElement, document.body, ...document.body.children]) {
      sizes.observe(element);
    }
  };
  // a child that is gone tells no size any more
  new MutationObserver(observe).observe(document.body, { childList: true });
  observe();
}

/** @returns {number} */
function contentHeight() {
  const content = contentBottom();
  const whole = document.documentElement.getBoundingClientRect().bottom + window.scrollY;
  return Math.ceil(Math.max(content, Math.min(whole, content + spaceBelow())));
}

/** @returns {number} where the last thing in the body's flow ends */
function contentBottom() {
  const range = document.createRange();
  let bottom = 0;
  for (const node of document.body.childNodes) {
    if (node instanceof Element && /fixed|absolute/.test(getComputedStyle(node).position)) continue;
    range.selectNode(node);
    // of an element its own box: a range also counts what is folded away in it
    const box = (node instanceof Element ? node : range).getBoundingClientRect();
    if (box.height > 0) bottom = Math.max(bottom, box.bottom + window.scrollY);
  }
  return bottom;
}

/** @returns {number} the most space that padding and margins can put below the content */
function spaceBelow() {
  const body = getComputedStyle(document.body);
  const space = pixels(body.paddingBottom) + pixels(body.borderBottomWidth) + pixels(body.marginBottom);
  let margin = 0;
  for (let last = document.body.lastElementChild; last; last = last.lastElementChild) {
    margin = Math.max(margin, pixels(getComputedStyle(last).marginBottom));
  }
  return space + margin;
}

/**
 * @param {string} length a computed length
 * @returns {number}
 */
function pixels(length) {
  return Number.parseFloat(length) || 0;
}
