package co.refport.embed.ratelimit;

import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter.Scope;
import java.util.stream.IntStream;

/** A program: a flood of distinct callers while some callers are limited, with the default size. */
final class FiveMillionCallers {

  private static final int LIMITED = 1_000;
  private static final int FLOOD = 5_000_000;
  private static final RateLimit LIMIT = RateLimit.perMinute(60);

  private FiveMillionCallers() {}

  public static void main(String[] arguments) {
    // time stands still, so an id that is allowed again was forgotten
    CaffeineRateLimiter limiter = new CaffeineRateLimiter(100_000, () -> 0);
    for (int caller = 0; caller < LIMITED; caller++) {
      while (limiter.tryAcquire(Scope.CLIENT_ADDRESS, "limited-" + caller, LIMIT).allowed()) {}
    }
    for (int i = 0; i < FLOOD; i++) {
      limiter.tryAcquire(Scope.CLIENT_ADDRESS, "address-" + i, LIMIT);
    }
    long released =
        IntStream.range(0, LIMITED)
            .filter(
                caller ->
                    limiter.tryAcquire(Scope.CLIENT_ADDRESS, "limited-" + caller, LIMIT).allowed())
            .count();
    System.out.println("released: " + released + " of " + LIMITED);
  }
}
