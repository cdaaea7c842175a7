import type { EmitFn, HTMLAttributes, PublicProps } from "vue";
import type { RefportEmbedElement } from "../lib/embed-element.js";
import type { RefportEmbedEventMap, RefportEmbedProperties } from "./index.js";

export * from "./index.js";

/** How Vue's templates see the element. */
type RefportEmbedComponent = new () => RefportEmbedElement & {
  /** Only for the types of templates. */
  $props: HTMLAttributes & RefportEmbedProperties & PublicProps;
  /** Only for the types of templates. */
  $emit: EmitFn<{
    [Name in keyof RefportEmbedEventMap]: (event: RefportEmbedEventMap[Name]) => void;
  }>;
};

declare module "vue" {
  interface GlobalComponents {
    "refport-embed": RefportEmbedComponent;
  }
}
