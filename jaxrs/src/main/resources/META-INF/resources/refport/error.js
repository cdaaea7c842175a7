/**
 * Tells the host page why there is no portal. Loaded by the portal's error pages, which carry a fixed code and text in
 * `data-code` and `data-message` of their body. The page knows no program and hence no origin to address, and what it
 * says is no secret: so this is the one message that goes to any parent.
 */
const { code, message } = document.body.dataset;
if (window.parent !== window && code && message) {
  window.parent.postMessage({ event: "ERROR", data: { code, message } }, "*");
}

export {};
