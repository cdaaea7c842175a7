package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorBodyTest {

  private static OperatorBody read(String text, Charset charset) {
    return OperatorBody.read(new ByteArrayInputStream(text.getBytes(charset)), "a", "b");
  }

  private static OperatorBody read(String text) {
    return read(text, UTF_8);
  }

  private static void assertRefused(int status, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            OperatorBody.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  void membersHaveTheirTypes() {
    OperatorBody body = read("{\"a\":[\"x\",\"\"],\"b\":true}");

    assertThat(body.texts("a")).containsExactly("x", "");
    assertThat(body.flag("b")).isTrue();
    assertRefused(400, () -> body.text("a"));
    assertRefused(400, () -> body.flag("a"));
    assertRefused(400, () -> body.texts("b"));
    assertRefused(400, () -> read("{}").flag("a"));
    assertRefused(400, () -> read("{}").texts("a"));
    assertThat(read("{}").text("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":\"x\",}",
        "{\"c\":\"x\"}",
        "{\"a\":\"x\",\"a\":\"x\"}",
        "{\"a\":{}}",
        "{\"a\":null}",
        "{\"a\":[\"x\",1]}",
        "{\"a\":[[]]}",
        "{\"a\":[\"x\"",
        "{\"a\"",
        "\uFEFF{}"
      })
  void whatIsNotOneObjectOfKnownMembersIsRefused(String text) {
    assertRefused(400, () -> read(text));
  }

  @Test
  void deepNestingIsNoDefect() {
    assertRefused(400, () -> read("{\"a\":" + "[".repeat(4000) + "]".repeat(4000) + "}"));
  }

  @Test
  void onlyUtf8IsRead() {
    assertRefused(400, () -> read("{\"a\":\"ä\"}", StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThat(read("{}" + " ".repeat(OperatorBody.MAX_BYTES - 2)).text("a")).isEmpty();
    assertRefused(413, () -> read("{}" + " ".repeat(OperatorBody.MAX_BYTES - 1)));
  }

  @Test
  void aDurationHasARange() {
    assertThat(read("{\"a\":\"P30D\"}").duration("a", Duration.ZERO)).contains(Duration.ofDays(30));
    assertThat(read("{}").duration("a", Duration.ZERO)).isEmpty();
    assertThat(read("{\"a\":\"PT0S\"}").duration("a", Duration.ZERO)).contains(Duration.ZERO);
    assertThat(read("{\"a\":\"P3650D\"}").duration("a", Duration.ZERO)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 day", "P1Y", "PT59S", "-P1D", "P3651D", "P99999999999999999999D"})
  void anotherDurationIsRefused(String text) {
    OperatorBody body = read("{\"a\":\"" + text + "\"}");

    assertRefused(400, () -> body.duration("a", Duration.ofMinutes(1)));
  }
}
