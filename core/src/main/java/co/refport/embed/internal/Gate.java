package co.refport.embed.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;

/** Lets operations through until it is closed, and says of an unreachable store what callers do. */
final class Gate {

  private static final Duration RETRY_UNAVAILABLE = Duration.ofSeconds(5);

  private volatile boolean closed;

  <T> T pass(Supplier<T> operation) {
    if (closed) {
      throw new IllegalStateException("EmbedTokens is closed");
    }
    try {
      return operation.get();
    } catch (StoreUnavailableException e) {
      EmbedException refusal =
          EmbedException.retryable(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The service is not available for the moment",
              RETRY_UNAVAILABLE);
      refusal.initCause(e);
      throw refusal;
    }
  }

  void close() {
    closed = true;
  }
}
