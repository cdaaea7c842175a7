package co.refport.embed.jaxrs.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A permit that is given at most once a minute, to any number of threads. */
final class OncePerMinute {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier ticker;
  private final AtomicLong next;

  /** Goes by elapsed nanoseconds; the first permit is given immediately. */
  OncePerMinute(LongSupplier ticker) {
    this.ticker = ticker;
    this.next = new AtomicLong(ticker.getAsLong());
  }

  /** Takes the permit if the last one was given a minute ago or more. */
  boolean tryAcquire() {
    long now = ticker.getAsLong();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + MINUTE);
  }
}
