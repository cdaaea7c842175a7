package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedExceptionTest {

  @Test
  void invalidNamesFirstFieldAndRule() {
    EmbedException invalid =
        EmbedException.invalid(
            List.of(
                new FieldError("partner.email", "must be an email address"),
                new FieldError("tenantId", "must not be blank")));
    assertThat(invalid).hasMessage("partner.email must be an email address");
    assertThat(invalid.details()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 1 second",
    "PT0.000000001S, 1 second",
    "PT1S, 1 second",
    "PT1.000000001S, 2 seconds",
    "PT59.4S, 60 seconds"
  })
  void overLimitStatesSecondsToWait(Duration wait, String stated) {
    EmbedException overLimit = EmbedException.overLimit(wait, null);
    assertThat(overLimit).hasMessage("Too many requests; retry after " + stated);
    assertThat(stated).startsWith(overLimit.retryAfterSeconds().orElseThrow() + " ");
    assertThat(overLimit.retryAfter()).contains(wait);
  }

  @Test
  void otherRejectionsStateNoWait() {
    assertThat(new EmbedException(ErrorCode.NOT_FOUND, "x").retryAfterSeconds()).isEmpty();
  }
}
