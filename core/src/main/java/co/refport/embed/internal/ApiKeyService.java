package co.refport.embed.internal;

import co.refport.embed.ApiKey;
import co.refport.embed.ApiKeys;
import co.refport.embed.Revocations;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Issues API keys and ends them. */
record ApiKeyService(
    Operations operations,
    CallerAuthenticator callers,
    Revocations revocations,
    InstantSource clock,
    RandomIds ids,
    RandomGenerator random)
    implements ApiKeys {

  private static final int MAX_ATTEMPTS = 3;

  /** What every store can keep. */
  private static final Instant MAX_EXPIRY = Instant.parse("9999-12-31T23:59:59.999Z");

  @Override
  public Issued issue(String organizationId) {
    return issue(organizationId, null, clock.instant());
  }

  @Override
  public Issued issue(String organizationId, Instant expiresAt) {
    Instant now = clock.instant();
    requireRange(expiresAt);
    if (!expiresAt.isAfter(now)) {
      throw new IllegalArgumentException("expiresAt is " + expiresAt + " but must be after now.");
    }
    return issue(organizationId, expiresAt, now);
  }

  private Issued issue(String organizationId, @Nullable Instant expiresAt, Instant now) {
    Operations.requireOrganizationId(organizationId);
    return operations.run(
        store -> {
          for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            ApiKey key = ApiKey.generate(random);
            String id = ids.next("key_");
            if (store.insertApiKey(
                new ApiKeyRecord(id, organizationId, key.sha256(), now, expiresAt, null))) {
              operations.tell(new EmbedEvent.ApiKeyIssued(organizationId, id));
              return new Issued(id, key);
            }
          }
          throw new IllegalStateException("the store refuses every new API key");
        });
  }

  @Override
  public List<ApiKeyRecord> list(String organizationId) {
    return operations.run(store -> store.findApiKeys(organizationId));
  }

  @Override
  public boolean expire(String organizationId, String apiKeyId, Instant expiresAt) {
    requireRange(expiresAt);
    return operations.change(
        () -> callers.forget(apiKeyId),
        store -> store.expireApiKey(organizationId, apiKeyId, expiresAt),
        new EmbedEvent.ApiKeyExpirySet(organizationId, apiKeyId, expiresAt));
  }

  private static void requireRange(Instant expiresAt) {
    if (expiresAt.isBefore(Instant.EPOCH) || expiresAt.isAfter(MAX_EXPIRY)) {
      throw new IllegalArgumentException(
          "expiresAt is " + expiresAt + " but must be from the year 1970 to the year 9999.");
    }
  }

  @Override
  public boolean revoke(String organizationId, String apiKeyId) {
    return revocations.revokeApiKey(organizationId, apiKeyId);
  }
}
