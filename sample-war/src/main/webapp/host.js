/**
 * The host page's own part. Which partner is signed in and which theme is chosen stand in the address, so that a
 * reload keeps them. All that it does with the portal is to set attributes of <refport-embed>.
 */
const BUSINESSES = {
  alice: {
    name: "Northlight Studio",
    outstanding: 4180,
    paid: 9325,
    invoices: [
      ["Harbour Books", 1240, "sent"],
      ["Mill & Meadow", 2940, "overdue"],
      ["Ottoline Press", 860, "paid"],
    ],
  },
  bruno: {
    name: "Bruno Ceramics",
    outstanding: 615,
    paid: 3480,
    invoices: [
      ["Café Linden", 615, "sent"],
      ["The Glasshouse", 1320, "paid"],
      ["Saltmarsh Inn", 2160, "paid"],
    ],
  },
  chiara: {
    name: "Vela Translations",
    outstanding: 1975,
    paid: 540,
    invoices: [
      ["Aurora Ferries", 1450, "sent"],
      ["Pinewood Clinic", 525, "sent"],
      ["Istria Tours", 540, "paid"],
    ],
  },
};

/** How the portal looks in this product; a system's theme is resolved here, since values have to be plain. */
const PORTAL_LOOKS = {
  light: { accent: "#5b2a4f", "on-accent": "#ffffff", page: "#f6f2f4", card: "#ffffff", ink: "#241a22", muted: "#685a65" },
  dark: { accent: "#dda9cc", "on-accent": "#2c1326", page: "#161217", card: "#1f1a1f", ink: "#f1eaf0", muted: "#b5a8b2" },
};
const THEMES = ["light", "dark", "system"];

const $ = (id) => document.getElementById(id);
const euros = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const address = new URL(location.href);

let user = address.searchParams.get("user") ?? "";
if (!Object.hasOwn(BUSINESSES, user)) user = "alice";
let theme = address.searchParams.get("theme") ?? "";
if (!THEMES.includes(theme)) theme = "system";

$("user").value = user;
$("user").addEventListener("change", () => {
  user = $("user").value;
  remember("user", user);
  showUser();
});
for (const choice of document.querySelectorAll("[name=theme]")) {
  choice.checked = choice.value === theme;
  choice.addEventListener("change", () => {
    theme = choice.value;
    remember("theme", theme);
    showTheme();
  });
}
darkSystem.addEventListener("change", showTheme);
showUser();
showTheme();

function showUser() {
  const { name, outstanding, paid, invoices } = BUSINESSES[user];
  $("business").textContent = name;
  $("outstanding").textContent = euros.format(outstanding);
  $("paid").textContent = euros.format(paid);
  $("invoices").replaceChildren(...invoices.map(invoice));
  set("token-url", `api/demo/users/${user}/token`);
}

function showTheme() {
  document.documentElement.dataset.theme = theme;
  const shown = theme === "system" ? (darkSystem.matches ? "dark" : "light") : theme;
  set("theme", theme);
  const looks = Object.entries(PORTAL_LOOKS[shown]).map(([name, value]) => [`--${name}`, value]);
  set("css-vars", JSON.stringify(Object.fromEntries(looks)));
}

/** An attribute that is set to what it is would open the portal again. */
function set(name, value) {
  if ($("portal").getAttribute(name) !== value) $("portal").setAttribute(name, value);
}

function remember(name, value) {
  address.searchParams.set(name, value);
  history.replaceState(null, "", address);
}

function invoice([client, amount, state]) {
  const item = document.createElement("li");
  for (const [kind, text] of [["client", client], ["amount", euros.format(amount)], [`state ${state}`, state]]) {
    const part = document.createElement("span");
    part.className = kind;
    part.textContent = text;
    item.append(part);
  }
  return item;
}
