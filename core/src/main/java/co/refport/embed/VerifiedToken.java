package co.refport.embed;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A token that was found good for one request: signed by this deployment, not expired, not revoked,
 * for an active enrollment in an active program. Immutable; true at the moment of the request only.
 *
 * @param partner whom it lets in
 * @param tokenId its id ({@code jti})
 * @param expires the instant from which it is refused; a whole second
 * @param timeLeft how long that is from the moment at which it was judged; positive
 * @param origins the origins that may frame the program's portal, in the forms that {@link
 *     co.refport.embed.spi.ProgramRecord} lists; empty if only the portal's own origin may
 */
public record VerifiedToken(
    EmbeddedPartner partner,
    String tokenId,
    Instant expires,
    Duration timeLeft,
    List<String> origins) {

  /** Copies the list; refuses null components with a {@link NullPointerException}. */
  public VerifiedToken {
    requireNonNull(partner, "partner");
    requireNonNull(tokenId, "tokenId");
    requireNonNull(expires, "expires");
    requireNonNull(timeLeft, "timeLeft");
    origins = List.copyOf(origins);
  }
}
