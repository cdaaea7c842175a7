/** Calls the operator's API; the browser adds the password. */
const TIMEOUT_MS = 10_000;

/** Without a name and password that may stand in the page's own address: fetch refuses them. */
const API = new URL("../api/operator/", location.origin + location.pathname);

/** Gives the answer's body, if it has one; throws an Error whose message is for the reader. */
export async function request(method, path, body) {
  const response = await send(method, path, body);
  if (response.status === 204) {
    return undefined;
  }
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer) {
    return answer;
  }
  throw new Error(inWords(response, answer?.error?.message));
}

async function send(method, path, body) {
  try {
    return await fetch(new URL(path, API), {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new Error("The server did not answer. Is the sample still running?");
  }
}

function inWords(response, message = "The server’s answer makes no sense") {
  const sentence = message.endsWith(".") ? message : `${message}.`;
  switch (response.status) {
    case 401:
      return "You are not signed in any more. Reload the page to sign in again.";
    case 503:
      return `${sentence} It may or may not have been done: try again in a moment.`;
    default:
      return response.status < 500 ? sentence : `${sentence} (The server answered ${response.status}.)`;
  }
}
