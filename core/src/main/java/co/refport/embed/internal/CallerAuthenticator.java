package co.refport.embed.internal;

import co.refport.embed.Allowance;
import co.refport.embed.ApiKey;
import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RateLimiter.Scope;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Judges API keys, and counts them against their limits. */
final class CallerAuthenticator {

  /** How long a key that was found valid is looked up whatever its address has done. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  /** A key that may be used now, and what it may still do. */
  record Caller(ApiKeyRecord apiKey, Allowance allowance) {}

  private final EmbedStore store;
  private final LastUse lastUse;
  private final Limits limits;
  private final RateLimit apiKeyLimit;
  private final RateLimit addressLimit;
  private final InstantSource clock;
  private final Freshness freshness;

  /**
   * Keys that were valid when they were read, by their hash. An entry outlives the staleness bound:
   * it is read again then, but its address has no say in it. Otherwise whoever shares an address
   * with a key could lock it out.
   */
  private final Cache<String, KnownKey> knownKeys;

  private record KnownKey(ApiKeyRecord apiKey, Freshness.Stamp read) {}

  CallerAuthenticator(
      EmbedStore store,
      LastUse lastUse,
      Limits limits,
      RateLimit apiKeyLimit,
      RateLimit addressLimit,
      Duration staleness,
      long cacheSize,
      InstantSource clock,
      LongSupplier ticker) {
    this.store = store;
    this.lastUse = lastUse;
    this.limits = limits;
    this.apiKeyLimit = apiKeyLimit;
    this.addressLimit = addressLimit;
    this.clock = clock;
    this.freshness = new Freshness(staleness, ticker);
    this.knownKeys =
        Caffeine.newBuilder()
            .maximumSize(cacheSize)
            .expireAfterWrite(staleness.plus(KNOWN_FOR))
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  Caller authenticate(@Nullable String credentials, String clientAddress) {
    ApiKeyRecord apiKey = validKey(credentials, clientAddress);
    RateLimiter.Decision decision = limits.acquire(Scope.API_KEY, apiKey.id(), apiKeyLimit);
    Allowance allowance = new Allowance(apiKeyLimit, decision.remaining(), decision.resetAfter());
    if (!decision.allowed()) {
      throw limits.exceeded(Scope.API_KEY, apiKey.id(), decision.retryAfter(), allowance);
    }
    return new Caller(apiKey, allowance);
  }

  private ApiKeyRecord validKey(@Nullable String credentials, String clientAddress) {
    String sha256 =
        ApiKey.parse(credentials == null ? "" : credentials)
            .orElseThrow(this::unauthorized)
            .sha256();
    KnownKey known = knownKeys.getIfPresent(sha256);
    if (known == null) {
      limits.requirePermit(Scope.CLIENT_ADDRESS, clientAddress, addressLimit);
    } else if (freshness.holds(known.read()) && isValid(known.apiKey())) {
      return known.apiKey();
    }
    Freshness.Stamp read = freshness.stamp();
    ApiKeyRecord found = store.findApiKey(sha256).filter(this::isValid).orElse(null);
    if (found == null) {
      knownKeys.invalidate(sha256);
      limits.acquire(Scope.CLIENT_ADDRESS, clientAddress, addressLimit);
      throw unauthorized();
    }
    knownKeys.put(sha256, new KnownKey(found, read));
    lastUse.recordIfDue(found);
    return found;
  }

  /** Has a key, and every other too, read again before it is used again. */
  void forget(String apiKeyId) {
    freshness.change();
    knownKeys.asMap().values().removeIf(known -> known.apiKey().id().equals(apiKeyId));
  }

  private boolean isValid(ApiKeyRecord apiKey) {
    return apiKey.isValidAt(clock.instant());
  }

  private EmbedException unauthorized() {
    return new EmbedException(ErrorCode.UNAUTHORIZED, "Invalid or missing API key");
  }
}
