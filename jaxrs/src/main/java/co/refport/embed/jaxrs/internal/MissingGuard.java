package co.refport.embed.jaxrs.internal;

import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * The rejection of a request that no guard has processed: the host has forgotten the guard, or the
 * path is spelled so that the filter's mapping does not match it while JAX-RS does.
 */
public final class MissingGuard {

  private static final System.Logger LOG = System.getLogger("co.refport.embed");
  private static final OncePerMinute WARNING = new OncePerMinute(System::nanoTime);

  /** For the log of a server, when a servlet or other code without JAX-RS lets it through. */
  private static final String MESSAGE =
      "No guard has processed this request: map EmbedPortalFilter in front of it, or register a"
          + " subclass of EmbedTokenGuard for its resource.";

  private MissingGuard() {}

  /**
   * Returns what the caller throws. In JAX-RS it holds the whole response, which no mapper of the
   * host's replaces; without JAX-RS it is an {@link IllegalStateException}.
   *
   * @param place what the request has reached; never anything that the request contains
   */
  public static RuntimeException rejection(String place) {
    return rejection(place, WARNING);
  }

  static RuntimeException rejection(String place, OncePerMinute warning) {
    String requestId = UUID.randomUUID().toString();
    if (warning.tryAcquire()) {
      LOG.log(
          Level.WARNING,
          "request {0} was rejected as TOKEN_MISSING: it reached {1} although no guard has processed"
              + " it. Map EmbedPortalFilter in front of it, or register a subclass of EmbedTokenGuard."
              + " If that is done, the path was spelled to bypass the mapping."
              + " This is logged at most once a minute.",
          requestId,
          place);
    }
    try {
      return JaxrsAnswer.exception(MESSAGE, PortalGuard.shared().unguarded(requestId));
    } catch (LinkageError | RuntimeException e) {
      // JAX-RS, its implementation or JSON-P is missing
      return new IllegalStateException(MESSAGE, e);
    }
  }
}
