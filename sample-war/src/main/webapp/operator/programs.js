import { $, act, button, element, facts, show, state, time } from "./page.js";
import { request } from "./request.js";

const panel = $("programs");

export function start() {
  $("create").addEventListener("submit", (event) => {
    event.preventDefault();
    act(panel, create);
  });
  act(panel, load);
}

async function load() {
  const { programs } = await request("GET", "programs");
  $("create").hidden = programs.some((program) => program.active);
  show($("program-list"), programs.map((program) => item(program)));
}

async function create() {
  const { id } = await request("POST", "programs", { origins: lines($("create-origins")) });
  $("create-origins").value = "";
  await load();
  $("programs-title").focus();
  return `The program ${id} is there, and active.`;
}

function item({ id, active, origins, createdAt }) {
  const field = element("textarea", {
    id: `origins-${id}`,
    rows: Math.max(2, origins.length),
    value: origins.join("\n"),
    spellcheck: false,
    placeholder: "its own origin only",
    "aria-describedby": "origins-hint",
  });
  return element(
    "li",
    {},
    element("h3", {}, element("code", { textContent: id }), state(active ? "active" : "inactive")),
    facts({ Created: time(createdAt) }),
    element(
      "div",
      { class: "fields" },
      element("div", {}, element("label", { htmlFor: field.id, textContent: `Origins that may frame the portal of ${id}` }), field),
    ),
    element(
      "div",
      { class: "line" },
      button(`save-${id}`, "quiet", "Save origins", () => act(panel, () => save(id, field)), {
        "aria-label": `Save origins of ${id}`,
      }),
      active
        ? button(`active-${id}`, "danger", "Deactivate", () => act(panel, () => activate(id, false)), {
          "aria-label": `Deactivate ${id}`,
        })
        : button(`active-${id}`, "quiet", "Activate", () => act(panel, () => activate(id, true)), {
          "aria-label": `Activate ${id}`,
        }),
    ),
  );
}

async function save(id, field) {
  await request("PUT", `programs/${encodeURIComponent(id)}/origins`, { origins: lines(field) });
  await load();
  return `The origins of ${id} are saved.`;
}

async function activate(id, active) {
  await request("PUT", `programs/${encodeURIComponent(id)}/active`, { active });
  await load();
  return active ? `${id} is active.` : `${id} is not active: nobody is let in.`;
}

function lines(field) {
  return field.value.split(/\s+/).filter((line) => line);
}
