package co.refport.embed;

import static java.util.Objects.requireNonNull;

import co.refport.embed.spi.RateLimit;
import java.time.Duration;

/**
 * What an API key may still do. Immutable; true at the moment of the request only.
 *
 * @param limit the limit that applies to the key
 * @param remaining requests that are left now, not negative
 * @param resetAfter the time until the whole limit is there again, if nothing else uses it
 */
public record Allowance(RateLimit limit, long remaining, Duration resetAfter) {

  /** Refuses null components with a {@link NullPointerException}. */
  public Allowance {
    requireNonNull(limit, "limit");
    requireNonNull(resetAfter, "resetAfter");
  }
}
