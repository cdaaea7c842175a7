package co.refport.embed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so: wall clock and ticker in one. */
final class ManualTime implements InstantSource {

  static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final AtomicLong elapsed = new AtomicLong();

  @Override
  public Instant instant() {
    return START.plusNanos(elapsed.get());
  }

  long nanoTime() {
    return elapsed.get();
  }

  void pass(Duration duration) {
    elapsed.addAndGet(duration.toNanos());
  }
}
