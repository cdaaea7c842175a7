import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import {
  TokenError,
  configure,
  type RefportEmbedElement,
  type RefportEmbedEventMap,
} from "@refport/embed-element/react";

const portal = new URLSearchParams(location.search).get("portal");
if (portal === null) throw new Error("The address does not name the portal.");
configure({ baseUrl: portal });

async function fetchToken(user: string, signal: AbortSignal) {
  const response = await fetch(`/my/token?user=${user}`, { method: "POST", signal });
  if (!response.ok) throw new TokenError("The token was not minted.", { status: response.status });
  const { publicToken }: { publicToken: string } = await response.json();
  return publicToken;
}

/** The events as a framework does not see them: on the document, by their names. */
function useBubbled() {
  const [bubbled, setBubbled] = useState("");
  useEffect(() => {
    const listen = (event: RefportEmbedEventMap["refport-ready"]) =>
      setBubbled(`${event.type} ${event.detail.recovered}`);
    document.addEventListener("refport-ready", listen);
    return () => document.removeEventListener("refport-ready", listen);
  }, []);
  return bubbled;
}

function App() {
  const [renders, setRenders] = useState(0);
  const [accent, setAccent] = useState("#0a5c36");
  const [shown, setShown] = useState("");
  const bubbled = useBubbled();
  const element = useRef<RefportEmbedElement>(null);
  return (
    <main>
      <h1>A host of React 19</h1>
      <button onClick={() => setRenders(renders + 1)}>Render again</button>
      <button onClick={() => setAccent("#7a1fa2")}>Paint it</button>
      <button onClick={() => setShown(element.current?.label ?? "no element")}>Read the label</button>
      <output id="renders">{renders}</output>
      <output id="shown">{shown}</output>
      <output id="bubbled">{bubbled}</output>
      <refport-embed
        ref={element}
        className="portal"
        label="Your referrals"
        theme="dark"
        cssVars={{ "--accent": accent }}
        fetchToken={({ signal }) => fetchToken("ALICE", signal)}
        onrefport-ready={(event) => setShown(`ready ${event.detail.recovered}`)}
        onrefport-error={(event) => setShown(`${event.detail.code} ${event.detail.status}`)}
        onrefport-expiring={(event) => setShown(event.detail.expires.toISOString())}
      />
    </main>
  );
}

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
