package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of an API key. Immutable. The key itself is not stored.
 *
 * @param id a random id, 1 to 64 characters
 * @param organizationId whose key it is, 1 to 64 characters
 * @param sha256 {@link co.refport.embed.ApiKey#sha256()} of the key
 * @param createdAt when it was issued; kept to the millisecond
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt when it was revoked; null when it was not
 * @param lastUsedAt when it was last used, as exactly as {@link co.refport.embed.ApiKeys} says;
 *     null when it never was
 */
public record ApiKeyRecord(
    String id,
    String organizationId,
    String sha256,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  /** Refuses null where it is not allowed with a {@link NullPointerException}. */
  public ApiKeyRecord {
    requireNonNull(id, "id");
    requireNonNull(organizationId, "organizationId");
    requireNonNull(sha256, "sha256");
    requireNonNull(createdAt, "createdAt");
  }

  /**
   * A key that was never used.
   *
   * @param id a random id, 1 to 64 characters
   * @param organizationId whose key it is, 1 to 64 characters
   * @param sha256 {@link co.refport.embed.ApiKey#sha256()} of the key
   * @param createdAt when it was issued; kept to the millisecond
   * @param expiresAt from when on it is refused; null for never
   * @param revokedAt when it was revoked; null when it was not
   */
  public ApiKeyRecord(
      String id,
      String organizationId,
      String sha256,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt) {
    this(id, organizationId, sha256, createdAt, expiresAt, revokedAt, null);
  }

  /**
   * Whether the key may be used.
   *
   * @param now the instant to judge at
   * @return false when it is revoked, or {@code now} is not before its expiry
   */
  public boolean isValidAt(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
