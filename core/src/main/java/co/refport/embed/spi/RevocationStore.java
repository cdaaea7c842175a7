package co.refport.embed.spi;

import java.time.Instant;

/**
 * A store in which tokens can be revoked.
 *
 * <p>What every operation holds is said at {@link EmbedStore}.
 */
public interface RevocationStore {

  /**
   * Remembers that a token is revoked ({@code revoke-token.remembered}). Nothing changes when that
   * is remembered already ({@code revoke-token.again}).
   *
   * @param tokenId any text; it need not be known, and nothing is stored for one that {@link
   *     EmbedStore#findTokenState} never lets in
   * @param expiresAt when the token must have expired; kept to the millisecond
   */
  void revokeToken(String tokenId, Instant expiresAt);

  /**
   * Raises an enrollment's revision by one ({@code raise-revision.by-one}), whether or not it or
   * its program is active.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId the enrollment
   * @return whether this very call has raised it; false when the organization has no such
   *     enrollment
   */
  boolean raiseRevision(String organizationId, String enrollmentId);

  /**
   * Revokes an API key. A key that is revoked stays revoked since the first time ({@code
   * revoke-api-key.first}).
   *
   * @param organizationId whose key
   * @param apiKeyId the key's id
   * @param revokedAt when; kept to the millisecond
   * @return whether the organization has this key, which is revoked now
   */
  boolean revokeApiKey(String organizationId, String apiKeyId, Instant revokedAt);

  /**
   * Forgets the revoked tokens that have expired, and nothing else ({@code
   * delete-expired.exactly}).
   *
   * @param now the instant to judge at: what expires then or before is forgotten
   * @return how many have been forgotten
   */
  int deleteExpiredRevocations(Instant now);
}
