package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A limit: so many permits in a period, refilled evenly over the period. Immutable.
 *
 * @param permits 1 to 1,000,000,000
 * @param period one second to one day
 */
public record RateLimit(long permits, Duration period) {

  /** The largest number of permits. */
  public static final long MAX_PERMITS = 1_000_000_000;

  private static final Duration MIN_PERIOD = Duration.ofSeconds(1);
  private static final Duration MAX_PERIOD = Duration.ofDays(1);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public RateLimit {
    if (permits < 1 || permits > MAX_PERMITS) {
      throw new IllegalArgumentException(
          "permits is " + permits + " but must be from 1 to " + MAX_PERMITS);
    }
    requireNonNull(period, "period");
    if (period.compareTo(MIN_PERIOD) < 0 || period.compareTo(MAX_PERIOD) > 0) {
      throw new IllegalArgumentException(
          "period is " + period + " but must be from " + MIN_PERIOD + " to " + MAX_PERIOD);
    }
  }

  /**
   * A limit per minute.
   *
   * @param permits 1 to 1,000,000,000
   * @return the limit
   */
  public static RateLimit perMinute(long permits) {
    return new RateLimit(permits, Duration.ofMinutes(1));
  }
}
