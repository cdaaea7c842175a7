package co.refport.embed.ratelimit;

import static java.util.Objects.requireNonNull;

import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts in the memory of this process, for a deployment of one node: Bucket4j's buckets in bounded
 * Caffeine caches, one for each scope.
 *
 * <p>Thread-safe; starts no thread. A bucket is forgotten when it has not been used for its limit's
 * period, at which time it is full and nothing is lost. When a cache is full, the buckets that are
 * used least often are forgotten first: whoever has a forgotten bucket starts with a full one.
 */
public final class CaffeineRateLimiter implements RateLimiter {

  private record BucketId(String id, RateLimit limit) {}

  private final Map<Scope, Cache<BucketId, Bucket>> buckets = new EnumMap<>(Scope.class);
  private final TimeMeter meter;

  /**
   * Makes a limiter with no bucket yet.
   *
   * @param bucketsPerScope the most buckets to keep in each scope, at least 1
   * @param ticker nanoseconds that never go back, as {@link System#nanoTime}
   */
  public CaffeineRateLimiter(long bucketsPerScope, LongSupplier ticker) {
    requireNonNull(ticker, "ticker");
    if (bucketsPerScope < 1) {
      throw new IllegalArgumentException(
          "bucketsPerScope is " + bucketsPerScope + " but must be at least 1");
    }
    this.meter = new Meter(ticker);
    for (Scope scope : Scope.values()) {
      buckets.put(
          scope,
          Caffeine.newBuilder()
              .maximumSize(bucketsPerScope)
              .expireAfter(new UnusedForItsPeriod())
              .ticker(ticker::getAsLong)
              .executor(Runnable::run)
              .build());
    }
  }

  @Override
  public Decision tryAcquire(Scope scope, String id, RateLimit limit) {
    Bucket bucket = cache(scope).get(new BucketId(id, limit), this::newBucket);
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new Decision(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  @Override
  public Duration timeToPermit(Scope scope, String id, RateLimit limit) {
    Bucket bucket = cache(scope).getIfPresent(new BucketId(id, limit));
    return bucket == null
        ? Duration.ZERO
        : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
  }

  private Cache<BucketId, Bucket> cache(Scope scope) {
    return requireNonNull(buckets.get(scope));
  }

  private Bucket newBucket(BucketId id) {
    RateLimit limit = id.limit();
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.permits()).refillGreedy(limit.permits(), limit.period()))
        .withCustomTimePrecision(meter)
        .build();
  }

  // not Expiry.accessing: a host's own Caffeine may be older than 3.2
  private static final class UnusedForItsPeriod implements Expiry<BucketId, Bucket> {

    @Override
    public long expireAfterCreate(BucketId id, Bucket bucket, long now) {
      return id.limit().period().toNanos();
    }

    @Override
    public long expireAfterUpdate(BucketId id, Bucket bucket, long now, long left) {
      return id.limit().period().toNanos();
    }

    @Override
    public long expireAfterRead(BucketId id, Bucket bucket, long now, long left) {
      return id.limit().period().toNanos();
    }
  }

  private record Meter(LongSupplier ticker) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ticker.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
