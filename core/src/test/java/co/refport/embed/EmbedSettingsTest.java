package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.RateLimit;
import co.refport.embed.store.InMemoryEmbedStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedSettingsTest {

  private static EmbedTokensBuilder configured(String name, String value) {
    return EmbedTokens.builder(new InMemoryEmbedStore())
        .settings(EmbedSettings.of("refport.embed.", Map.of("refport.embed." + name, value)::get));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          token-lifetime | PT59S       | an ISO 8601 duration of whole seconds from PT1M to PT24H
          token-lifetime | PT24H1S     | an ISO 8601 duration of whole seconds from PT1M to PT24H
          token-lifetime | PT90.5S     | an ISO 8601 duration of whole seconds from PT1M to PT24H
          token-lifetime | 15          | an ISO 8601 duration of whole seconds from PT1M to PT24H
          staleness      | -PT1S       | an ISO 8601 duration of whole seconds from PT0S to PT5M
          staleness      | PT301S      | an ISO 8601 duration of whole seconds from PT0S to PT5M
          rate-limit     | 0           | a whole number from 1 to 1000000000
          rate-limit     | 1000000001  | a whole number from 1 to 1000000000
          rate-limit     | 1e3         | a whole number from 1 to 1000000000
          address-limit  | -1          | a whole number from 1 to 1000000000
          body-timeout   | PT0S        | an ISO 8601 duration of whole seconds from PT1S to PT5M
          body-timeout   | PT5M1S      | an ISO 8601 duration of whole seconds from PT1S to PT5M
          bodies-per-key | 0           | a whole number from 1 to 100000
          bodies-per-key | 100001      | a whole number from 1 to 100000
          cache-size     | 99          | a whole number from 100 to 10000000
          issuer         | two words   | 1 to 64 printable ASCII characters without spaces
          """)
  void aWrongValueIsOneSentenceWithSettingValueAndRange(String name, String value, String range) {
    assertThatThrownBy(() -> configured(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Setting refport.embed.%s (or environment variable REFPORT_EMBED_%s) is \"%s\" but must be %s.",
            name, name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), value, range);
  }

  @ParameterizedTest
  @CsvSource({"c2hvcnQ", "not base64 at all!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aWeakSecretIsRefusedWithoutBeingQuoted(String secret) {
    assertThatThrownBy(() -> configured("signing-secret", secret))
        .hasMessageContaining("signing-secret")
        .hasMessageContaining("at least 32 random bytes")
        .hasMessageNotContaining(secret);
  }

  @ParameterizedTest
  @CsvSource({
    "token-lifetime, PT1M",
    "token-lifetime, PT24H",
    "token-lifetime, P1D",
    "staleness, PT0S",
    "staleness, PT5M",
    "rate-limit, 1",
    "rate-limit, 1000000000",
    "rate-limit, ' 600 '",
    "rate-limit, ''",
    "body-timeout, PT1S",
    "body-timeout, PT5M",
    "bodies-per-key, 1",
    "bodies-per-key, 100000",
    "cache-size, 100",
    "issuer, https://example.com/",
    "signing-secret, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
  })
  void theEndsOfTheRangesAreAllowed(String name, String value) {
    configured(name, value).build().close();
  }

  @Test
  void codeIsHeldToTheSameRanges() {
    EmbedTokensBuilder builder = EmbedTokens.builder(new InMemoryEmbedStore());
    assertThatThrownBy(() -> builder.tokenLifetime(Duration.ofSeconds(59)))
        .hasMessage(
            "tokenLifetime is PT59S but must be an ISO 8601 duration of whole seconds from PT1M to"
                + " PT24H.");
    assertThatThrownBy(() -> builder.staleness(Duration.ofMinutes(6)))
        .hasMessageStartingWith("staleness is PT6M but must be");
    assertThatThrownBy(() -> builder.bodyTimeout(Duration.ofMillis(1500)))
        .hasMessageStartingWith("bodyTimeout is PT1.5S but must be");
    assertThatThrownBy(() -> builder.bodiesPerKey(0))
        .hasMessageStartingWith("bodiesPerKey is 0 but");
    assertThatThrownBy(() -> builder.cacheSize(1)).hasMessageStartingWith("cacheSize is 1 but");
    assertThatThrownBy(() -> builder.issuer("")).hasMessageStartingWith("issuer is \"\" but");
    assertThatThrownBy(() -> builder.signingSecret(new byte[31]))
        .hasMessage(
            "signingSecret must be 1 to 4 different secrets, separated by commas, each"
                + " at least 32 random bytes in base64url.");
    assertThatThrownBy(() -> RateLimit.perMinute(0)).hasMessageStartingWith("permits is 0 but");
    assertThatThrownBy(() -> new RateLimit(1, Duration.ofMillis(999)))
        .hasMessageStartingWith("period is PT0.999S but");
  }

  @Test
  void aPropertyGoesBeforeItsEnvironmentVariable() {
    assertThat(EmbedSettings.systemValue("java.version"))
        .isEqualTo(System.getProperty("java.version"));
    assertThat(EmbedSettings.systemValue("path")).isEqualTo(System.getenv("PATH"));
    assertThat(EmbedSettings.systemValue("refport.embed.no-such-setting")).isNull();
  }
}
