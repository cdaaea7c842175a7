package co.refport.embed.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Judges whether what was read may still be used: for the staleness bound, and never across a
 * change of this instance's own.
 */
final class Freshness {

  /** When a read began: it has seen what was true then. */
  record Stamp(long atNanos, long changes) {}

  private final LongSupplier ticker;
  private final long boundNanos;
  private final AtomicLong changes = new AtomicLong();

  Freshness(Duration bound, LongSupplier ticker) {
    this.ticker = ticker;
    this.boundNanos = bound.toNanos();
  }

  /** To be taken before the read. */
  Stamp stamp() {
    return new Stamp(ticker.getAsLong(), changes.get());
  }

  boolean holds(Stamp stamp) {
    return stamp.changes() == changes.get() && ticker.getAsLong() - stamp.atNanos() < boundNanos;
  }

  /** Returns how long ago a read began. */
  Duration age(Stamp stamp) {
    return Duration.ofNanos(ticker.getAsLong() - stamp.atNanos());
  }

  /** Ends the use of all that was read or is being read. */
  void change() {
    changes.incrementAndGet();
  }
}
