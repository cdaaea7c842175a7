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

/**
 * Authenticates API keys and counts them against their limits. A limit by address only changes the
 * response to a key that is rejected anyway.
 */
final class CallerAuthenticator {

  /** How long a key that was found valid is looked up outside the budget. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  /** What takes this long is slow: a look-up, or a body. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** A key that may be used now, and what it may still do. */
  record Caller(ApiKeyRecord apiKey, Allowance allowance) {}

  private final EmbedStore store;
  private final LastUse lastUse;
  private final Limits limits;
  private final RateLimit apiKeyLimit;
  private final RateLimit addressLimit;
  private final LookUpBudget unknownKeys;
  private final Duration checkAgainAfter;
  private final InstantSource clock;
  private final Freshness freshness;

  /**
   * Keys that were valid when they were read, by their hash. An entry outlives the staleness bound:
   * the key is then read again, but outside the budget. Otherwise a flood of unknown keys could
   * delay keys in use.
   */
  private final Cache<String, KnownKey> knownKeys;

  private record KnownKey(ApiKeyRecord apiKey, Freshness.Stamp read) {}

  CallerAuthenticator(
      EmbedStore store,
      LastUse lastUse,
      Limits limits,
      RateLimit apiKeyLimit,
      RateLimit addressLimit,
      LookUpBudget unknownKeys,
      Duration staleness,
      long cacheSize,
      InstantSource clock,
      LongSupplier ticker) {
    this.store = store;
    this.lastUse = lastUse;
    this.limits = limits;
    this.apiKeyLimit = apiKeyLimit;
    this.addressLimit = addressLimit;
    this.unknownKeys = unknownKeys;
    // with a staleness of zero, a usual request reads the key once
    this.checkAgainAfter = staleness.compareTo(SLOW) > 0 ? staleness : SLOW;
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

  Caller authenticate(@Nullable String credentials, ClientAddress clientAddress) {
    ApiKeyRecord apiKey = validKey(credentials, clientAddress);
    RateLimiter.Decision decision = limits.acquire(Scope.API_KEY, apiKey.id(), apiKeyLimit);
    Allowance allowance = new Allowance(apiKeyLimit, decision.remaining(), decision.resetAfter());
    if (!decision.allowed()) {
      throw limits.publishExceeded(Scope.API_KEY, apiKey.id(), decision.retryAfter(), allowance);
    }
    return new Caller(apiKey, allowance);
  }

  private ApiKeyRecord validKey(@Nullable String credentials, ClientAddress clientAddress) {
    String sha256 =
        ApiKey.parse(credentials == null ? "" : credentials)
            .orElseThrow(this::unauthorized)
            .sha256();
    KnownKey known = knownKeys.getIfPresent(sha256);
    if (known != null && freshness.holds(known.read()) && isValid(known.apiKey())) {
      return known.apiKey();
    }
    Freshness.Stamp read = freshness.stamp();
    ApiKeyRecord found =
        known == null
            ? unknownKeys.lookUp(
                clientAddress.site(),
                () -> lookUp(sha256),
                () -> lookUpsExceeded(clientAddress.counted()))
            : lookUp(sha256);
    if (found == null) {
      knownKeys.invalidate(sha256);
      throw rejection(clientAddress.counted());
    }
    knownKeys.put(sha256, new KnownKey(found, read));
    if (freshness.age(read).compareTo(SLOW) < 0) {
      lastUse.recordIfDue(found); // not if the store is slow: the default executor is this thread
    }
    return found;
  }

  /**
   * Reads the key of an authenticated caller again, if the time since then is longer than a key's
   * state may be old. Sending a body can take that long.
   */
  void checkWhenDue(ApiKeyRecord apiKey, Duration sinceAuthentication) {
    if (sinceAuthentication.compareTo(checkAgainAfter) <= 0) {
      return;
    }
    Freshness.Stamp read = freshness.stamp();
    ApiKeyRecord found = lookUp(apiKey.sha256());
    if (found == null) {
      knownKeys.invalidate(apiKey.sha256());
      throw unauthorized();
    }
    knownKeys.put(apiKey.sha256(), new KnownKey(found, read));
  }

  private @Nullable ApiKeyRecord lookUp(String sha256) {
    return store.findApiKey(sha256).filter(this::isValid).orElse(null);
  }

  private EmbedException lookUpsExceeded(String clientAddress) {
    return limits.publishExceeded(Scope.CLIENT_ADDRESS, clientAddress, Duration.ofSeconds(1), null);
  }

  private EmbedException rejection(String clientAddress) {
    RateLimiter.Decision decision =
        limits.acquire(Scope.CLIENT_ADDRESS, clientAddress, addressLimit);
    return decision.allowed()
        ? unauthorized()
        : limits.publishExceeded(Scope.CLIENT_ADDRESS, clientAddress, decision.retryAfter(), null);
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
