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
 * ApiKeyRecord#lastUsedAt()}) is written about once a minute by all nodes together, by the executor
 * of {@link EmbedTokensBuilder#executor}, so that it is late by at most a minute and the staleness
 * bound; where it cannot be written, the request goes on and it is tried again a minute later.
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
   * @param organizationId whose key, 1 to 64 characters, none of them a control character or an
   *     unpaired surrogate
   * @return the key, which is stored as a hash only
   * @throws IllegalArgumentException when the organization's id is no such text
   */
  Issued issue(String organizationId);

  /**
   * Issues a key that expires.
   *
   * @param organizationId whose key, 1 to 64 characters, none of them a control character or an
   *     unpaired surrogate
   * @param expiresAt from when on it is refused: after now, to the year 9999
   * @return the key, which is stored as a hash only
   * @throws IllegalArgumentException when the organization's id is no such text, or the expiry is
   *     out of its range
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
   * @param expiresAt from when on it is refused: from the year 1970 to the year 9999
   * @return whether the organization has this key, which expires then or earlier now
   * @throws IllegalArgumentException when the expiry is out of its range
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
