package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without an implementation of JAX-RS; PortalContractIT has the response. */
class MissingGuardTest {

  private final AtomicLong nanos = new AtomicLong();
  private final OncePerMinute warning = new OncePerMinute(nanos::get);
  private final Logger logger = Logger.getLogger("co.refport.embed");
  private final List<String> log = new CopyOnWriteArrayList<>();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          log.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(handler);
  }

  @Test
  void logsAtMostOncePerMinute() {
    for (int i = 0; i < 60; i++) {
      assertThat(MissingGuard.rejection("Summary.get", warning)).isNotNull();
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    }
    assertThat(log)
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("WARNING request ")
                    .contains("TOKEN_MISSING", "it reached Summary.get although")
                    .doesNotContain("\n"));
  }

  @Test
  void throwsIllegalStateWithoutJaxrs() {
    assertThat(MissingGuard.rejection("Summary.get", warning))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("No guard has processed this request");
  }

  @Test
  void respondsAsGuardWithoutToken() {
    PortalFixture portal = new PortalFixture(new org.eclipse.parsson.JsonProviderImpl());
    HttpAnswer guarded = portal.answer(PortalFixture.api());
    HttpAnswer unguarded = portal.guard.unguarded("id");
    assertThat(unguarded.status()).isEqualTo(401);
    assertThat(unguarded.headers().keySet()).isEqualTo(guarded.headers().keySet());
    assertThat(unguarded.headers())
        .containsEntry("WWW-Authenticate", "Bearer realm=\"refport\"")
        .containsEntry("Content-Security-Policy", "frame-ancestors 'self'");
    assertThat(PortalFixture.text(unguarded))
        .isEqualTo(
            "{\"error\":{\"code\":\"TOKEN_MISSING\","
                + "\"message\":\"No token is accepted at this address\",\"requestId\":\"id\"}}");
  }
}
