package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** Written down once: keys that were handed out must stay readable. */
  private static final String KNOWN = "rk_00000000000000000000000000000000000000000014Cbrnb";

  @Test
  void aNewKeyHasTheDocumentedForm() {
    for (int seed = 0; seed < 1_000; seed++) {
      String text = ApiKey.generate(new Random(seed)).text();
      assertThat(text).matches("rk_[0-9A-Za-z]{49}");
      assertThat(ApiKey.parse(text).orElseThrow().text()).isEqualTo(text);
      CRC32 crc = new CRC32();
      crc.update(text.substring(0, 46).getBytes(StandardCharsets.US_ASCII));
      assertThat(base62(text.substring(46))).isEqualTo(crc.getValue());
    }
  }

  @Test
  void aChecksumInTheOtherOrderOfTheDigitsIsAccepted() {
    String digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int seed = 0; seed < 100; seed++) {
      String checked = ApiKey.generate(new Random(seed)).text().substring(0, 46);
      CRC32 crc = new CRC32();
      crc.update(checked.getBytes(StandardCharsets.US_ASCII));
      StringBuilder checksum = new StringBuilder();
      for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
        checksum.insert(0, digits.charAt((int) (rest % 62)));
      }
      String text = checked + checksum;
      assertThat(ApiKey.parse(text).orElseThrow().text()).isEqualTo(text);
    }
  }

  @Test
  void allBitsOfTheSecretCount() {
    assertThat(ApiKey.generate(bytes(0xFF)).text())
        .isNotEqualTo(ApiKey.generate(bytes(0x7F)).text())
        .hasSize(52);
    assertThat(ApiKey.generate(bytes(0)).text())
        .startsWith("rk_0000000000000000000000000000000000000000000");
  }

  @Test
  void aChangedCharacterIsNoticed() {
    String text = ApiKey.generate(new Random(1)).text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(ApiKey.parse(changed)).as("character %d changed", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rk_",
        "rk_short",
        "RK_0000000000000000000000000000000000000000001000000",
        "rk_000000000000000000000000000000000000000000_000000",
        " rk_0000000000000000000000000000000000000000001000000",
        "rk_ééééééééééééééééééééééééééééééééééééééééééééééééé"
      })
  void whatIsNotAKeyIsEmpty(String text) {
    assertThat(ApiKey.parse(text)).isEmpty();
  }

  @Test
  void theHashIsTheSha256OfTheText() {
    // echo -n text | sha256sum
    ApiKey key = ApiKey.parse(KNOWN).orElseThrow();
    assertThat(key.sha256())
        .isEqualTo("69cb6f954c9992c6af5ba0acd5ff48b0661dbc0d81fcb20025c7b25a2267fec5");
  }

  @Test
  void theTextDoesNotLeak() {
    ApiKey key = ApiKey.generate(new Random(1));
    assertThat(key.toString()).doesNotContain(key.text().substring(3, 10));
  }

  @Test
  void keysAreEqualByText() {
    ApiKey key = ApiKey.generate(new Random(1));
    assertThat(ApiKey.parse(key.text()).orElseThrow()).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(ApiKey.generate(new Random(2))).isNotEqualTo(key);
  }

  private static long base62(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * 62 + DIGITS.indexOf(digits.charAt(i));
    }
    return value;
  }

  private static RandomGenerator bytes(int value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0x0101010101010101L * value;
      }
    };
  }
}
