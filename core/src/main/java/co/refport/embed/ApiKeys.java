package co.refport.embed;

import static java.util.Objects.requireNonNull;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import java.time.Instant;
import java.util.List;

/**
 * The API keys of organizations, for operators.
 *
 * <p>A change is durable when the call returns, is honoured by this instance at once and by every
 * other within its staleness bound, and may be repeated. When a key was last used ({@link
 * ApiKeyRecord#lastUsedAt()}) is written at most about once a minute, by the executor of {@link
 * EmbedTokensBuilder#executor}, and is so late by a minute or by the staleness bound, whichever is
 * longer; where it cannot be written the request goes on.
 *
 * <p>Safe for use by any number of threads. No argument is null. Every operation throws {@link
 * EmbedException} with {@link ErrorCode#SERVICE_UNAVAILABLE} when the store cannot be reached, in
 * which case nothing or everything has been stored; and {@link UnsupportedOperationException} when
 * the store is no {@link OperatorStore}.
 */
public interface ApiKeys {

  /**
   * A key that was just issued. Immutable.
   *
   * @param id the key's id, by which it is listed, expired and revoked
   * @param key the key itself: show it once, and keep it nowhere
   */
  record Issued(String id, ApiKey key) {

    /** Refuses null components with a {@link NullPointerException}. */
    public Issued {
      requireNonNull(id, "id");
      requireNonNull(key, "key");
    }
  }

  /**
   * Issues a key that does not expire.
   *
   * @param organizationId whose key, 1 to 64 characters
   * @return the key, which is stored as a hash only
   * @throws IllegalArgumentException when the organization's id is too long or empty
   */
  Issued issue(String organizationId);

  /**
   * Issues a key that expires.
   *
   * @param organizationId whose key, 1 to 64 characters
   * @param expiresAt from when on it is refused, after now
   * @return the key, which is stored as a hash only
   * @throws IllegalArgumentException when the organization's id is too long or empty, or the expiry
   *     is not after now
   */
  Issued issue(String organizationId, Instant expiresAt);

  /**
   * Lists an organization's keys, in whatever state they are.
   *
   * @param organizationId any text
   * @return the newest {@value OperatorStore#MAX_LISTED}, newest first
   */
  List<ApiKeyRecord> list(String organizationId);

  /**
   * Has a key expire, for instance a day after its successor was issued. A key that expires earlier
   * keeps its expiry: nothing is ever put off. Tokens that it has minted live on.
   *
   * @param organizationId whose key
   * @param apiKeyId the key's id, never the key
   * @param expiresAt from when on it is refused
   * @return whether the organization has this key, which expires then or earlier now
   */
  boolean expire(String organizationId, String apiKeyId, Instant expiresAt);

  /**
   * Ends a key and all tokens that were minted with it: {@link Revocations#revokeApiKey}.
   *
   * @param organizationId whose key
   * @param apiKeyId the key's id, never the key
   * @return whether the organization has this key, which is revoked now
   * @throws UnsupportedOperationException when the store is no {@link
   *     co.refport.embed.spi.RevocationStore}
   */
  boolean revoke(String organizationId, String apiKeyId);
}
