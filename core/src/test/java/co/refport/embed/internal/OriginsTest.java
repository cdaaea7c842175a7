package co.refport.embed.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import co.refport.embed.spi.ProgramRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins go into a header and a script as they are: what is not exactly one is refused. */
class OriginsTest {

  private static final String ORIGIN = "https://example.com";

  /** A host name of 253 characters, the most that DNS allows. */
  private static final String LONGEST_HOST = ("x".repeat(63) + ".").repeat(3) + "x".repeat(61);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://a.b-c.example.com",
        "https://xn--bcher-kva.example",
        "https://1.example",
        "https://intranet",
        "https://example.com:1",
        "https://example.com:80",
        "https://example.com:8443",
        "https://example.com:65535",
        "https://192.0.2.1:8443",
        "https://localhost",
        "https://127.0.0.1:8443",
        "http://localhost",
        "http://localhost:8080",
        "http://localhost:443",
        "http://127.0.0.1",
        "http://127.0.0.1:8080",
      })
  void isAnOriginAsBrowsersWriteIt(String origin) {
    assertThatCode(() -> Origins.require(origin)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "*",
        "'self'",
        "'none'",
        "https:",
        "https://",
        "example.com",
        "//example.com",
        "https:example.com",
        "https:///example.com",
        // a browser writes it otherwise
        "HTTPS://example.com",
        "https://Example.com",
        "https://example.com:443",
        "http://localhost:80",
        "http://127.0.0.1:80",
        "https://example.com/",
        "https://example.com/path",
        "https://example.com?",
        "https://example.com#",
        "https://example.com\\",
        "https://user@example.com",
        "https://user:secret@example.com",
        "https://bücher.example",
        "https://ｅxample.com",
        "https://exampl\u0435.com",
        "https://example\u3002com",
        "https://example.com\u200B",
        // more than one origin
        "*.example.com",
        "https://*",
        "https://*.example.com",
        "https://example.com:*",
        "https://a.example.com https://b.example.com",
        "https://a.example.com,https://b.example.com",
        // breaks out of the header
        "https://example.com;",
        "https://example.com; script-src *",
        "https://example.com\n",
        "\nhttps://example.com",
        "https://example.com\r\nSet-Cookie: a=b",
        "https://example.com\0",
        "https://example.com\t",
        " https://example.com",
        "https://example.com ",
        "https://exa mple.com",
        "https://example.com\u2028",
        "https://example.com\"",
        "https://example.com'",
        "https://example.com<script>",
        // no such scheme
        "http://example.com",
        "http://localhost.example.com",
        "http://127.0.0.2",
        "http://127.0.0.1.example.com",
        "http://[::1]",
        "ws://localhost",
        "ftp://example.com",
        "data:text/html,x",
        "javascript:alert(1)",
        "file://",
        // no such host
        "https://[::1]",
        "https://[2001:db8::1]:8443",
        "https://exa_mple.com",
        "https://-example.com",
        "https://example-.com",
        "https://example..com",
        "https://.example.com",
        "https://example.com.",
        "https://%65xample.com",
        // no such port
        "https://example.com:",
        "https://example.com:0",
        "https://example.com:00443",
        "https://example.com:0443",
        "https://example.com:08443",
        "https://example.com:65536",
        "https://example.com:99999",
        "https://example.com:100000",
        "https://example.com:4294967739",
        "https://example.com:-1",
        "https://example.com:+8443",
        "https://example.com:8443a",
        "https://example.com:٨",
        "https://example.com:8443:8443",
      })
  void anythingElseIsRefusedWithASentenceThatDoesNotQuoteIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Origins.require(text))
        .withMessage(
            "An origin must be https://host or https://host:port (http only for localhost and"
                + " 127.0.0.1), in lower-case ASCII, without a default port, a path or a"
                + " wildcard.");
  }

  @Test
  void theLongestHostNameWithAPortIsAccepted() {
    assertThat(LONGEST_HOST).hasSize(253);
    assertThatCode(() -> Origins.require("https://" + LONGEST_HOST + ":65535"))
        .doesNotThrowAnyException();
  }

  @Test
  void aLabelOrATextThatIsTooLongIsRefused() {
    for (String text :
        List.of(
            "https://" + "x".repeat(64) + ".com",
            "https://" + LONGEST_HOST + "x:65535",
            "https://" + "x.".repeat(500_000) + "com")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Origins.require(text));
    }
  }

  @Test
  void aProgramHasSixteenOriginsAtMost() {
    assertThat(ProgramRecord.requireOrigins(Collections.nCopies(16, ORIGIN))).hasSize(16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProgramRecord.requireOrigins(Collections.nCopies(17, ORIGIN)))
        .withMessage("There are 17 origins but at most 16 are allowed.");
  }

  @Test
  void checkedOriginsAreACopyInTheSameOrder() {
    List<String> origins = new ArrayList<>(List.of("https://b.example", "https://a.example"));
    List<String> checked = ProgramRecord.requireOrigins(origins);
    origins.set(0, "*");
    assertThat(checked).containsExactly("https://b.example", "https://a.example");
  }
}
