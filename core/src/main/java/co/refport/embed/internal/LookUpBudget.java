package co.refport.embed.internal;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the look-ups of API keys that find no valid key or fail, on this node.
 *
 * <p>A look-up is allowed while the budget lasts, and uses it only if it finds nothing. Look-ups
 * that run at the same time can therefore overdraw the budget, each by one; what is overdrawn is
 * paid back before the next one is allowed. Four fifths of the budget are for any client address.
 * The last fifth is for addresses that have used less in this second than an equal share of it, in
 * which one more address is counted. Therefore one address cannot use up everything. Thread-safe.
 */
final class LookUpBudget {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final long reserve;
  private final LongSupplier ticker;

  /** Refilled evenly, not once a second. */
  private final Bucket budget;

  /** What each address has used since {@link #startNanos}. */
  private final Map<String, Long> usedByAddress = new HashMap<>();

  private long startNanos;

  LookUpBudget(long perSecond, LongSupplier ticker) {
    this.reserve = perSecond / 5;
    this.ticker = ticker;
    this.startNanos = ticker.getAsLong();
    this.budget =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, PERIOD))
            .withCustomTimePrecision(new Meter(ticker))
            .build();
  }

  /**
   * Looks up a key, unless the budget is used up.
   *
   * @param address the client's address; one client can have few of them
   * @param lookUp returns the valid key, or null
   * @param exhausted what to throw when the budget is used up
   * @return the valid key, or null
   */
  <T> @Nullable T lookUp(
      String address, Supplier<@Nullable T> lookUp, Supplier<RuntimeException> exhausted) {
    if (!isAllowed(address)) {
      throw exhausted.get();
    }
    @Nullable T found = null;
    try {
      found = lookUp.get();
      return found;
    } finally {
      if (found == null) {
        use(address);
      }
    }
  }

  private synchronized boolean isAllowed(String address) {
    long now = ticker.getAsLong();
    if (now - startNanos >= PERIOD.toNanos()) {
      startNanos = now;
      usedByAddress.clear();
    }
    long available = budget.getAvailableTokens();
    if (available > reserve) {
      return true;
    }
    long used = usedByAddress.getOrDefault(address, 0L);
    int addresses = usedByAddress.size() + (used == 0 ? 1 : 0);
    return available > 0 && used < Math.max(1, reserve / (addresses + 1));
  }

  private synchronized void use(String address) {
    budget.consumeIgnoringRateLimits(1);
    usedByAddress.merge(address, 1L, Long::sum);
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
