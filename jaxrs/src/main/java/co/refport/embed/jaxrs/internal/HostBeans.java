package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;

/** Finds what the host offers as CDI beans. */
public final class HostBeans {

  private HostBeans() {}

  /** The application's one bean of this type, or an exception whose message is one sentence. */
  public static EmbedTokens tokens() {
    Instance<EmbedTokens> beans;
    try {
      beans = CDI.current().select(EmbedTokens.class);
    } catch (IllegalStateException | LinkageError e) {
      throw new IllegalStateException(
          "There is no CDI here to look for a bean of type EmbedTokens: override tokens().", e);
    }
    if (beans.isResolvable()) {
      return beans.get();
    }
    throw new IllegalStateException(problem(beans.isUnsatisfied()));
  }

  static String problem(boolean none) {
    return "The application has "
        + (none ? "no" : "more than one")
        + " CDI bean of type co.refport.embed.EmbedTokens but must have exactly one, or override"
        + " tokens() where it mounts the endpoint.";
  }
}
