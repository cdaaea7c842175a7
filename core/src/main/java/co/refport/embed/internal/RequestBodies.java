package co.refport.embed.internal;

import co.refport.embed.AuthenticatedCaller;
import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.FieldError;
import co.refport.embed.spi.RateLimiter.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads request bodies: of bounded size, in bounded time, and a bounded number of each API key. */
final class RequestBodies {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int MAX_CAUSES = 8;

  private final Duration timeout;
  private final long maxPerKey;
  private final Limits limits;
  private final LongSupplier ticker;

  /** How many bodies of a key are being read now, by the key's id; never zero. */
  private final ConcurrentMap<String, Long> reading = new ConcurrentHashMap<>();

  RequestBodies(Duration timeout, long maxPerKey, Limits limits, LongSupplier ticker) {
    this.timeout = timeout;
    this.maxPerKey = maxPerKey;
    this.limits = limits;
    this.ticker = ticker;
  }

  byte[] read(String apiKeyId, InputStream body) {
    if (!enter(apiKeyId)) {
      throw limits.publishExceeded(Scope.API_KEY, apiKeyId, RETRY_AFTER, null);
    }
    try {
      return read(body);
    } finally {
      reading.computeIfPresent(apiKeyId, (id, count) -> count == 1 ? null : count - 1);
    }
  }

  private boolean enter(String apiKeyId) {
    boolean[] entered = new boolean[1];
    reading.compute(
        apiKeyId,
        (id, count) -> {
          long before = count == null ? 0 : count;
          entered[0] = before < maxPerKey;
          return entered[0] ? before + 1 : before;
        });
    return entered[0];
  }

  private byte[] read(InputStream body) {
    long start = ticker.getAsLong();
    byte[] bytes = new byte[AuthenticatedCaller.MAX_BODY_BYTES + 1];
    int length = 0;
    try {
      // each read returns what has arrived, so the time can be checked between two reads
      for (int count = 0; count >= 0; count = body.read(bytes, length, bytes.length - length)) {
        length += count;
        if (length == bytes.length) {
          throw new EmbedException(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "The body may have at most " + AuthenticatedCaller.MAX_BODY_BYTES + " bytes");
        }
        if (isOver(start)) {
          throw tooSlow();
        }
      }
      if (isOver(start)) {
        throw tooSlow(); // the end of the body came late
      }
    } catch (IOException e) {
      throw isOver(start) || isTimeout(e)
          ? tooSlow()
          : EmbedException.invalid(List.of(new FieldError("body", "must arrive completely")));
    }
    return Arrays.copyOf(bytes, length);
  }

  private boolean isOver(long start) {
    return ticker.getAsLong() - start >= timeout.toNanos();
  }

  /** Whether the server waited too long for a byte; each server throws an exception of its own. */
  private static boolean isTimeout(IOException failure) {
    @Nullable Throwable link = failure;
    for (int i = 0; link != null && i < MAX_CAUSES; i++) {
      if (link instanceof InterruptedIOException || link instanceof TimeoutException) {
        return true;
      }
      link = link.getCause();
    }
    return false;
  }

  private EmbedException tooSlow() {
    return new EmbedException(
        ErrorCode.REQUEST_TIMEOUT,
        "The body must arrive completely within " + timeout.toSeconds() + " s");
  }
}
