// What a host page can do by itself, and what it hears.
window.heard = [];
window.addEventListener("message", ({ origin, data }) => heard.push({ origin, ...data }));

// The events of every <refport-embed>, with what JSON keeps of their details.
window.events = [];
for (const type of ["refport-ready", "refport-error", "refport-expiring"]) {
  window.addEventListener(type, ({ detail }) => events.push({ type, ...detail, cause: detail.cause?.message }));
}

/** Opens an address in a plain iframe, as clients without our scripts do. */
window.frame = (address) => {
  const iframe = document.createElement("iframe");
  iframe.title = "Portal";
  iframe.src = address;
  document.getElementById("here").append(iframe);
  return iframe;
};

/** Opens an address in a plain iframe that takes every height that the portal reports, as clients do. */
window.frameFollowing = (address) => {
  frame(address);
  const iframe = document.querySelector("iframe");
  iframe.style.border = "0";
  window.addEventListener("message", ({ data: { event, data } }) => {
    if (event === "PAGE_HEIGHT") iframe.style.height = `${data.height}px`;
  });
};

/** Opens the portal with the library's element, whose script comes from the portal's server. */
window.embed = (portal, attributes, properties = {}) => {
  window.failures = [];
  window.addEventListener("refport-error", ({ detail }) => failures.push(detail));
  loadScript(portal);
  const element = document.createElement("refport-embed");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element, properties);
  document.getElementById("here").append(element);
};

window.loadScript = (portal) => {
  const script = document.createElement("script");
  script.type = "module";
  script.src = `${portal}/refport/embed.js`;
  document.head.append(script);
};
