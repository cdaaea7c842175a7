// What a host page can do by itself, and what it hears.
window.heard = [];
window.addEventListener("message", ({ origin, data }) => heard.push({ origin, ...data }));

/** Opens an address in a plain iframe, as clients without our scripts do. */
window.frame = (address) => {
  const iframe = document.createElement("iframe");
  iframe.title = "Portal";
  iframe.src = address;
  document.getElementById("here").append(iframe);
};

/** Opens the portal with the library's element, whose script comes from the portal's server. */
window.embed = (portal, attributes) => {
  window.failures = [];
  window.addEventListener("refport-error", ({ detail }) => failures.push(detail));
  const script = document.createElement("script");
  script.type = "module";
  script.src = `${portal}/refport/embed.js`;
  document.head.append(script);
  const element = document.createElement("refport-embed");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.getElementById("here").append(element);
};
