import type { RefportEmbedElement } from "../lib/embed-element.js";

export * from "../lib/embed-element.js";

/** The detail of `refport-ready`: the portal is in the page. */
export interface RefportReadyDetail {
  /** Whether the portal had failed before. */
  readonly recovered: boolean;
}

/** The detail of `refport-error`. */
export interface RefportErrorDetail {
  /** One of the portal's error codes, `TOKEN_UNAVAILABLE` or `PORTAL_SILENT`. */
  readonly code: string;
  /** For developers, not for visitors. */
  readonly message: string;
  /** What `fetchToken` threw, if it did. */
  readonly cause?: unknown;
  /** The HTTP status of the token endpoint's response, if it responded. */
  readonly status?: number | undefined;
}

/** The detail of `refport-expiring`: the token ends soon, and no source of tokens is set. */
export interface RefportExpiringDetail {
  readonly expires: Date;
}

/** The element's events. They bubble and leave shadow trees. */
export interface RefportEmbedEventMap {
  "refport-ready": CustomEvent<RefportReadyDetail>;
  "refport-error": CustomEvent<RefportErrorDetail>;
  "refport-expiring": CustomEvent<RefportExpiringDetail>;
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
