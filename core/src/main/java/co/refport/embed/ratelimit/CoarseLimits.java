package co.refport.embed.ratelimit;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, in a fixed amount of memory, until when forgotten buckets are not full again.
 *
 * <p>Each id has two slots of a table. A slot holds the latest time of all ids that share it, and
 * an id gets the earlier time of its two slots. Therefore the time is never too early for an id
 * that was recorded. For another id it is later than now only if both slots are shared with
 * recorded ids. Thread-safe.
 */
final class CoarseLimits {

  private static final int MAX_SLOTS = 1 << 20;

  private final LongSupplier ticker;
  private final long originNanos;
  private final int slots;
  private final int seed = new SplittableRandom().nextInt();

  /** Made when the first id is recorded, because most hosts never need it. */
  private volatile @Nullable AtomicLongArray fullAt;

  /** Makes a table with at least two slots for each bucket that the cache holds, up to a bound. */
  CoarseLimits(long buckets, LongSupplier ticker) {
    this.ticker = ticker;
    this.originNanos = ticker.getAsLong();
    long wanted = Math.min(MAX_SLOTS, Math.max(2, buckets * 2));
    this.slots = Integer.highestOneBit((int) wanted - 1) << 1;
  }

  /** Records that the bucket of an id is full again after so many nanoseconds. */
  void record(Object id, long nanosToFull) {
    long time = now() + nanosToFull;
    AtomicLongArray fullAt = table();
    fullAt.accumulateAndGet(firstSlot(id), time, Math::max);
    fullAt.accumulateAndGet(secondSlot(id), time, Math::max);
  }

  /** Returns after how many nanoseconds the bucket of an id is full; zero if it is full now. */
  long nanosToFull(Object id) {
    AtomicLongArray known = fullAt;
    if (known == null) {
      return 0;
    }
    long time = Math.min(known.get(firstSlot(id)), known.get(secondSlot(id)));
    return Math.max(0, time - now());
  }

  private synchronized AtomicLongArray table() {
    AtomicLongArray known = fullAt;
    if (known == null) {
      known = new AtomicLongArray(slots);
      fullAt = known;
    }
    return known;
  }

  /** From 0 on, which is what an unused slot holds. */
  private long now() {
    return ticker.getAsLong() - originNanos;
  }

  private int firstSlot(Object id) {
    return slot(id.hashCode() ^ seed, 0x9E3779B9);
  }

  private int secondSlot(Object id) {
    return slot(Integer.reverse(id.hashCode()) + seed, 0x85EBCA6B);
  }

  private int slot(int hash, int multiplier) {
    int mixed = (hash ^ (hash >>> 16)) * multiplier;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return (mixed ^ (mixed >>> 16)) & (slots - 1);
  }
}
