/**
 * The host page's side of the embed, loaded as a module from the application that serves the portal:
 *
 *     <script type="module" src="https://portal.example.com/refport/embed.js"></script>
 *     <refport-embed token-url="/my/token" theme="dark"></refport-embed>
 *
 * The portal is looked for in that application, unless `base-url` names another one.
 */
import { configure } from "./embed-element.js";

configure({ baseUrl: new URL("..", import.meta.url) });

export * from "./embed-element.js";
