// never run: what the compiler must accept, and what it must reject
import "@refport/embed-element/react";

export function typed() {
  const element = document.createElement("refport-embed");
  element.fetchToken = ({ signal }) => (signal.aborted ? "" : "pt_token");
  element.reset();
  element.addEventListener("refport-error", (event) => event.detail.code.startsWith("TOKEN_"));
  document.querySelector("refport-embed")?.addEventListener("refport-expiring", ({ detail }) => detail.expires.valueOf());

  // @ts-expect-error: no such property
  element.tokenURL = "/my/token";
  // @ts-expect-error: no such detail
  element.addEventListener("refport-ready", (event) => event.detail.code);

  return (
    <>
      <refport-embed token-url="/my/token" base-url="https://portal.example.com" css-vars="{}" />
      <refport-embed tokenUrl="/my/token" locale="de" path="embed/referrals" className="portal" hidden />
      {/* @ts-expect-error: an object, or its JSON text */}
      <refport-embed cssVars={1} />
      {/* @ts-expect-error: gives a token */}
      <refport-embed fetchToken={() => 1} />
      {/* @ts-expect-error: no such property */}
      <refport-embed tokenURL="/my/token" />
      {/* @ts-expect-error: no such detail */}
      <refport-embed onrefport-ready={(event) => event.detail.code} />
    </>
  );
}
