package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a token names. Immutable. The signature was checked: this deployment has written it.
 *
 * @param programId the program
 * @param enrollmentId the enrollment
 * @param apiKeyId the id of the API key that it was minted with; null when it was minted in process
 * @param tokenId its own id, 1 to 64 characters
 */
public record TokenReference(
    String programId, String enrollmentId, @Nullable String apiKeyId, String tokenId) {

  /** Refuses null where it is not allowed with a {@link NullPointerException}. */
  public TokenReference {
    requireNonNull(programId, "programId");
    requireNonNull(enrollmentId, "enrollmentId");
    requireNonNull(tokenId, "tokenId");
  }
}
