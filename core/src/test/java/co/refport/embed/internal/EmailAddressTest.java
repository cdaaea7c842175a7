package co.refport.embed.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "alice@example.com, alice@example.com",
    "Alice.B@EXAMPLE.Com, alice.b@example.com",
    "a!#$%&'*+/=?^_`{|}~-b@x.y, a!#$%&'*+/=?^_`{|}~-b@x.y",
    "user@bücher.de, user@xn--bcher-kva.de",
    "user@BÜCHER.de, user@xn--bcher-kva.de",
    "user@XN--BCHER-KVA.de, user@xn--bcher-kva.de",
    "user@例え.jp, user@xn--r8jz45g.jp",
    "user@a-b.c1.d, user@a-b.c1.d",
    "1@2.3, 1@2.3",
  })
  void isEqualByItsAsciiFormInLowerCase(String typed, String canonical) {
    EmailAddress email = EmailAddress.parse(typed).orElseThrow();
    assertThat(email.canonical()).isEqualTo(canonical);
    assertThat(email.typed()).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "@example.com",
        "alice@",
        "alice@example",
        "alice@example.com.",
        "alice@.example.com",
        "alice@example..com",
        ".alice@example.com",
        "alice.@example.com",
        "al..ice@example.com",
        "al ice@example.com",
        "al@ice@example.com",
        "\"alice\"@example.com",
        "alice@[127.0.0.1]",
        "alice@-example.com",
        "alice@example-.com",
        "alice@exa_mple.com",
        "alice@exa mple.com",
        "älice@example.com",
        "alice@faß.de",
        "alice@ｅｘａｍｐｌｅ.com",
        "alice@bu\u0308cher.de",
        "alice@a。b.com",
        "alice@\u200B.com",
        "alice@ex\u00ADample.com",
        "alice@\uD800.com",
        "alice\u0000@example.com",
        "alice@exam\u0000ple.com",
        "alice@example.com\n",
      })
  void refusesWhatIsNoAddressOrWouldQuietlyBecomeAnother(String typed) {
    assertThat(EmailAddress.parse(typed)).isEmpty();
  }

  @Test
  void theLocalPartHasAtMost64Characters() {
    assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
  }

  @Test
  void aLabelHasAtMost63Characters() {
    assertThat(EmailAddress.parse("a@" + "b".repeat(63) + ".com")).isPresent();
    assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".com")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "ü".repeat(63) + ".com")).isEmpty();
  }

  @Test
  void theAsciiFormHasAtMost254Characters() {
    String domain = ("b".repeat(49) + ".").repeat(4) + "com";
    String fits = "a".repeat(254 - 1 - domain.length()) + "@" + domain;
    assertThat(fits).hasSize(254);
    assertThat(EmailAddress.parse(fits)).isPresent();
    assertThat(EmailAddress.parse("a" + fits)).isEmpty();
    String compact = "a@" + ("\uD840\uDC00".repeat(50) + ".").repeat(4) + "com";
    assertThat(compact.length()).isGreaterThan(400);
    assertThat(EmailAddress.parse(compact)).isPresent();
    String wide = "a@" + ("ü".repeat(40) + ".").repeat(6) + "com";
    assertThat(wide.length()).isLessThan(254);
    assertThat(EmailAddress.parse(wide)).isEmpty();
  }

  @Test
  void anyTextIsJudgedWithoutAnException() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder label = new StringBuilder();
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        label.append((char) random.nextInt(random.nextBoolean() ? 0x250 : 0x10000));
      }
      EmailAddress.parse("a@" + label + ".com")
          .ifPresent(
              email -> {
                assertThat(email.canonical()).matches("[\\x21-\\x7E]{1,254}");
                assertThat(EmailAddress.parse(email.canonical()).orElseThrow().canonical())
                    .isEqualTo(email.canonical());
              });
    }
  }

  @Test
  void theAddressDoesNotLeak() {
    assertThat(EmailAddress.parse("alice@example.com").orElseThrow().toString())
        .doesNotContain("alice");
  }
}
