import type { HTMLAttributes, RefAttributes } from "react";
import type { RefportEmbedElement } from "../lib/embed-element.js";
import type { RefportEmbedEventMap, RefportEmbedProperties } from "./index.js";

export * from "./index.js";

/** React 19 adds a listener for each property that starts with `on`. */
type RefportEmbedListeners = {
  [Name in keyof RefportEmbedEventMap as `on${Name}`]?:
    | ((event: RefportEmbedEventMap[Name]) => void)
    | undefined;
};

/** What React 18 sets instead of properties. React 19 takes both. */
interface RefportEmbedAttributes {
  "token-url"?: string | undefined;
  "base-url"?: string | undefined;
  /** JSON text */
  "css-vars"?: string | undefined;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "refport-embed": Omit<HTMLAttributes<RefportEmbedElement>, keyof RefportEmbedProperties> &
        RefAttributes<RefportEmbedElement> &
        RefportEmbedProperties &
        RefportEmbedListeners &
        RefportEmbedAttributes;
    }
  }
}
