package co.refport.embed.benchmark;

import co.refport.embed.ratelimit.CaffeineRateLimiter;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision of the limiter, next to one bucket of Bucket4j alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LimiterBenchmark {

  private final RateLimit limit = RateLimit.perMinute(RateLimit.MAX_PERMITS);
  private final RateLimiter limiter = new CaffeineRateLimiter(100_000, System::nanoTime);
  private final Bucket bucket =
      Bucket.builder()
          .addLimit(
              bandwidth ->
                  bandwidth.capacity(limit.permits()).refillGreedy(limit.permits(), limit.period()))
          .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
          .build();

  @Benchmark
  public RateLimiter.Decision decide() {
    return limiter.tryAcquire(RateLimiter.Scope.API_KEY, "key_0000000000000000000000", limit);
  }

  @Benchmark
  public ConsumptionProbe bucketOnly() {
    return bucket.tryConsumeAndReturnRemaining(1);
  }
}
