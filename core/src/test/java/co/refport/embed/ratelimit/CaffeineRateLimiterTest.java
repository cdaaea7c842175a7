package co.refport.embed.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter.Decision;
import co.refport.embed.spi.RateLimiter.Scope;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CaffeineRateLimiterTest {

  private final AtomicLong nanos = new AtomicLong();
  private final CaffeineRateLimiter limiter = new CaffeineRateLimiter(1_000, nanos::get);

  @Test
  void allowsTheLimitThenSaysWhenARetrySucceeds() {
    RateLimit limit = RateLimit.perMinute(3);
    for (int left = 2; left >= 0; left--) {
      Decision decision = limiter.tryAcquire(Scope.API_KEY, "k", limit);
      assertThat(decision.allowed()).isTrue();
      assertThat(decision.remaining()).isEqualTo(left);
    }
    Decision refused = limiter.tryAcquire(Scope.API_KEY, "k", limit);
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(20));
    assertThat(refused.resetAfter()).isEqualTo(Duration.ofMinutes(1));
    nanos.addAndGet(refused.retryAfter().toNanos() - 1);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "k", limit).allowed()).isFalse();
    nanos.addAndGet(1);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "k", limit).allowed()).isTrue();
  }

  @Test
  void askingTakesNoPermit() {
    RateLimit limit = RateLimit.perMinute(1);
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.timeToPermit(Scope.API_KEY, "k", limit)).isZero();
    }
    assertThat(limiter.tryAcquire(Scope.API_KEY, "k", limit).allowed()).isTrue();
    assertThat(limiter.timeToPermit(Scope.API_KEY, "k", limit)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void idsAndScopesDoNotShare() {
    RateLimit limit = RateLimit.perMinute(1);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "a", limit).allowed()).isTrue();
    assertThat(limiter.tryAcquire(Scope.API_KEY, "b", limit).allowed()).isTrue();
    assertThat(limiter.tryAcquire(Scope.CLIENT_ADDRESS, "a", limit).allowed()).isTrue();
    assertThat(limiter.tryAcquire(Scope.API_KEY, "a", limit).allowed()).isFalse();
  }

  @Test
  void aFloodOfAddressesDoesNotForgetKeys() {
    RateLimit limit = RateLimit.perMinute(1);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "k", limit).allowed()).isTrue();
    for (int i = 0; i < 20_000; i++) {
      limiter.tryAcquire(Scope.CLIENT_ADDRESS, "address-" + i, limit);
    }
    assertThat(limiter.tryAcquire(Scope.API_KEY, "k", limit).allowed()).isFalse();
  }

  @Test
  void aBucketIsNotForgottenBeforeItIsFullAgain() {
    RateLimit limit = RateLimit.perMinute(10);
    for (int i = 0; i < 10; i++) {
      limiter.tryAcquire(Scope.API_KEY, "k", limit);
    }
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(limiter.tryAcquire(Scope.API_KEY, "k", limit).remaining()).isEqualTo(4);
  }

  @Test
  void aFloodOfIdsIsForgottenRatherThanKept() {
    RateLimit limit = RateLimit.perMinute(1);
    int ids = 10_000;
    for (int i = 0; i < ids; i++) {
      limiter.tryAcquire(Scope.CLIENT_ADDRESS, "address-" + i, limit);
    }
    long kept = 0;
    for (int i = 0; i < ids; i++) {
      kept += limiter.timeToPermit(Scope.CLIENT_ADDRESS, "address-" + i, limit).isZero() ? 0 : 1;
    }
    assertThat(kept).isBetween(1L, 1_000L);
  }

  @Test
  void theEndsOfTheRangeWork() {
    RateLimit largest = RateLimit.perMinute(1_000_000_000);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "large", largest).remaining())
        .isEqualTo(999_999_999);
    RateLimit slowest = new RateLimit(1, Duration.ofDays(1));
    limiter.tryAcquire(Scope.API_KEY, "slow", slowest);
    assertThat(limiter.timeToPermit(Scope.API_KEY, "slow", slowest)).isEqualTo(Duration.ofDays(1));
  }
}
