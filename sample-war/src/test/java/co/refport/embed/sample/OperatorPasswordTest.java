package co.refport.embed.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorPasswordTest {

  @Test
  void itMatchesItselfOnly() {
    OperatorPassword password = OperatorPassword.parse("correct horse battery").orElseThrow();

    assertThat(password.matches("correct horse battery")).isTrue();
    assertThat(password.matches("correct horse batterY")).isFalse();
    assertThat(password.matches("correct horse battery ")).isFalse();
    assertThat(password.matches("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "elevenchars", "twelve chärs", "a tab\tin between"})
  void whatIsTooShortOrNotPrintableAsciiIsNone(String text) {
    assertThat(OperatorPassword.parse(text)).isEmpty();
  }

  @Test
  void thereAreAtMost128Characters() {
    assertThat(OperatorPassword.parse("x".repeat(128))).isPresent();
    assertThat(OperatorPassword.parse("x".repeat(129))).isEmpty();
  }

  @Test
  void aGeneratedOneIsNewAndCanBeTyped() {
    String text = OperatorPassword.generate(new SecureRandom());

    assertThat(OperatorPassword.parse(text)).isPresent();
    assertThat(text).matches("[a-z2-9]{26}").doesNotContain("l", "o");
    assertThat(OperatorPassword.generate(new Random(1)))
        .isNotEqualTo(OperatorPassword.generate(new Random(2)));
  }
}
