import { portal } from "../refport/portal.js";
import { drawBars } from "./chart.js";

const SUMMARY = "../api/portal/summary";
const REQUEST_TIMEOUT_MS = 15_000;
const MESSAGE_MS = 2500;

const $ = (id) => document.getElementById(id);
const count = new Intl.NumberFormat("en");
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });

let summary;
let loading = false;

portal.addEventListener("ended", (event) => showProblem(event.detail.code));
portal.addEventListener("token", () => {
  if (!$("problem").hidden) load();
});
$("retry").addEventListener("click", load);
$("copy-link").addEventListener("click", () => copy($("copy-link"), $("link"), $("link").value));
$("copy-invitation").addEventListener("click", () => {
  const text = `${$("invitation").value.trim()}\n${$("link").value}`.trim();
  copy($("copy-invitation"), $("invitation"), text);
});
for (const choice of document.querySelectorAll("[name=series]")) choice.addEventListener("change", draw);
new ResizeObserver(draw).observe($("chart"));
load();

async function load() {
  if (loading) return;
  loading = true;
  try {
    const answer = await portal.fetch(SUMMARY, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    const body = await answer.json();
    if (answer.ok) show(body);
    else showProblem(body.error?.code);
  } catch {
    showProblem();
  } finally {
    loading = false;
    $("loading").hidden = true;
  }
}

function show(body) {
  summary = body;
  const { name, referralLink, totals, weeks } = body;
  $("greeting").textContent = `Hello, ${name}`;
  $("link").value = referralLink;
  $("clicks").textContent = count.format(totals.clicks);
  $("leads").textContent = count.format(totals.leads);
  $("earnings").textContent = money(totals.earningsCents);
  $("rows").replaceChildren(...weeks.toReversed().map(row));
  $("empty").hidden = weeks.length > 0;
  $("numbers").hidden = weeks.length === 0;
  $("problem").hidden = true;
  $("content").hidden = false;
  draw();
}

/** What was shown stays, and with it what was typed. */
function showProblem(code = "") {
  const [title, text] =
    code === "ENROLLMENT_INACTIVE"
      ? ["Your participation has ended", "Please get in touch with us if you think that it should not have."]
      : code.startsWith("TOKEN_")
        ? ["Your session is over", "Reload the page to go on."]
        : ["Your numbers cannot be loaded right now", "Nothing is lost. Please try again in a moment."];
  $("problem-title").textContent = title;
  $("problem-text").textContent = text;
  $("retry").hidden = code === "ENROLLMENT_INACTIVE" || code.startsWith("TOKEN_");
  $("loading").hidden = true;
  $("problem").hidden = false;
}

function draw() {
  if (!summary?.weeks.length) return;
  const name = document.querySelector("[name=series]:checked").value;
  const format = name === "earnings" ? money : (value) => count.format(value);
  const bars = summary.weeks.map((week) => {
    const value = name === "earnings" ? week.earningsCents : week[name];
    const label = day.format(new Date(week.start));
    return { label, value, text: `Week of ${label}: ${format(value)}` };
  });
  const newest = bars.at(-1);
  const best = bars.reduce((most, bar) => (bar.value > most.value ? bar : most));
  $("chart-title").textContent = `${name[0].toUpperCase()}${name.slice(1)} of each of the last 12 weeks`;
  $("chart-text").textContent = `This week: ${format(newest.value)}. Most: ${format(best.value)}, in the week of ${best.label}.`;
  drawBars($("chart"), bars, name === "earnings" ? (cents) => money(cents, 0) : format);
}

function row({ start, clicks, leads, earningsCents }) {
  const made = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = day.format(new Date(start));
  made.append(
    head,
    ...[count.format(clicks), count.format(leads), money(earningsCents)].map((text) => {
      const cell = document.createElement("td");
      cell.textContent = text;
      return cell;
    }),
  );
  return made;
}

function money(cents, digits = 2) {
  const { currency } = summary;
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

/** Where the browser does not let us copy, the field is selected, and a person can. */
async function copy(button, field, text) {
  const before = (button.dataset.label ??= button.textContent);
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    $("copied").textContent = "Copied to the clipboard";
  } catch {
    field.select();
    button.textContent = "Selected";
    $("copied").textContent = "Selected: copy it now";
  }
  setTimeout(() => {
    button.textContent = before;
    $("copied").textContent = "";
  }, MESSAGE_MS);
}
