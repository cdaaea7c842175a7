const REQUEST_TIMEOUT_MS = 10_000;

/** What each member of the token means. */
const MEANING = {
  alg: "how it is signed",
  kid: "which of the server’s keys has signed it",
  typ: "what kind of token it is",
  iss: "who has minted it",
  aud: "whom it is for",
  sub: "the partner’s enrollment",
  prg: "the program",
  akid: "the API key’s id, never the key",
  rev: "the enrollment’s revision: raising it revokes all its tokens",
  jti: "this very token",
  iat: "minted at",
  exp: "refused from",
};

const $ = (id) => document.getElementById(id);
let ticking = 0;

/** Where this application is mounted, without a slash at the end. */
const base = new URL(".", location.href).href.replace(/\/$/, "");

$("curl").textContent = $("curl").textContent.replace("http://localhost:8080", base);
$("copy").hidden = false;
$("mint").hidden = false;
$("copy").addEventListener("click", copy);
$("mint").addEventListener("click", mint);

async function copy() {
  try {
    await navigator.clipboard.writeText($("curl").textContent);
    sayCopied("Copied");
  } catch {
    getSelection().selectAllChildren($("curl")); // browsers refuse where there is no https
    sayCopied("Selected");
  }
}

function sayCopied(word) {
  $("copy").textContent = word;
  $("copied").textContent = word === "Copied" ? "Command copied" : "Command selected: copy it now";
  setTimeout(() => {
    $("copy").textContent = "Copy";
    $("copied").textContent = "";
  }, 2500);
}

async function mint() {
  if ($("mint").ariaDisabled === "true") {
    return;
  }
  $("mint").ariaDisabled = "true"; // not "disabled", which would take the focus away
  $("mint").textContent = "Minting…";
  try {
    show(await requestToken());
    $("mint").textContent = "Mint a new token";
  } catch (problem) {
    showProblem(problem.message);
    $("mint").textContent = "Try again";
  } finally {
    $("mint").ariaDisabled = "false";
  }
}

async function requestToken() {
  let response;
  let body;
  try {
    response = await fetch("api/demo/users/alice/token", {
      method: "POST",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    body = await response.json();
  } catch {
    throw new Error(
      response
        ? `The server answered ${response.status}, but not in JSON.`
        : "The server did not answer. Is the sample still running?",
    );
  }
  if (!response.ok) {
    throw new Error(`${body.error.message} (${response.status} ${body.error.code}).`);
  }
  return body;
}

function show({ publicToken, expires }) {
  const [header, claims, signature] = publicToken.replace(/^pt_/, "").split(".");
  $("part-1").textContent = header;
  $("part-2").textContent = claims;
  $("part-3").textContent = signature;
  list($("header"), decode(header));
  const { iat } = list($("claims"), decode(claims));
  $("problem").hidden = true;
  $("result").hidden = false;
  const lifetime = Date.parse(expires) - iat * 1000;
  countDown(lifetime);
  $("said").textContent = `Token minted. It is refused in ${inWords(lifetime)}.`;
}

function showProblem(text) {
  clearInterval(ticking);
  $("result").hidden = true;
  $("problem").hidden = false;
  $("problem-text").textContent = text;
}

function decode(part) {
  const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function list(target, members) {
  target.replaceChildren(
    ...Object.entries(members).flatMap(([name, value]) => {
      const term = document.createElement("dt");
      term.textContent = name;
      const description = document.createElement("dd");
      const meaning = document.createElement("small");
      meaning.textContent = MEANING[name] ?? "";
      if (name === "iat" || name === "exp") {
        meaning.textContent += ` ${new Date(value * 1000).toLocaleString()}`;
      }
      description.append(String(value), meaning);
      return [term, description];
    }),
  );
  return members;
}

/** Counts from now on, so that a browser whose clock is wrong shows the truth all the same. */
function countDown(lifetime) {
  const end = Date.now() + lifetime;
  clearInterval(ticking);
  const tick = () => {
    const left = Math.max(0, end - Date.now());
    const seconds = Math.ceil(left / 1000);
    const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
    if (lifetime >= 3_600_000) {
      parts.unshift(Math.floor(seconds / 3600));
    }
    $("clock").textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
    $("bar").style.transform = `scaleX(${left / lifetime})`;
    $("countdown").classList.toggle("over", left === 0);
    $("clock-text").textContent = left === 0 ? "over: the server refuses this token" : "until this token is refused";
    if (left === 0) {
      clearInterval(ticking);
      $("said").textContent = "The token has expired.";
    }
  };
  ticking = setInterval(tick, 250);
  tick();
}

function inWords(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
