package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A key that tokens are signed with. Immutable; {@link #toString()} leaves the key out.
 *
 * @param id the key id that a token's header names ({@code kid}), 1 to 64 characters
 * @param generation 1 for the first key, one more for each that follows
 * @param jwk the secret or private key as a JSON Web Key (RFC 7517) or, if the host has configured
 *     a key to encrypt it with, as a JSON Web Encryption (RFC 7516); at most 4,000 characters,
 *     which a store keeps as they are
 * @param createdAt when it was made; kept to the millisecond
 */
public record SigningKeyRecord(String id, int generation, String jwk, Instant createdAt) {

  /**
   * Refuses null components with a {@link NullPointerException}, and a generation below 1 with an
   * {@link IllegalArgumentException}.
   */
  public SigningKeyRecord {
    requireNonNull(id, "id");
    requireNonNull(jwk, "jwk");
    requireNonNull(createdAt, "createdAt");
    if (generation < 1) {
      throw new IllegalArgumentException("generation must be at least 1");
    }
  }

  @Override
  public String toString() {
    return "SigningKeyRecord[id=" + id + ", generation=" + generation + "]";
  }
}
