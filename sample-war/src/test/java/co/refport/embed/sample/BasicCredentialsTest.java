package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC   "})
  void thePasswordIsAllAfterTheFirstColon(String scheme) {
    assertThat(BasicCredentials.parse(scheme + encoded("operator:a:b ä")))
        .contains(new BasicCredentials("operator", "a:b ä"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Basic rk_1234", "Bearer b3BlcmF0b3I6eA==", "Basic Ä"})
  void whatIsNoneIsNoDefect(String header) {
    assertThat(BasicCredentials.parse(header)).isEmpty();
  }

  @Test
  void withoutAColonThereAreNone() {
    assertThat(BasicCredentials.parse("Basic " + encoded("operator"))).isEmpty();
  }

  @Test
  void whatIsTooLongIsNotRead() {
    assertThat(BasicCredentials.parse("Basic " + encoded("operator:" + "x".repeat(1024))))
        .isEmpty();
  }

  @Test
  void nothingPrintsThem() {
    assertThat(new BasicCredentials("operator", "hunter2").toString()).doesNotContain("hunter2");
  }
}
