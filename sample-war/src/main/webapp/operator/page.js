/** What the sections of the page share: elements, their panel's messages, and the question before the worst. */
export const $ = (id) => document.getElementById(id);

/** An element with these properties and children; "class" and names with a dash are attributes. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class" || key.includes("-")) {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
    }
  }
  made.append(...children);
  return made;
}

export function button(id, kind, text, onclick, properties = {}) {
  return element("button", { id, type: "button", class: kind, textContent: text, onclick, ...properties });
}

export function state(word) {
  return element("span", { class: `state ${word}`, textContent: word });
}

/** Terms and what they are; what is undefined is left out. */
export function facts(members) {
  return element(
    "dl",
    { class: "facts" },
    ...Object.entries(members)
      .filter(([, value]) => value !== undefined)
      .map(([term, value]) =>
        element("div", {}, element("dt", { textContent: term }), element("dd", {}, value))),
  );
}

export function time(instant, otherwise) {
  return instant
    ? element("time", {
      dateTime: instant,
      textContent: new Date(instant).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }),
    })
    : otherwise;
}

/** Replaces a list's items, and leaves the focus where it was, or near. */
export function show(list, items) {
  const panel = list.closest(".panel");
  const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
  list.replaceChildren(...items);
  if (focused) {
    ($(focused) ?? panel.querySelector("h2")).focus();
  }
}

/** Does one thing at a time in a panel, and says there what came of it. */
export async function act(panel, action) {
  if (panel.ariaBusy === "true") {
    return;
  }
  panel.ariaBusy = "true";
  const problem = panel.querySelector(".problem");
  const said = panel.querySelector(".said");
  said.textContent = "";
  try {
    const sentence = await action();
    problem.hidden = true;
    said.textContent = sentence ?? "";
  } catch (failure) {
    problem.hidden = false;
    problem.textContent = failure.message;
  } finally {
    panel.ariaBusy = "false";
  }
}

/** Asks; the answer is no for whoever presses Escape. */
export function confirmed(title, text, yes) {
  const dialog = $("confirm");
  $("confirm-title").textContent = title;
  $("confirm-text").textContent = text;
  $("confirm-yes").textContent = yes;
  return new Promise((resolve) => {
    const answer = (value) => () => {
      dialog.onclose = null;
      dialog.close();
      resolve(value);
    };
    $("confirm-yes").onclick = answer(true);
    $("confirm-no").onclick = answer(false);
    dialog.onclose = answer(false);
    dialog.showModal();
  });
}
