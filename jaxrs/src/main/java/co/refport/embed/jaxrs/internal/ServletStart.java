package co.refport.embed.jaxrs.internal;

import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletException;

/** What a servlet or filter of ours needs, asked for when it starts. */
public final class ServletStart {

  private ServletStart() {}

  /** Throws with one sentence what is missing. */
  public static void require(KnownTokens tokens) throws ServletException {
    try {
      requireJson();
      tokens.get();
    } catch (IllegalStateException e) {
      throw new ServletException(e.getMessage(), e);
    }
  }

  /** Throws with one sentence when there is no JSON-P, or only its interfaces. */
  static void requireJson() {
    try {
      JsonProvider.provider();
    } catch (LinkageError | RuntimeException e) {
      // not JsonException: where that is missing, this class could not be loaded
      throw new IllegalStateException(
          "There is no JSON-P implementation here: add one, for instance"
              + " org.eclipse.parsson:parsson.",
          e);
    }
  }
}
