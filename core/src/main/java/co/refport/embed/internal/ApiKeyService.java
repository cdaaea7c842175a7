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
    RandomGenerator random)
    implements ApiKeys {

  private static final int MAX_ATTEMPTS = 3;

  @Override
  public Issued issue(String organizationId) {
    return issue(organizationId, null, clock.instant());
  }

  @Override
  public Issued issue(String organizationId, Instant expiresAt) {
    Instant now = clock.instant();
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
            String id = new RandomIds(random).next("key_");
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
    return operations.run(
        store -> {
          boolean expires;
          try {
            expires = store.expireApiKey(organizationId, apiKeyId, expiresAt);
          } finally {
            callers.forget(apiKeyId); // also when the store's answer was lost
          }
          if (expires) {
            operations.tell(new EmbedEvent.ApiKeyExpirySet(organizationId, apiKeyId, expiresAt));
          }
          return expires;
        });
  }

  @Override
  public boolean revoke(String organizationId, String apiKeyId) {
    return revocations.revokeApiKey(organizationId, apiKeyId);
  }
}
