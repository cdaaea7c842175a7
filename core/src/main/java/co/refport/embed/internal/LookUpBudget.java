package co.refport.embed.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the look-ups of API keys that find no valid key, for each second on this node.
 *
 * <p>All client addresses share the budget. Four fifths of it are for any address. The rest is for
 * addresses that have used less than an equal share, in which one more address is counted.
 * Therefore no address can use up everything. A look-up that finds a valid key costs nothing.
 */
final class LookUpBudget {

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

  private final long perSecond;
  private final LongSupplier ticker;

  /** What was used in one second; it has at most one entry for each look-up of the budget. */
  private static final class Second {
    final long startNanos;
    final Map<String, Long> usedByAddress = new HashMap<>();
    long used;

    Second(long startNanos) {
      this.startNanos = startNanos;
    }
  }

  private Second current;

  LookUpBudget(long perSecond, LongSupplier ticker) {
    this.perSecond = perSecond;
    this.ticker = ticker;
    this.current = new Second(ticker.getAsLong());
  }

  /**
   * Looks up a key, unless the budget is used up.
   *
   * @param address the client's address
   * @param lookUp returns the valid key, or null
   * @param exhausted what to throw when the budget is used up
   * @return the valid key, or null
   */
  <T> @Nullable T lookUp(
      String address, Supplier<@Nullable T> lookUp, Supplier<RuntimeException> exhausted) {
    Second second = take(address);
    if (second == null) {
      throw exhausted.get();
    }
    boolean foundNothing = false;
    try {
      T found = lookUp.get();
      foundNothing = found == null;
      return found;
    } finally {
      if (!foundNothing) {
        giveBack(second, address); // a store that fails has found nothing out
      }
    }
  }

  private synchronized @Nullable Second take(String address) {
    long now = ticker.getAsLong();
    if (now - current.startNanos >= SECOND_NANOS) {
      current = new Second(now);
    }
    long used = current.usedByAddress.getOrDefault(address, 0L);
    if (!isAvailable(used)) {
      return null;
    }
    current.used++;
    current.usedByAddress.put(address, used + 1);
    return current;
  }

  private boolean isAvailable(long usedByAddress) {
    long forAnyAddress = perSecond - perSecond / 5;
    if (current.used < forAnyAddress) {
      return true;
    }
    int addresses = current.usedByAddress.size() + (usedByAddress == 0 ? 1 : 0);
    return current.used < perSecond && usedByAddress < Math.max(1, perSecond / (addresses + 1));
  }

  private synchronized void giveBack(Second second, String address) {
    second.used--;
    second.usedByAddress.computeIfPresent(
        address, (key, used) -> used == 1 ? null : Long.valueOf(used - 1));
  }
}
