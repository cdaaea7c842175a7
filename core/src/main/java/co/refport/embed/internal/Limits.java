package co.refport.embed.internal;

import co.refport.embed.Allowance;
import co.refport.embed.EmbedException;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RateLimiter.Scope;
import co.refport.embed.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the limiter, and publishes what exceeds a limit. */
final class Limits {

  private final RateLimiter limiter;
  private final Listeners listeners;

  Limits(RateLimiter limiter, Listeners listeners) {
    this.limiter = limiter;
    this.listeners = listeners;
  }

  RateLimiter.Decision acquire(Scope scope, String id, RateLimit limit) {
    return reached(() -> limiter.tryAcquire(scope, id, limit));
  }

  /** Publishes that a limit was exceeded, and returns what to throw. */
  EmbedException publishExceeded(
      Scope scope, String id, Duration retryAfter, @Nullable Allowance allowance) {
    listeners.tell(new EmbedEvent.RateLimited(scope, id));
    return EmbedException.overLimit(retryAfter, allowance);
  }

  /** A limiter that fails is an engine that is away: never open, and worth a retry. */
  private static <T> T reached(Supplier<T> decision) {
    try {
      return decision.get();
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("The rate limiter cannot be reached", e);
    }
  }
}
