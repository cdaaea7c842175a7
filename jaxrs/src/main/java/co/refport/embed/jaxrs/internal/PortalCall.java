package co.refport.embed.jaxrs.internal;

import org.jspecify.annotations.Nullable;

/** A request to what a guard of ours stands in front of. */
public interface PortalCall extends HttpCall {

  /** The query string as it was sent; null when there is none. */
  @Nullable String query();
}
