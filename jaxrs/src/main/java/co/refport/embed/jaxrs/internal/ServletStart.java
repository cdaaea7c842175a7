package co.refport.embed.jaxrs.internal;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletException;

/** What a servlet or filter of ours needs, asked for when it starts. */
public final class ServletStart {

  private ServletStart() {}

  /** Throws with one sentence what is missing. */
  public static void require(KnownTokens tokens) throws ServletException {
    try {
      JsonProvider.provider();
    } catch (LinkageError | JsonException e) {
      throw new ServletException(
          "There is no JSON-P implementation here: add one, for instance"
              + " org.eclipse.parsson:parsson.",
          e);
    }
    try {
      tokens.get();
    } catch (IllegalStateException e) {
      throw new ServletException(e.getMessage(), e);
    }
  }
}
