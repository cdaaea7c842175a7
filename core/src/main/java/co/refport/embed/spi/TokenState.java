package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import co.refport.embed.EmbeddedPartner;
import java.util.List;

/**
 * What a token's use depends on, as the store knows it now. Immutable.
 *
 * @param partner the partner, its enrollment, program and organization
 * @param active whether both the enrollment and the program are
 * @param revision the enrollment's revision: tokens of a lower one are revoked
 * @param revoked whether the token itself is, or the API key that it was minted with
 * @param origins the program's origins, in the forms that {@link ProgramRecord} lists
 */
public record TokenState(
    EmbeddedPartner partner, boolean active, int revision, boolean revoked, List<String> origins) {

  /**
   * Copies the list; refuses null components with a {@link NullPointerException}, and an origin
   * that is none with an {@link IllegalArgumentException}.
   */
  public TokenState {
    requireNonNull(partner, "partner");
    origins = ProgramRecord.requireOrigins(origins);
  }
}
