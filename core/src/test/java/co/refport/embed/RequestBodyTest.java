package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.RateLimiter.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are large, slow, broken or many. */
class RequestBodyTest {

  private static final int MAX_BYTES = 16_384;

  private final Fixture fixture = new Fixture();
  private final ApiKey key = fixture.issueApiKey("key_1", null, null);
  private final EmbedTokens tokens =
      fixture.builder().bodyTimeout(Duration.ofSeconds(10)).bodiesPerKey(3).build();

  private AuthenticatedCaller caller(ApiKey apiKey) {
    return tokens.authenticate(apiKey.text(), "192.0.2.1");
  }

  private EmbedException rejection(InputStream body) {
    EmbedException rejected =
        catchThrowableOfType(EmbedException.class, () -> caller(key).readBody(body));
    assertThat(rejected).as("expected a rejection").isNotNull();
    return rejected;
  }

  /** Returns one byte at each read. */
  private abstract static class ByteByByte extends InputStream {
    abstract int next() throws IOException;

    @Override
    public int read() throws IOException {
      return next();
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      int next = next();
      if (next >= 0) {
        bytes[offset] = (byte) next;
      }
      return next < 0 ? -1 : 1;
    }
  }

  /** A body that arrives byte by byte, each after a pause. */
  private InputStream trickle(int length, Duration pause) {
    return new ByteByByte() {
      private int sent;

      @Override
      int next() {
        fixture.time.pass(pause);
        return sent++ < length ? 'x' : -1;
      }
    };
  }

  private InputStream failing(Duration pause, IOException failure) {
    return new ByteByByte() {
      @Override
      int next() throws IOException {
        fixture.time.pass(pause);
        throw failure;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, MAX_BYTES})
  void readsBodyOfAllowedSize(int length) {
    byte[] body = new byte[length];
    if (length > 0) {
      body[length - 1] = 7;
    }
    assertThat(caller(key).readBody(new ByteArrayInputStream(body))).isEqualTo(body);
  }

  @Test
  void readsOneByteBeyondLimit() {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[100_000]);
    EmbedException rejected = rejection(body);
    assertThat(rejected.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    assertThat(body.available()).isEqualTo(100_000 - MAX_BYTES - 1);
  }

  @Test
  void readsSlowBodyWithinDeadline() {
    assertThat(caller(key).readBody(trickle(8, Duration.ofSeconds(1)))).hasSize(8);
  }

  @Test
  void rejectsBodyAtDeadline() {
    EmbedException rejected = rejection(trickle(MAX_BYTES, Duration.ofSeconds(1)));
    assertThat(rejected.code()).isEqualTo(ErrorCode.REQUEST_TIMEOUT);
    assertThat(rejected).hasMessage("The body must arrive completely within 10 s");
    assertThat(fixture.time.nanoTime()).isEqualTo(Duration.ofSeconds(10).toNanos());
    assertThat(fixture.events)
        .endsWith(
            new EmbedEvent.RequestRefused(
                ErrorCode.REQUEST_TIMEOUT, Fixture.ORGANIZATION, "key_1"));
  }

  @Test
  void rejectsLateEndOfBody() {
    InputStream body =
        new ByteByByte() {
          @Override
          int next() {
            fixture.time.pass(Duration.ofSeconds(11));
            return -1;
          }
        };
    assertThat(rejection(body).code()).isEqualTo(ErrorCode.REQUEST_TIMEOUT);
  }

  static List<IOException> readTimeouts() {
    return List.of(
        new SocketTimeoutException("Read timed out"),
        new IOException(new SocketTimeoutException("Read timed out")),
        new IOException("Idle timeout", new TimeoutException("Idle timeout expired")));
  }

  @ParameterizedTest
  @MethodSource("readTimeouts")
  void rejectsReadTimeoutOfServer(IOException timeout) {
    assertThat(rejection(failing(Duration.ofSeconds(1), timeout)).code())
        .isEqualTo(ErrorCode.REQUEST_TIMEOUT);
  }

  @Test
  void rejectsFailureAfterDeadlineAsTimeout() {
    assertThat(rejection(failing(Duration.ofSeconds(30), new IOException("closed"))).code())
        .isEqualTo(ErrorCode.REQUEST_TIMEOUT);
  }

  @Test
  void rejectsBodyThatBreaksOff() {
    EmbedException rejected = rejection(failing(Duration.ZERO, new IOException("secret")));
    assertThat(rejected.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(rejected).hasMessage("body must arrive completely");
  }

  @Test
  void limitsBodiesOfOneKey() throws Exception {
    CountDownLatch reading = new CountDownLatch(3);
    CountDownLatch complete = new CountDownLatch(1);
    InputStream waiting =
        new ByteByByte() {
          @Override
          int next() throws IOException {
            reading.countDown();
            try {
              complete.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return -1;
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<byte[]>> bodies = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        bodies.add(threads.submit(() -> caller(key).readBody(waiting)));
      }
      reading.await();
      EmbedException rejected = rejection(InputStream.nullInputStream());
      assertThat(rejected.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      assertThat(rejected.retryAfter()).contains(Duration.ofSeconds(1));
      assertThat(fixture.events).endsWith(new EmbedEvent.RateLimited(Scope.API_KEY, "key_1"));
      ApiKey other = fixture.issueApiKey("key_2", null, null);
      assertThat(caller(other).readBody(InputStream.nullInputStream())).isEmpty();
      complete.countDown();
      for (Future<byte[]> body : bodies) {
        assertThat(body.get()).isEmpty();
      }
      assertThat(caller(key).readBody(InputStream.nullInputStream())).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void releasesSlotOfRejectedBody() {
    InputStream defect =
        new ByteByByte() {
          @Override
          int next() {
            throw new IllegalStateException("defect");
          }
        };
    for (int i = 0; i < 10; i++) {
      rejection(new ByteArrayInputStream(new byte[100_000]));
      rejection(trickle(MAX_BYTES, Duration.ofSeconds(20)));
      rejection(failing(Duration.ZERO, new IOException("closed")));
      assertThatThrownBy(() -> caller(key).readBody(defect)).hasMessage("defect");
    }
    assertThat(caller(key).readBody(InputStream.nullInputStream())).isEmpty();
  }
}
