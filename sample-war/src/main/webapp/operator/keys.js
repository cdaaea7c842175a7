import { $, act, button, confirmed, element, facts, show, state, time } from "./page.js";
import { request } from "./request.js";

const WAITS = { P1D: "in a day", P7D: "in a week", PT1H: "in an hour", PT0S: "now" };

const panel = $("keys");

export function start() {
  $("issue").addEventListener("submit", (event) => {
    event.preventDefault();
    act(panel, issue);
  });
  $("copy").addEventListener("click", copy);
  $("forget").addEventListener("click", forget);
  act(panel, load);
}

async function load() {
  const { keys } = await request("GET", "keys");
  show($("key-list"), keys.map((key) => item(key)));
}

async function issue() {
  const expiresIn = $("lifetime").value;
  const { key } = await request("POST", "keys", expiresIn ? { expiresIn } : {});
  $("issued-key").textContent = key;
  $("issued").hidden = false;
  $("issued-title").focus();
  await load();
}

async function copy() {
  let word = "Copied";
  try {
    await navigator.clipboard.writeText($("issued-key").textContent);
  } catch {
    getSelection().selectAllChildren($("issued-key")); // browsers refuse where there is no https
    word = "Selected";
  }
  $("copy").textContent = word;
  panel.querySelector(".said").textContent = word === "Copied" ? "The key is copied." : "The key is selected: copy it now.";
}

function forget() {
  $("issued").hidden = true;
  $("issued-key").textContent = "";
  $("copy").textContent = "Copy";
  panel.querySelector(".said").textContent = "";
  $("keys-title").focus();
}

function item(key) {
  return element(
    "li",
    { class: "row" },
    element("h3", {}, element("code", { textContent: key.id }), state(key.state)),
    facts({
      Created: time(key.createdAt),
      Expires: time(key.expiresAt, "never"),
      "Last used": time(key.lastUsedAt, "never"),
      Revoked: time(key.revokedAt),
    }),
    ...(key.state === "revoked" ? [] : [actions(key)]),
  );
}

function actions({ id, state: now }) {
  const wait = element(
    "select",
    { id: `wait-${id}`, "aria-label": `When ${id} is to expire` },
    ...Object.entries(WAITS).map(([value, textContent]) => element("option", { value, textContent })),
  );
  const expiring = element(
    "div",
    { class: "pair" },
    wait,
    button(`expire-${id}`, "quiet", "Expire", () => act(panel, () => expire(id, wait)), {
      "aria-label": `Expire ${id}`,
    }),
  );
  return element(
    "div",
    { class: "line" },
    ...(now === "active" ? [expiring] : []),
    button(`revoke-${id}`, "danger", "Revoke", () => revoke(id), { "aria-label": `Revoke ${id}` }),
  );
}

async function expire(id, wait) {
  await request("PUT", `keys/${encodeURIComponent(id)}/expiry`, { expiresIn: wait.value });
  await load();
  return `${id} expires ${WAITS[wait.value]}, or earlier if it was to.`;
}

async function revoke(id) {
  const text = "It is refused at once, and so is every token that was minted with it. This cannot be undone.";
  if (await confirmed(`Revoke ${id}?`, text, "Revoke the key")) {
    act(panel, async () => {
      await request("POST", `keys/${encodeURIComponent(id)}/revocation`, {});
      await load();
      return `${id} is revoked, and all its tokens.`;
    });
  }
}
