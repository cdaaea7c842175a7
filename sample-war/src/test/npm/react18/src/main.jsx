import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "@refport/embed-element";

const portal = new URLSearchParams(location.search).get("portal");

function App() {
  const [renders, setRenders] = useState(0);
  const [shown, setShown] = useState("");
  const element = useRef(null);
  useEffect(() => {
    const listen = ({ detail }) => setShown(`ready ${detail.recovered}`);
    const { current } = element;
    current.addEventListener("refport-ready", listen);
    return () => current.removeEventListener("refport-ready", listen);
  }, []);
  return (
    <main>
      <h1>A host of React 18</h1>
      <button onClick={() => setRenders(renders + 1)}>Render again</button>
      <output id="renders">{renders}</output>
      <output id="shown">{shown}</output>
      <refport-embed
        ref={element}
        base-url={portal}
        token-url="/my/token?user=ALICE"
        label="Your referrals"
        theme="dark"
        css-vars={JSON.stringify({ "--accent": "#0a5c36" })}
      />
    </main>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
