package co.refport.embed.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of the request that the current thread handles.
 *
 * <p>{@link co.refport.embed.EmbedTokens} sets it for the time in which it calls the store. A store
 * whose operation needs several round trips calls {@link #check()} before each of them, and before
 * a commit, so that a slow database delays a request by one round trip more than the deadline at
 * most. A store that does not is checked between its operations only.
 *
 * <p>Every thread has its own deadline, or none. Thread-safe.
 */
public final class RequestDeadline {

  private static final ThreadLocal<@Nullable RequestDeadline> CURRENT = new ThreadLocal<>();

  private final LongSupplier ticker;
  private final long atNanos;

  private RequestDeadline(LongSupplier ticker, long atNanos) {
    this.ticker = ticker;
    this.atNanos = atNanos;
  }

  /**
   * Runs a step of a request with a deadline in the current thread. Inside another step, the new
   * deadline replaces the outer one, also if it is later. Afterwards the thread has the deadline
   * that it had before. No argument is null.
   *
   * @param <T> what the step returns
   * @param timeLeft the time until the deadline; zero or less if it has passed
   * @param ticker elapsed nanoseconds, as {@link System#nanoTime}
   * @param step the step
   * @return what the step returned
   */
  public static <T> T run(Duration timeLeft, LongSupplier ticker, Supplier<T> step) {
    RequestDeadline outer = CURRENT.get();
    CURRENT.set(new RequestDeadline(ticker, ticker.getAsLong() + timeLeft.toNanos()));
    try {
      return step.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /**
   * Throws if the deadline of the current thread has passed. Does nothing in a thread without one.
   *
   * @throws StoreUnavailableException if the deadline has passed
   */
  public static void check() {
    RequestDeadline current = CURRENT.get();
    if (current != null && current.nanosLeft() <= 0) {
      throw new StoreUnavailableException(
          "The store did not respond before the request's deadline");
    }
  }

  /**
   * Returns the time until the deadline of the current thread, for instance to set a timeout of a
   * statement.
   *
   * @return the time, zero if the deadline has passed; empty in a thread without a deadline
   */
  public static Optional<Duration> timeLeft() {
    return Optional.ofNullable(CURRENT.get())
        .map(current -> Duration.ofNanos(Math.max(0, current.nanosLeft())));
  }

  private long nanosLeft() {
    return atNanos - ticker.getAsLong();
  }
}
