package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OncePerMinuteTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** The second start is one where the elapsed time overflows. */
  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 5})
  void permitsAgainAfterOneMinute(long start) {
    AtomicLong nanos = new AtomicLong(start);
    OncePerMinute permit = new OncePerMinute(nanos::get);
    assertThat(permit.tryAcquire()).isTrue();
    assertThat(permit.tryAcquire()).isFalse();
    nanos.addAndGet(MINUTE - 1);
    assertThat(permit.tryAcquire()).isFalse();
    nanos.addAndGet(1);
    assertThat(permit.tryAcquire()).isTrue();
    assertThat(permit.tryAcquire()).isFalse();
    nanos.addAndGet(100 * MINUTE);
    assertThat(permit.tryAcquire()).isTrue();
    assertThat(permit.tryAcquire()).isFalse();
  }

  @Test
  void permitsOneOfManyThreads() {
    OncePerMinute permit = new OncePerMinute(() -> 0);
    assertThat(IntStream.range(0, 1000).parallel().filter(i -> permit.tryAcquire()).count())
        .isEqualTo(1);
  }
}
