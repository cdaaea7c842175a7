package co.refport.embed;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A minted token. Immutable.
 *
 * <p>{@link #toString()} leaves the token out, so that it does not end up in a log.
 *
 * @param publicToken the token: {@code pt_} and a compact JWS (RFC 7515); safe to hand to the one
 *     partner's browser, and to nobody else
 * @param expires the instant from which the token is refused; a whole second
 */
public record EmbedToken(String publicToken, Instant expires) {

  /** Refuses null components with a {@link NullPointerException}. */
  public EmbedToken {
    requireNonNull(publicToken, "publicToken");
    requireNonNull(expires, "expires");
  }

  @Override
  public String toString() {
    return "EmbedToken[publicToken=(hidden), expires=" + expires + "]";
  }
}
