import { $, act, button, element, facts, show, state } from "./page.js";
import { request } from "./request.js";

const PLACEHOLDERS = { tenantId: "org_001", email: "alice@example.com" };

const panel = $("enrollments");

/** What was looked up last, to look it up again after a change. */
let search = {};

export function start() {
  $("search-by").addEventListener("change", () => {
    $("search-for").placeholder = PLACEHOLDERS[$("search-by").value];
  });
  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = { [$("search-by").value]: $("search-for").value };
    act(panel, () => {
      search = wanted;
      return load();
    });
  });
}

async function load() {
  try {
    show($("enrollment-list"), [item(await request("POST", "enrollments/search", search))]);
  } catch (failure) {
    show($("enrollment-list"), []);
    throw failure;
  }
}

function item({ id, tenantId, email, active }) {
  return element(
    "li",
    { class: "row" },
    element("h3", {}, element("code", { textContent: id }), state(active ? "active" : "suspended")),
    facts({ Email: email, "Tenant id": tenantId ?? "none" }),
    element(
      "div",
      { class: "line" },
      active
        ? button("suspend", "danger", "Suspend", () => act(panel, () => activate(id, false)))
        : button("suspend", "quiet", "Resume", () => act(panel, () => activate(id, true))),
      button("revoke-tokens", "quiet", "Revoke all tokens", () => act(panel, () => revoke(id))),
    ),
  );
}

async function activate(id, active) {
  await request("PUT", `enrollments/${encodeURIComponent(id)}/active`, { active });
  await load();
  return active ? "The partner is let in again." : "The partner is suspended: no new tokens, and those there are let nobody in.";
}

async function revoke(id) {
  await request("POST", `enrollments/${encodeURIComponent(id)}/revocation`, {});
  return "All tokens until now are revoked. New ones can be minted.";
}
