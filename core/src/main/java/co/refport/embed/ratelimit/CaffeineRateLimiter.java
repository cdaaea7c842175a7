package co.refport.embed.ratelimit;

import static java.util.Objects.requireNonNull;

import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits in the memory of this process, for a deployment of one node. It keeps Bucket4j's buckets
 * in bounded Caffeine caches, one for each scope.
 *
 * <p>Thread-safe. Starts no thread. A bucket is forgotten when it has not been used for its limit's
 * period, because it is full then. When a cache is full, the buckets that are used least often are
 * forgotten first. A forgotten bucket of which half or more was used up is kept in a coarse form:
 * in a table of a fixed size, two slots for each id. Therefore a flood of other ids does not
 * release an id that is limited. An id whose two slots are both shared with such ids starts with
 * fewer permits.
 *
 * <p>The table is made when the first such bucket is forgotten. It has at least two slots of 8
 * bytes for each bucket of its scope, and at most 1,048,576 slots.
 */
public final class CaffeineRateLimiter implements RateLimiter {

  private record BucketId(String id, RateLimit limit) {}

  /** The buckets of one scope, and what is remembered of those that did not fit. */
  private record Buckets(Cache<BucketId, Bucket> exact, CoarseLimits coarse) {}

  private final Map<Scope, Buckets> scopes = new EnumMap<>(Scope.class);
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
      scopes.put(scope, buckets(bucketsPerScope, ticker));
    }
  }

  private static Buckets buckets(long bucketsPerScope, LongSupplier ticker) {
    CoarseLimits coarse = new CoarseLimits(bucketsPerScope, ticker);
    return new Buckets(
        Caffeine.newBuilder()
            .maximumSize(bucketsPerScope)
            .expireAfter(new UnusedForItsPeriod())
            .evictionListener(
                (@Nullable BucketId id, @Nullable Bucket bucket, RemovalCause cause) ->
                    record(coarse, requireNonNull(id), requireNonNull(bucket)))
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build(),
        coarse);
  }

  private static void record(CoarseLimits coarse, BucketId id, Bucket bucket) {
    RateLimit limit = id.limit();
    long nanosToFull = bucket.estimateAbilityToConsume(limit.permits()).getNanosToWaitForRefill();
    if (nanosToFull >= limit.period().toNanos() / 2) {
      coarse.record(id, nanosToFull);
    }
  }

  @Override
  public Decision tryAcquire(Scope scope, String id, RateLimit limit) {
    Buckets buckets = requireNonNull(scopes.get(scope));
    Bucket bucket =
        buckets.exact().get(new BucketId(id, limit), absent -> newBucket(absent, buckets.coarse()));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new Decision(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  private Bucket newBucket(BucketId id, CoarseLimits coarse) {
    RateLimit limit = id.limit();
    long period = limit.period().toNanos();
    double left = (double) limit.permits() * (period - coarse.nanosToFull(id)) / period;
    long permits = Math.max(0, (long) Math.floor(left));
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth
                    .capacity(limit.permits())
                    .refillGreedy(limit.permits(), limit.period())
                    .initialTokens(permits))
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
