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

/** The forms of an origin, which goes into a header and a script as it is. */
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
        "http://[::1]",
        "http://[::1]:8080",
        "http://tauri.localhost",
        "http://tauri.localhost:1430",
        "capacitor://localhost",
        "ionic://localhost",
        "tauri://localhost",
        "https://*.example.com",
        "https://*.a.b-c.example.com",
        "https://*.xn--bcher-kva.example",
        "https://*.1.example",
        "https://*.example.xn--p1ai",
      })
  void acceptsOriginAsBrowsersWriteIt(String origin) {
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
        "https://example.com:*",
        "*://example.com",
        "https://*.com",
        "https://*.",
        "https://*.*",
        "https://*.*.example.com",
        "https://a.*.example.com",
        "https://example.*",
        "https://example.*.com",
        "https://*example.com",
        "https://a*.example.com",
        "https://*-a.example.com",
        "https://**.example.com",
        "https://.*.example.com",
        "https://*..example.com",
        "https://*.example.com.",
        "https://*.-a.example.com",
        "https://*.Example.com",
        "https://*.example.com/",
        "https://*.example.com *",
        "https://*.example.com:8443",
        "https://*.example.com:443",
        "https://*.example.com:*",
        "https://user@*.example.com",
        "HTTPS://*.example.com",
        "http://*.example.com",
        "http://*.localhost",
        "http://*.tauri.localhost",
        "capacitor://*",
        "capacitor://*.app.localhost",
        // an asterisk in an address
        "https://*.0.0.1",
        "https://*.168.0.1",
        "https://*.1.0x7f",
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
        "http://tauri.localhost.example.com",
        "http://app.tauri.localhost",
        "http://tauri.localhost:80",
        "http://[::2]",
        "http://[::1]:80",
        "http://[::1]:0",
        "http://[::1]:65536",
        "http://[::1].example.com",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1]",
        "http://[::1",
        "http://::1",
        "http://[::1]8080",
        "http://[::1%25lo]",
        "capacitor:",
        "capacitor://",
        "capacitor://app",
        "capacitor://localhost/",
        "capacitor://localhost:1",
        "capacitor://localhost.example.com",
        "capacitor://127.0.0.1",
        "capacitor://Localhost",
        "CAPACITOR://localhost",
        "Ionic://localhost",
        "ionic://localhost:8100",
        "tauri://localhost/path",
        "tauri://tauri.localhost",
        "xcapacitor://localhost",
        "app://localhost",
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
  void rejectsAnythingElseWithoutQuotingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Origins.require(text))
        .withMessage(
            "An origin must have one of these forms, in lower-case ASCII, without a default port"
                + " and without a path: https://host[:port], https://*.host with at least two"
                + " labels after the asterisk, http://host[:port] with the host localhost,"
                + " tauri.localhost, 127.0.0.1 or [::1], capacitor://localhost,"
                + " ionic://localhost, tauri://localhost.");
  }

  /** Inserts each of these signs at each position. */
  @Test
  void neverAcceptsWhatBreaksOutOfHeader() {
    for (String origin :
        List.of("https://a.example.com:8443", "https://*.example.com", "http://[::1]:8080")) {
      for (int at = 0; at <= origin.length(); at++) {
        for (char sign : "\t\n\r\0 \"',;/\\?#@<>*[]%".toCharArray()) {
          String inserted = origin.substring(0, at) + sign + origin.substring(at);
          assertThatIllegalArgumentException().isThrownBy(() -> Origins.require(inserted));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":65535"})
  void acceptsLongestHostName(String port) {
    assertThat(LONGEST_HOST).hasSize(253);
    assertThatCode(() -> Origins.require("https://" + LONGEST_HOST + port))
        .doesNotThrowAnyException();
    assertThatCode(() -> Origins.require("https://*." + LONGEST_HOST.substring(2)))
        .doesNotThrowAnyException();
  }

  @Test
  void rejectsLongerNames() {
    String label = "x".repeat(63);
    for (String text :
        List.of(
            "https://" + label + "x.com",
            "https://" + LONGEST_HOST + "x",
            "https://" + LONGEST_HOST + "x:65535",
            "https://*." + label + "x.com",
            "https://*." + LONGEST_HOST.substring(1),
            "https://*." + "x.".repeat(500_000) + "com",
            "https://" + "x.".repeat(500_000) + "com")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Origins.require(text));
    }
  }

  @Test
  void rejectsMoreThan64Origins() {
    assertThat(ProgramRecord.requireOrigins(Collections.nCopies(64, ORIGIN))).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProgramRecord.requireOrigins(Collections.nCopies(65, ORIGIN)))
        .withMessage("There are 65 origins but at most 64 are allowed.");
  }

  @Test
  void rejectsMoreThan6000CharactersTogether() {
    List<String> origins =
        new ArrayList<>(Collections.nCopies(22, "https://" + LONGEST_HOST + ":65535"));
    String last = "https://" + "x".repeat(60) + ".";
    last += "y".repeat(6_000 - String.join(" ", origins).length() - 1 - last.length());
    origins.add(last);
    assertThat(String.join(" ", origins)).hasSize(6_000);
    assertThat(ProgramRecord.requireOrigins(origins)).isEqualTo(origins);
    origins.set(22, last + "y");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProgramRecord.requireOrigins(origins))
        .withMessage(
            "The origins have 6001 characters together, with one space between two, but at most"
                + " 6000 are allowed.");
  }

  @Test
  void copiesOriginsInTheirOrder() {
    List<String> origins = new ArrayList<>(List.of("https://b.example", "https://a.example"));
    List<String> checked = ProgramRecord.requireOrigins(origins);
    origins.set(0, "*");
    assertThat(checked).containsExactly("https://b.example", "https://a.example");
  }
}
