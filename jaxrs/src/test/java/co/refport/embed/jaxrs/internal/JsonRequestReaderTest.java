package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.ErrorCode;
import co.refport.embed.FieldError;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case with every JSON provider: what is accepted does not depend on the server. */
class JsonRequestReaderTest {

  static Stream<JsonProvider> providers() {
    return JsonProviders.all();
  }

  private static Stream<Arguments> withEachProvider(Object... bodies) {
    return JsonProviders.all()
        .flatMap(json -> Stream.of(bodies).map(body -> Arguments.of(json, body)));
  }

  private static EmbedTokenRequest read(JsonProvider json, String body) {
    return new JsonRequestReader(json).read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> refusedFields(JsonProvider json, byte[] body) {
    EmbedException refused =
        catchThrowableOfType(EmbedException.class, () -> new JsonRequestReader(json).read(body));
    assertThat(refused).as("expected a refusal").isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    return refused.details().stream().map(FieldError::field).toList();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void readsTheFourFields(JsonProvider json) {
    EmbedTokenRequest request =
        read(
            json,
            """
            {"partner": {"email": "alice@example.com", "name": "\\u00c4lice \\ud83d\\ude00"},
             "tenantId": "org_001", "enrollmentId": "enr_1"}""");
    assertThat(request.partner())
        .contains(new EmbedTokenRequest.Partner("alice@example.com", "Älice \uD83D\uDE00"));
    assertThat(request.tenantId()).contains("org_001");
    assertThat(request.enrollmentId()).contains("enr_1");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void absentAndNullAreTheSameAndUnknownMembersAreIgnored(JsonProvider json) {
    EmbedTokenRequest request =
        read(
            json,
            """
            \t{"tenantId": null, "partner": null, "programId": 1e400, "referralId": [1, "x", {}, []],
             "themeOptions": {"a": {"b": [true, false, null, -0.5]}}, "": ""}\r\n""");
    assertThat(request.tenantId()).isEmpty();
    assertThat(request.enrollmentId()).isEmpty();
    assertThat(request.partner()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aPartnerWithoutAnEmailIsLeftToTheFieldRules(JsonProvider json) {
    assertThat(read(json, "{\"partner\":{}}").partner())
        .contains(new EmbedTokenRequest.Partner(null, null));
    assertThat(read(json, "{\"partner\":{\"email\":null,\"name\":\"A\"}}").partner())
        .contains(new EmbedTokenRequest.Partner(null, "A"));
  }

  static Stream<Arguments> notOneJsonObject() {
    return withEachProvider(
        "",
        " ",
        "{",
        "}",
        "{}}",
        "{}{}",
        "{} x",
        "{} 1",
        "{},",
        "[]",
        "[{}]",
        "null",
        "true",
        "1",
        "\"text\"",
        "{\"tenantId\"}",
        "{\"tenantId\":}",
        "{\"tenantId\":\"a\",}",
        "{,\"tenantId\":\"a\"}",
        "{\"tenantId\" \"a\"}",
        "{tenantId:\"a\"}",
        "{'tenantId':'a'}",
        "{\"tenantId\":\"a}",
        "{\"tenantId\":\"a\nb\"}",
        "{\"tenantId\":\"a\u0000b\"}",
        "{\"tenantId\":\"\\x\"}",
        "{\"tenantId\":\"x\\[y\\]\"}",
        "{\"tenantId\":\"a\\",
        "{\"tenantId\":\"\\u12\"}",
        "{\"x\":01}",
        "{\"x\":1.}",
        "{\"x\":.5}",
        "{\"x\":+1}",
        "{\"x\":-}",
        "{\"x\":1e}",
        "{\"x\":0x1}",
        "{\"x\":NaN}",
        "{\"x\":Infinity}",
        "{\"x\":tru}",
        "{\"x\":truex}",
        "{\"x\":nul}",
        "{\"x\":TRUE}",
        "{\"x\":[1,]}",
        "{\"x\":[,1]}",
        "{\"x\":[1 2]}",
        "{\"x\":[1}",
        "{\"x\":[}",
        "{\"x\":{]}",
        "// comment\n{}",
        "/* comment */{}",
        "{/* comment */}",
        "\u00A0{}",
        "\uFEFF{}",
        "{}\u0000",
        "{\"a\":1,\"a\":1}",
        "{\"tenantId\":\"a\",\"tenantId\":\"a\"}",
        "{\"tenantId\":\"a\",\"tenant\\u0049d\":null}",
        "{\"partner\":{\"email\":\"a@b.cd\",\"email\":\"e@f.gh\"}}",
        "{\"x\":[{\"y\":{\"z\":1,\"z\":2}}]}",
        "{\"x\":" + "[".repeat(16) + "]".repeat(16) + "}",
        "{\"a\":".repeat(17) + "1" + "}".repeat(17),
        "{\"x\":" + "[".repeat(8_000));
  }

  @ParameterizedTest
  @MethodSource("notOneJsonObject")
  void refusesWhatIsNotOneJsonObject(JsonProvider json, String body) {
    assertThat(refusedFields(json, body.getBytes(StandardCharsets.UTF_8))).containsExactly("body");
  }

  static Stream<Arguments> notUtf8() {
    return withEachProvider(
        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'},
        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'},
        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'},
        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'},
        "{}".getBytes(StandardCharsets.UTF_16),
        "{}".getBytes(StandardCharsets.UTF_16LE),
        "{}".getBytes(StandardCharsets.UTF_16BE),
        "{\"tenantId\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void refusesWhatIsNotUtf8(JsonProvider json, byte[] body) {
    assertThat(refusedFields(json, body)).containsExactly("body");
  }

  static Stream<Arguments> sixteenLevels() {
    return withEachProvider(
        "{\"tenantId\":\"t\",\"x\":" + "[".repeat(15) + "]".repeat(15) + "}",
        "{\"tenantId\":\"t\",\"x\":" + "{\"a\":".repeat(15) + "1" + "}".repeat(15) + "}");
  }

  @ParameterizedTest
  @MethodSource("sixteenLevels")
  void acceptsSixteenLevels(JsonProvider json, String body) {
    assertThat(read(json, body).tenantId()).contains("t");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aWrongTypeNamesItsField(JsonProvider json) {
    byte[] body =
        "{\"tenantId\":1,\"enrollmentId\":{},\"partner\":{\"email\":[],\"name\":true}}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(refusedFields(json, body))
        .containsExactly("tenantId", "enrollmentId", "partner.email", "partner.name");
    for (String value : new String[] {"1", "\"a@b.cd\"", "[]", "false"}) {
      assertThat(
              refusedFields(json, ("{\"partner\":" + value + "}").getBytes(StandardCharsets.UTF_8)))
          .containsExactly("partner");
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void anyBytesAreReadOrRefused(JsonProvider json) {
    byte[] valid =
        "{\"partner\":{\"email\":\"a@b.cd\",\"name\":\"\\u00e9\"},\"tenantId\":[1.5e3,{}]}"
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(11);
    JsonRequestReader reader = new JsonRequestReader(json);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = valid.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        reader.read(body);
      } catch (EmbedException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
      }
    }
  }
}
