package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.RequestDeadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a request gets from a store whose every operation takes three seconds. */
class RequestDeadlineTest {

  private static final Duration ROUND_TRIP = Duration.ofSeconds(3);
  private static final String ADDRESS = "192.0.2.1";

  private final Fixture fixture = new Fixture();
  private final ApiKey key = fixture.issueApiKey("key_1", null, null);
  private final Interception slow =
      new Interception(
          fixture.store,
          (method, arguments) -> {
            fixture.time.pass(ROUND_TRIP);
            return null;
          });

  private final EmbedTokenRequest request =
      EmbedTokenRequest.builder().tenantId("t1").partner("alice@example.com", null).build();

  @Test
  void slowStoreEndsInServiceUnavailable() {
    try (EmbedTokens tokens = fixture.node(slow.store()).build()) {
      long start = fixture.time.nanoTime();
      EmbedException rejected =
          catchThrowableOfType(
              EmbedException.class, () -> tokens.authenticate(key.text(), ADDRESS).create(request));
      assertThat(rejected.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(rejected.retryAfter()).isPresent();
      assertThat(Duration.ofNanos(fixture.time.nanoTime() - start))
          .isLessThanOrEqualTo(Duration.ofSeconds(10).plus(ROUND_TRIP));
      assertThat(slow.calls()).doesNotContain("createEnrollment", "recordApiKeyUse");
      assertThat(RequestDeadline.timeLeft()).isEmpty();
    }
  }

  @Test
  void longerDeadlineSucceeds() {
    try (EmbedTokens tokens =
        fixture.node(slow.store()).requestTimeout(Duration.ofMinutes(1)).build()) {
      tokens.authenticate(key.text(), ADDRESS).create(request);
      assertThat(slow.calls()).contains("createEnrollment");
    }
  }

  @Test
  void timeBetweenStepsDoesNotCount() {
    try (EmbedTokens tokens = fixture.builder().build()) {
      AuthenticatedCaller caller = tokens.authenticate(key.text(), ADDRESS);
      fixture.time.pass(Duration.ofMinutes(1));
      assertThat(caller.create(request).publicToken()).startsWith("pt_");
    }
  }

  @Test
  void deadlineIsSeenInsideOperations() {
    EmbedStore store =
        new Interception(
                fixture.store,
                (method, arguments) -> {
                  if (method.getName().equals("createEnrollment")) {
                    fixture.time.pass(Duration.ofSeconds(11));
                    RequestDeadline.check();
                  }
                  return null;
                })
            .store();
    try (EmbedTokens tokens = fixture.node(store).build()) {
      EmbedException rejected =
          catchThrowableOfType(
              EmbedException.class, () -> tokens.create(Fixture.ORGANIZATION, request));
      assertThat(rejected.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(fixture.store.findEnrollmentByTenantId(Fixture.ORGANIZATION, "t1")).isEmpty();
    }
  }
}
