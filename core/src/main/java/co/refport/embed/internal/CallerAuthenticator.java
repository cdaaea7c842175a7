package co.refport.embed.internal;

import co.refport.embed.Allowance;
import co.refport.embed.ApiKey;
import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedEvent;
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

  /** A key that may be used now, and what it may still do. */
  record Caller(ApiKeyRecord apiKey, Allowance allowance) {}

  private final EmbedStore store;
  private final RateLimiter limiter;
  private final RateLimit apiKeyLimit;
  private final RateLimit addressLimit;
  private final InstantSource clock;
  private final Listeners listeners;

  /** Holds only keys that were valid when they were read, by the hash of the key. */
  private final Cache<String, ApiKeyRecord> validKeys;

  CallerAuthenticator(
      EmbedStore store,
      RateLimiter limiter,
      RateLimit apiKeyLimit,
      RateLimit addressLimit,
      Duration staleness,
      long cacheSize,
      InstantSource clock,
      LongSupplier ticker,
      Listeners listeners) {
    this.store = store;
    this.limiter = limiter;
    this.apiKeyLimit = apiKeyLimit;
    this.addressLimit = addressLimit;
    this.clock = clock;
    this.listeners = listeners;
    this.validKeys =
        Caffeine.newBuilder()
            .maximumSize(staleness.isZero() ? 0 : cacheSize)
            .expireAfterWrite(staleness)
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  Caller authenticate(@Nullable String credentials, String clientAddress) {
    ApiKeyRecord apiKey = validKey(credentials, clientAddress);
    RateLimiter.Decision decision = limiter.tryAcquire(Scope.API_KEY, apiKey.id(), apiKeyLimit);
    if (!decision.allowed()) {
      throw limited(Scope.API_KEY, apiKey.id(), decision.retryAfter());
    }
    return new Caller(
        apiKey, new Allowance(apiKeyLimit, decision.remaining(), decision.resetAfter()));
  }

  private ApiKeyRecord validKey(@Nullable String credentials, String clientAddress) {
    String sha256 =
        ApiKey.parse(credentials == null ? "" : credentials)
            .orElseThrow(this::unauthorized)
            .sha256();
    ApiKeyRecord known = validKeys.getIfPresent(sha256);
    if (known != null && known.isValidAt(clock.instant())) {
      return known;
    }
    Duration blocked = limiter.timeToPermit(Scope.CLIENT_ADDRESS, clientAddress, addressLimit);
    if (!blocked.isZero()) {
      throw limited(Scope.CLIENT_ADDRESS, clientAddress, blocked);
    }
    ApiKeyRecord found = store.findApiKey(sha256).filter(this::isValid).orElse(null);
    if (found == null) {
      validKeys.invalidate(sha256);
      limiter.tryAcquire(Scope.CLIENT_ADDRESS, clientAddress, addressLimit);
      throw unauthorized();
    }
    validKeys.put(sha256, found);
    return found;
  }

  private boolean isValid(ApiKeyRecord apiKey) {
    return apiKey.isValidAt(clock.instant());
  }

  private EmbedException limited(Scope scope, String id, Duration retryAfter) {
    listeners.tell(new EmbedEvent.RateLimited(scope, id));
    return EmbedException.retryable(
        ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests; retry after backing off", retryAfter);
  }

  private EmbedException unauthorized() {
    return new EmbedException(ErrorCode.UNAUTHORIZED, "Invalid or missing API key");
  }
}
