import type { EmbedFailure, RefportEmbedElement } from "../lib/embed-element.js";

export * from "../lib/embed-element.js";

/** The element's events. They bubble and leave shadow trees. */
export interface RefportEmbedEventMap {
  "refport-ready": CustomEvent<{ readonly recovered: boolean }>;
  "refport-error": CustomEvent<Readonly<EmbedFailure>>;
  "refport-expiring": CustomEvent<{ readonly expires: Date }>;
}

/** The properties that a framework sets. */
export type RefportEmbedProperties = Partial<
  Pick<
    RefportEmbedElement,
    | "tokenUrl"
    | "token"
    | "fetchToken"
    | "baseUrl"
    | "path"
    | "theme"
    | "cssVars"
    | "label"
    | "texts"
    | "locale"
  >
>;

declare global {
  interface HTMLElementTagNameMap {
    "refport-embed": RefportEmbedElement;
  }

  // elements, documents and windows: the events bubble
  interface GlobalEventHandlersEventMap extends RefportEmbedEventMap {}
}
