/** Opens the portal in an iframe in each state, without embed.js, and shows what a host page hears. */
const SILENCE_MS = 4000;
const REQUEST_TIMEOUT_MS = 10_000;

const base = new URL(".", location.href);
const otherName = { localhost: "127.0.0.1", "127.0.0.1": "localhost" }[location.hostname];
const foreign = new URL(base);
if (otherName) foreign.hostname = otherName;

const STATES = {
  expired: { token: () => post("bruno/expired-token") },
  revoked: {
    token: async () => {
      const token = await post("bruno/token");
      await post("bruno/revoke");
      return token;
    },
  },
  tampered: { token: async () => tamper(await post("bruno/token")) },
  missing: { token: () => undefined },
  foreign: { token: () => post("bruno/token"), from: foreign },
  newcomer: { token: () => post("dana/token") },
};

for (const [id, state] of Object.entries(STATES)) prepare(document.getElementById(id), state);
document.getElementById("foreign-origin").textContent = otherName ? foreign.origin : "another origin";

function prepare(panel, state) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "primary";
  button.textContent = "Open the portal";
  const heard = document.createElement("p");
  heard.className = "heard";
  heard.setAttribute("role", "status");
  heard.hidden = true;
  panel.append(button, heard);
  if (state.from && !otherName) {
    button.hidden = true;
    say(heard, "To see this, open this page at localhost or 127.0.0.1.");
    return;
  }
  let closing = new AbortController();
  button.addEventListener("click", async () => {
    closing.abort();
    closing = new AbortController();
    try {
      open(panel, heard, await state.token(), state.from ?? base, closing.signal);
    } catch (problem) {
      say(heard, problem.message, "error");
    }
    button.textContent = "Open it again";
  });
}

function open(panel, heard, token, from, closed) {
  panel.querySelector("iframe")?.remove();
  const iframe = document.createElement("iframe");
  iframe.title = `Portal: ${panel.querySelector("h2").textContent}`;
  iframe.referrerPolicy = "no-referrer";
  const address = new URL("embed/referrals", from);
  if (token) address.searchParams.set("token", token);
  address.searchParams.set("dynamicHeight", "true");
  iframe.src = address.href;

  say(heard, "Listening…");
  const silence = setTimeout(
    () => say(heard, "No message: the browser has not shown the portal to this page.", "error"),
    SILENCE_MS,
  );
  const listen = (message) => {
    if (message.source !== iframe.contentWindow || message.origin !== from.origin) return;
    clearTimeout(silence);
    const { event, data } = message.data;
    if (event === "ERROR") say(heard, data.message, "error", `ERROR ${data.code}`);
    if (event === "PAGE_HEIGHT") {
      iframe.style.height = `${data.height + 2}px`; // and its border
      say(heard, "The portal is there, and follows its content.", "", `PAGE_HEIGHT ${data.height}`);
    }
  };
  window.addEventListener("message", listen, { signal: closed });
  closed.addEventListener("abort", () => clearTimeout(silence));
  heard.before(iframe);
}

function say(heard, text, kind = "", title = "") {
  heard.hidden = false;
  heard.className = `heard ${kind}`;
  const head = document.createElement("code");
  head.textContent = title;
  heard.replaceChildren(...(title ? [head] : []), text);
}

/** The last character of the claims: what stays readable, but was not signed. */
function tamper(token) {
  const [header, claims, signature] = token.split(".");
  const last = claims.endsWith("A") ? "B" : "A";
  return [header, claims.slice(0, -1) + last, signature].join(".");
}

async function post(path) {
  let response;
  try {
    response = await fetch(new URL(`api/demo/users/${path}`, base), {
      method: "POST",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    if (response.status === 204) return undefined;
    const body = await response.json();
    if (response.ok) return body.publicToken;
  } catch {
    throw new Error("The server did not answer. Is the sample still running?");
  }
  throw new Error(`The server answered ${response.status}.`);
}
