package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Counts requests against limits.
 *
 * <p>Thread-safe. No argument and no result is null. An id is anything from the outside, of any
 * number: implementations keep a bounded number of counters, and say what they forget first. The
 * counters of one scope never push out those of another. An exception is taken for an unreachable
 * store.
 */
public interface RateLimiter {

  /** What is counted. */
  enum Scope {
    /** Requests of one API key, by the key's id. */
    API_KEY,
    /** Rejected keys from one client address, of IPv6 from one /64. */
    CLIENT_ADDRESS,
    /** Requests to the portal with one token, by the token's id. */
    TOKEN,
    /** Rejected tokens from one client address, of IPv6 from one /64. */
    TOKEN_ADDRESS
  }

  /**
   * Takes one permit, if one is left.
   *
   * @param scope what is counted
   * @param id who is counted
   * @param limit the limit for this id
   * @return whether a permit was taken, and what is left
   */
  Decision tryAcquire(Scope scope, String id, RateLimit limit);

  /**
   * The outcome of {@link #tryAcquire}. Immutable.
   *
   * @param allowed whether a permit was taken
   * @param remaining whole permits that are left
   * @param retryAfter the time until the next permit if nothing else takes it; zero when allowed
   * @param resetAfter the time until all permits are there if nothing takes one
   */
  record Decision(boolean allowed, long remaining, Duration retryAfter, Duration resetAfter) {

    /** Refuses null components with a {@link NullPointerException}. */
    public Decision {
      requireNonNull(retryAfter, "retryAfter");
      requireNonNull(resetAfter, "resetAfter");
    }
  }
}
