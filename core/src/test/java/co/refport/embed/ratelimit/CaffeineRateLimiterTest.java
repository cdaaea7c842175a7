package co.refport.embed.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter.Decision;
import co.refport.embed.spi.RateLimiter.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  void floodReleasesNoLimitedId() {
    RateLimit limit = RateLimit.perMinute(60);
    for (int caller = 0; caller < 100; caller++) {
      useUp("limited-" + caller, limit);
    }
    flood(200_000, limit);
    for (int caller = 0; caller < 100; caller++) {
      Decision decision = limiter.tryAcquire(Scope.CLIENT_ADDRESS, "limited-" + caller, limit);
      assertThat(decision.allowed()).as("caller " + caller).isFalse();
      assertThat(decision.retryAfter()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void floodLimitsNoOtherId() {
    RateLimit limit = RateLimit.perMinute(60);
    for (int caller = 0; caller < 20; caller++) {
      useUp("limited-" + caller, limit);
    }
    flood(20_000, limit);
    int limited = 0;
    for (int caller = 0; caller < 1_000; caller++) {
      limited += limiter.tryAcquire(Scope.CLIENT_ADDRESS, "new-" + caller, limit).allowed() ? 0 : 1;
    }
    assertThat(limited).as("of 1,000 new ids, by shared slots").isLessThan(10);
  }

  @Test
  void forgottenBucketsFillUpAgain() {
    RateLimit limit = RateLimit.perMinute(60);
    useUp("limited", limit);
    flood(20_000, limit);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(limiter.tryAcquire(Scope.CLIENT_ADDRESS, "limited", limit).allowed()).isTrue();
    assertThat(limiter.tryAcquire(Scope.CLIENT_ADDRESS, "limited", limit).allowed()).isFalse();
    flood(20_000, limit);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(limiter.tryAcquire(Scope.CLIENT_ADDRESS, "limited", limit).remaining())
        .isEqualTo(59);
  }

  private void useUp(String id, RateLimit limit) {
    while (limiter.tryAcquire(Scope.CLIENT_ADDRESS, id, limit).allowed()) {}
  }

  private void flood(int ids, RateLimit limit) {
    for (int i = 0; i < ids; i++) {
      limiter.tryAcquire(Scope.CLIENT_ADDRESS, "address-" + i, limit);
    }
  }

  /** In a process of its own, because the size of the heap is what is tested. */
  @Test
  void fiveMillionCallersFitInASmallHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FiveMillionCallers.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("released: 0 of 1000");
  }

  @Test
  void theEndsOfTheRangeWork() {
    RateLimit largest = RateLimit.perMinute(1_000_000_000);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "large", largest).remaining())
        .isEqualTo(999_999_999);
    RateLimit slowest = new RateLimit(1, Duration.ofDays(1));
    limiter.tryAcquire(Scope.API_KEY, "slow", slowest);
    assertThat(limiter.tryAcquire(Scope.API_KEY, "slow", slowest).retryAfter())
        .isEqualTo(Duration.ofDays(1));
  }
}
