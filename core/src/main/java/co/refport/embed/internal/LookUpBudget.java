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
 * <p>All client addresses share the budget. Four fifths of it are for any address. The rest is for
 * addresses that have used less than an equal share in this second, in which one more address is
 * counted. Therefore no address can use up everything. A look-up that finds a valid key costs
 * nothing. Thread-safe.
 */
final class LookUpBudget {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final long perSecond;
  private final LongSupplier ticker;

  /** Refilled evenly, not once a second. */
  private final Bucket budget;

  /** What each address has used since {@link #startNanos}; not more entries than the budget has. */
  private final Map<String, Long> usedByAddress = new HashMap<>();

  private long startNanos;

  LookUpBudget(long perSecond, LongSupplier ticker) {
    this.perSecond = perSecond;
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
    if (!take(address)) {
      throw exhausted.get();
    }
    T found = lookUp.get();
    if (found != null) {
      giveBack(address);
    }
    return found;
  }

  private synchronized boolean take(String address) {
    long now = ticker.getAsLong();
    if (now - startNanos >= PERIOD.toNanos()) {
      startNanos = now;
      usedByAddress.clear();
    }
    long used = usedByAddress.getOrDefault(address, 0L);
    int addresses = usedByAddress.size() + (used == 0 ? 1 : 0);
    boolean isForAnyAddress = budget.getAvailableTokens() > perSecond / 5;
    if (!isForAnyAddress && used >= Math.max(1, perSecond / (addresses + 1))) {
      return false;
    }
    if (!budget.tryConsume(1)) {
      return false;
    }
    usedByAddress.put(address, used + 1);
    return true;
  }

  private synchronized void giveBack(String address) {
    budget.addTokens(1);
    usedByAddress.computeIfPresent(
        address, (key, used) -> used == 1 ? null : Long.valueOf(used - 1));
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
