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
import co.refport.embed.spi.StoreUnavailableException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges API keys, and counts them against their limits. */
final class CallerAuthenticator {

  /** How long a key that was found valid is looked up whatever its address has done. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  /** A key that may be used now, and what it may still do. */
  record Caller(ApiKeyRecord apiKey, Allowance allowance) {}

  private final EmbedStore store;
  private final RateLimiter limiter;
  private final RateLimit apiKeyLimit;
  private final RateLimit addressLimit;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final long stalenessNanos;
  private final Listeners listeners;

  /**
   * Keys that were valid when they were read, by their hash. An entry outlives the staleness bound:
   * it is read again then, but its address has no say in it. Otherwise whoever shares an address
   * with a key could lock it out.
   */
  private final Cache<String, KnownKey> knownKeys;

  private record KnownKey(ApiKeyRecord apiKey, long readAtNanos) {}

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
    this.ticker = ticker;
    this.stalenessNanos = staleness.toNanos();
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
    RateLimiter.Decision decision = acquire(Scope.API_KEY, apiKey.id(), apiKeyLimit);
    Allowance allowance = new Allowance(apiKeyLimit, decision.remaining(), decision.resetAfter());
    if (!decision.allowed()) {
      throw limited(Scope.API_KEY, apiKey.id(), decision.retryAfter(), allowance);
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
      Duration blocked =
          reached(() -> limiter.timeToPermit(Scope.CLIENT_ADDRESS, clientAddress, addressLimit));
      if (!blocked.isZero()) {
        throw limited(Scope.CLIENT_ADDRESS, clientAddress, blocked, null);
      }
    } else if (ticker.getAsLong() - known.readAtNanos() < stalenessNanos
        && isValid(known.apiKey())) {
      return known.apiKey();
    }
    long readAtNanos = ticker.getAsLong();
    ApiKeyRecord found = store.findApiKey(sha256).filter(this::isValid).orElse(null);
    if (found == null) {
      knownKeys.invalidate(sha256);
      acquire(Scope.CLIENT_ADDRESS, clientAddress, addressLimit);
      throw unauthorized();
    }
    knownKeys.put(sha256, new KnownKey(found, readAtNanos));
    return found;
  }

  private RateLimiter.Decision acquire(Scope scope, String id, RateLimit limit) {
    return reached(() -> limiter.tryAcquire(scope, id, limit));
  }

  /** A limiter that fails is an engine that is away: never open, and worth a retry. */
  private static <T> T reached(Supplier<T> decision) {
    try {
      return decision.get();
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("The rate limiter cannot be reached", e);
    }
  }

  private boolean isValid(ApiKeyRecord apiKey) {
    return apiKey.isValidAt(clock.instant());
  }

  private EmbedException limited(
      Scope scope, String id, Duration retryAfter, @Nullable Allowance allowance) {
    listeners.tell(new EmbedEvent.RateLimited(scope, id));
    return EmbedException.overLimit(retryAfter, allowance);
  }

  private EmbedException unauthorized() {
    return new EmbedException(ErrorCode.UNAUTHORIZED, "Invalid or missing API key");
  }
}
