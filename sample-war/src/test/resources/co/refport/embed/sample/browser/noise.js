// Pretends to be the portal, and to be the host page.
window.parent.postMessage({ event: "PAGE_HEIGHT", data: { height: 999 } }, "*");
window.parent.postMessage({ event: "ERROR", data: { code: "TOKEN_INVALID", message: "Not from the portal" } }, "*");
window.offer = (token) => window.parent.frames[0].postMessage({ event: "TOKEN", data: { token } }, "*");
