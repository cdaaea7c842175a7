import { $, act, button, confirmed, element, facts, show, state } from "./page.js";
import { request } from "./request.js";

const PLACEHOLDERS = { tenantId: "org_001", email: "alice@example.com", enrollmentId: "enr_…" };

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
    element(
      "div",
      { class: "changes" },
      field("email", "New email", email, "Set email", (value) => setEmail(id, value)),
      field("tenant-id", "New tenant id", tenantId ?? "", "Set tenant id", (value) => setTenantId(id, value), ...(tenantId
        ? [button("remove-tenant-id", "quiet", "Remove tenant id", () => act(panel, () => removeTenantId(id)))]
        : [])),
      field("winner-id", "Merge into the enrollment", "", "Merge", (value) => merge(id, value.trim())),
      element("div", { class: "line" }, button("erase", "danger", "Erase partner", () => erase(id))),
    ),
  );
}

/** A form of one text, which does something with it. */
function field(id, label, value, verb, action, ...more) {
  const input = element("input", {
    id,
    value,
    required: true,
    maxLength: 512,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: false,
  });
  return element(
    "form",
    {
      class: "fields",
      onsubmit: (event) => {
        event.preventDefault();
        action(input.value);
      },
    },
    element("label", { htmlFor: id, textContent: label }),
    element(
      "div",
      { class: "line" },
      input,
      element("button", { id: `set-${id}`, type: "submit", class: "quiet", textContent: verb }),
      ...more,
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

function setEmail(id, email) {
  act(panel, async () => {
    await request("PUT", `enrollments/${encodeURIComponent(id)}/email`, { email });
    await loadById(id);
    return "The email is changed. Tokens stay valid.";
  });
}

function setTenantId(id, tenantId) {
  act(panel, async () => {
    await request("PUT", `enrollments/${encodeURIComponent(id)}/tenant-id`, { tenantId });
    await loadById(id);
    return "The tenant id is changed. Tokens stay valid.";
  });
}

async function removeTenantId(id) {
  await request("PUT", `enrollments/${encodeURIComponent(id)}/tenant-id`, {});
  await loadById(id);
  return "The tenant id is removed. The next request that names this partner with a tenant id sets it again.";
}

async function merge(id, into) {
  const text = `${id} is deleted, and its tokens end. ${into} keeps its email, and gets the tenant id if it has none. This cannot be undone.`;
  if (await confirmed(`Merge ${id} into ${into}?`, text, "Merge the enrollments")) {
    act(panel, async () => {
      await request("POST", `enrollments/${encodeURIComponent(id)}/merge`, { into });
      await loadById(into);
      return `${id} is merged into this enrollment.`;
    });
  }
}

async function erase(id) {
  const text = "The partner’s email, name, tenant ids and enrollments are deleted, in every program. All its tokens end. This cannot be undone.";
  if (await confirmed(`Erase the partner of ${id}?`, text, "Erase the partner")) {
    act(panel, async () => {
      await request("POST", `enrollments/${encodeURIComponent(id)}/erasure`, {});
      show($("enrollment-list"), []);
      return `The partner of ${id} is erased.`;
    });
  }
}

/** The search may have been for what is different now. */
function loadById(enrollmentId) {
  search = { enrollmentId };
  return load();
}
