/**
 * Reports to the host page why the portal is not shown. Loaded by the portal's error pages, which have a fixed code and
 * text in `data-code` and `data-message` of their body. The page belongs to no program, so no origin to address is
 * known, and the text contains no secret. Therefore this is the one message that any parent receives.
 */
import { takeToken } from "./page-address.js";

if (typeof document !== "undefined") {
  takeToken();
  const { code, message } = document.body.dataset;
  if (window.parent !== window && code && message) {
    window.parent.postMessage({ event: "ERROR", data: { code, message } }, "*");
  }
}
