package co.refport.embed;

/**
 * Ends tokens before they expire. Every operation is durable when it returns, is honoured by this
 * instance at once and by every other within its staleness bound, and may be repeated.
 *
 * <p>Safe for use by any number of threads. No argument is null. Every operation throws {@link
 * EmbedException} with {@link ErrorCode#SERVICE_UNAVAILABLE} when the store cannot be reached, in
 * which case nothing or everything has been stored; and {@link UnsupportedOperationException} when
 * the store is no {@link co.refport.embed.spi.RevocationStore}.
 */
public interface Revocations {

  /**
   * Ends one token. What is remembered of it is forgotten once it must have expired.
   *
   * @param tokenId the token's id ({@code jti}), 1 to 64 characters; it need not be known
   */
  void revokeToken(String tokenId);

  /**
   * Ends all tokens of an enrollment that have been minted before. New ones can be minted.
   *
   * @param organizationId whose enrollment
   * @param enrollmentId the enrollment
   * @return whether the organization has this enrollment
   */
  boolean revokeEnrollment(String organizationId, String enrollmentId);

  /**
   * Ends an API key, and all tokens that were minted with it.
   *
   * @param organizationId whose key
   * @param apiKeyId the key's id, never the key
   * @return whether the organization has this key
   */
  boolean revokeApiKey(String organizationId, String apiKeyId);
}
