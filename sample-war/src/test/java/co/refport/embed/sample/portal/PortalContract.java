package co.refport.embed.sample.portal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.servers.OtherCode;
import co.refport.embed.spi.ProgramRecord;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The portal part of the wire contract over HTTP, with the guards that a server can have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PortalContract {

  static final String SERVLET = "/portal/page";
  private static final String FRAMED_BY_PROGRAM = "frame-ancestors " + PortalHost.ORIGIN;
  private static final String SESSION = "application/vnd.refport.embed-session+json";

  /** Where the server listens. */
  abstract int port();

  /** The paths of guarded pages: {@link #SERVLET}, and others if there are. */
  abstract List<String> pages();

  RawHttp request(String method, String path) {
    return RawHttp.request(port(), method, path);
  }

  String token(String what, String tenant) throws IOException {
    RawHttp.Answer answer = request("POST", "/fixture?do=" + what + "&tenant=" + tenant).send();
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  String token(String what) throws IOException {
    return token(what, "t-" + UUID.randomUUID());
  }

  RawHttp call(String path, String token) {
    return request("GET", path).header("Authorization", "Bearer " + token);
  }

  private static JsonObject json(RawHttp.Answer answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  /** As a browser takes them apart: a server may join the lines of a header with commas. */
  private static List<String> policies(RawHttp.Answer answer) {
    return List.of(answer.header("Content-Security-Policy").split(" *, *", -1));
  }

  /** What every answer of a portal carries. */
  static void assertGuarded(RawHttp.Answer answer, String framedBy) {
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(policies(answer))
        .filteredOn(framedBy::equals)
        .as("the guard's own policy")
        .hasSize(1);
    assertThat(answer.headers())
        .noneMatch(line -> line.matches("(?i)(set-cookie|access-control-).*"))
        .noneMatch(line -> line.matches("(?i)x-frame-options: deny"));
  }

  // -- who is let in -----------------------------------------------------------------------------

  Stream<String> pagesAndLaterOnes() {
    return Stream.concat(pages().stream(), Stream.of("/portal/async"));
  }

  Stream<String> pagesOfAllKinds() {
    return Stream.concat(pagesAndLaterOnes(), Stream.of("/portal/reset", "/portal/forward"));
  }

  @ParameterizedTest
  @MethodSource("pagesOfAllKinds")
  void aPageWithAGoodTokenIsTheOnePartners(String path) throws IOException {
    RawHttp.Answer answer =
        request("GET", path + "?theme=dark&token=" + token("good", "alice") + "&x=%20")
            .header("Sec-Fetch-Mode", "navigate")
            .send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("alice|Zoë <alice>|true|false");
    assertGuarded(answer, FRAMED_BY_PROGRAM);
    assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aBrokenEscapeElsewhereInTheQueryDoesNoHarm(String path) throws IOException {
    RawHttp.Answer answer =
        request("GET", path + "?token=" + token("good", "alice") + "&x=%zz")
            .header("Sec-Fetch-Mode", "navigate")
            .send();
    OptionalInt otherCode = OtherCode.status("broken escape at " + path);
    assertThat(answer.status()).isEqualTo(otherCode.orElse(200));
    if (otherCode.isPresent()) {
      assertThat(answer.body()).doesNotContain("alice", "INTERNAL_ERROR");
    } else {
      assertThat(answer.body()).startsWith("alice|");
    }
  }

  @ParameterizedTest
  @MethodSource("pagesAndLaterOnes")
  void anApiCallBringsItsTokenInTheHeader(String path) throws IOException {
    RawHttp.Answer answer =
        call(path + "?token=ignored", token("good", "bob")).header("Sec-Fetch-Mode", "cors").send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).startsWith("bob|");
    assertGuarded(answer, FRAMED_BY_PROGRAM);
    assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void sendsLongestListOfOrigins(String path) throws IOException {
    String token = token("many-origins");
    RawHttp.Answer page =
        request("GET", path + "?token=" + token).header("Sec-Fetch-Mode", "navigate").send();
    assertThat(page.status()).isEqualTo(200);
    List<String> origins =
        json(call(path, token).header("Accept", SESSION).send())
            .getJsonArray("origins")
            .getValuesAs(JsonString::getString);
    assertThat(origins).hasSize(ProgramRecord.MAX_ORIGINS);
    String policy = String.join(" ", origins);
    assertThat(policy).hasSize(ProgramRecord.MAX_ORIGINS_LENGTH);
    assertGuarded(page, "frame-ancestors " + policy);
  }

  @Test
  void aFormsBodyIsThePortals() throws IOException {
    RawHttp.Answer answer =
        request("POST", SERVLET)
            .header("Authorization", "bearer " + token("good", "carol"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("note=kept")
            .send();
    assertThat(answer.body()).isEqualTo("carolkept");
    assertGuarded(answer, FRAMED_BY_PROGRAM);
    assertThat(policies(answer))
        .as("a policy of a filter before the guard")
        .contains("default-src 'self'");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsNoNavigationNeedsTheHeader(String path) throws IOException {
    String query = "?token=" + token("good");
    for (RawHttp request :
        List.of(
            request("GET", path + query).header("Sec-Fetch-Mode", "cors"),
            request("GET", path + query).header("Sec-Fetch-Mode", "no-cors"),
            request("GET", path + query).header("Authorization", "Basic eDp5"))) {
      RawHttp.Answer answer = request.send();
      assertRefused(answer, 401, "TOKEN_MISSING");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"refport\"");
    }
    assertRefused(request("POST", SERVLET + query).send(), 401, "TOKEN_MISSING");
  }

  // -- who is not --------------------------------------------------------------------------------

  Stream<Arguments> refusals() {
    return pages().stream()
        .flatMap(
            path ->
                Stream.of(
                    Arguments.of(path, "expired", 401, "TOKEN_EXPIRED"),
                    Arguments.of(path, "revoked", 401, "TOKEN_REVOKED"),
                    Arguments.of(path, "enrollment-revoked", 401, "TOKEN_REVOKED"),
                    Arguments.of(path, "stranger", 401, "TOKEN_INVALID"),
                    Arguments.of(path, "inactive", 403, "ENROLLMENT_INACTIVE")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalsAreHtmlForPagesAndJsonForCalls(String path, String what, int status, String code)
      throws IOException {
    String token = token(what);
    RawHttp.Answer call = call(path, token).send();
    assertRefused(call, status, code);
    assertGuarded(call, "frame-ancestors 'self'");

    RawHttp.Answer page = request("GET", path + "?token=" + token).send();
    assertThat(page.status()).isEqualTo(status);
    assertThat(policies(page))
        .as("a policy of a filter before the guard")
        .contains("default-src 'self'");
    assertErrorPage(page, code);
    if (status == 401) {
      String challenge = "Bearer realm=\"refport\", error=\"invalid_token\"";
      assertThat(page.header("WWW-Authenticate")).isEqualTo(challenge);
      assertThat(call.header("WWW-Authenticate")).isEqualTo(challenge);
    }
    assertThat(page.body() + call.body()).doesNotContain(token.substring(10, 40), "Zoë");
  }

  static void assertRefused(RawHttp.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    JsonObject error = json(answer).getJsonObject("error");
    assertThat(error.keySet()).containsExactlyInAnyOrder("code", "message", "requestId");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotBlank();
    assertThat(answer.header("X-Request-Id")).isEqualTo(error.getString("requestId"));
  }

  private static void assertErrorPage(RawHttp.Answer answer, String code) {
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertGuarded(answer, "frame-ancestors *");
    assertThat(answer.body())
        .contains("<body data-code=\"" + code + "\" data-message=\"")
        .containsPattern("src=\"(\\.\\./)+refport/error\\.js\"")
        .doesNotContain("<script>");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageWithoutAToken(String path) throws IOException {
    for (String query : List.of("", "?token", "?token=", "?a=b&tokens=x")) {
      RawHttp.Answer answer = request("GET", path + query).send();
      assertThat(answer.status()).isEqualTo(401);
      assertErrorPage(answer, "TOKEN_MISSING");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"refport\"");
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void twoTokensAreNone(String path) throws IOException {
    String token = token("good");
    String query = "?token=" + token + "&token=" + token;
    assertErrorPage(request("GET", path + query).send(), "TOKEN_INVALID");
    assertRefused(
        call(path, token).header("Authorization", "Bearer " + token).send(), 401, "TOKEN_INVALID");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aMegabyteIsRefusedByWhomeverReadsItFirst(String path) throws IOException {
    String token = "pt_" + "a".repeat(1 << 20);
    assertThat(statusOrClosed(call(path, token))).isBetween(400, 499);
    assertThat(statusOrClosed(request("GET", path + "?token=" + token))).isBetween(400, 499);
  }

  /** A server may close the connection on a head that it does not want to read. */
  private static int statusOrClosed(RawHttp request) {
    try {
      return request.send().status();
    } catch (IOException e) {
      return 400;
    }
  }

  Stream<Arguments> languages() {
    return pages().stream()
        .flatMap(
            path ->
                Stream.of(
                    Arguments.of(path, "", "de", "de", "abgelaufen"),
                    Arguments.of(path, "", "fr-CA, en", "fr", "expiré"),
                    Arguments.of(path, "", "tlh, en", "en", "expired"),
                    Arguments.of(path, "&lang=de-AT", "fr", "de", "abgelaufen"),
                    Arguments.of(path, "&lang=it", "fr", "fr", "expiré"),
                    Arguments.of(path, "&lang=de_AT", "fr", "fr", "expiré")));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void errorPagesSpeakTheVisitorsLanguage(
      String path, String parameter, String accepted, String language, String word)
      throws IOException {
    RawHttp.Answer answer =
        request("GET", path + "?token=" + token("expired") + parameter)
            .header("Accept-Language", accepted)
            .send();
    assertThat(answer.body()).contains("<html lang=\"" + language + "\">").contains(word);
  }

  @Test
  void aHeadOfAnErrorPageHasNoBody() throws IOException {
    RawHttp.Answer answer = request("HEAD", SERVLET).send();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
  }

  // -- limits ------------------------------------------------------------------------------------

  @Test
  void aTokenHasALimit() throws IOException {
    String token = token("good");
    for (int i = 0; i < 3; i++) {
      assertThat(call("/limited/page", token).send().status()).isEqualTo(200);
    }
    RawHttp.Answer answer = call("/limited/page", token).send();
    assertRefused(answer, 429, "RATE_LIMIT_EXCEEDED");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    assertThat(call("/limited/page", token("good")).send().status()).isEqualTo(200);
  }

  @Test
  void refusedTokensHaveALimitPerAddress() throws IOException {
    String good = token("good");
    String bad = token("stranger");
    for (int i = 0; i < 2; i++) {
      assertThat(call("/limited/page", bad).from("127.0.0.9").send().status()).isEqualTo(401);
    }
    RawHttp.Answer answer = request("GET", "/limited/page?token=" + bad).from("127.0.0.9").send();
    assertThat(answer.status()).isEqualTo(429);
    assertErrorPage(answer, "RATE_LIMIT_EXCEEDED");
    assertThat(call("/limited/page", good).from("127.0.0.8").send().status()).isEqualTo(200);
    assertThat(call("/limited/page", good).from("127.0.0.9").send().status()).isEqualTo(200);
  }

  // -- what the portal's script asks -------------------------------------------------------------

  @Test
  void theScriptLearnsWhatItsTokenSays() throws IOException {
    RawHttp.Answer answer =
        call("/portal/anything", token("good")).header("Accept", SESSION).send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(SESSION);
    JsonObject session = json(answer);
    assertThat(session.keySet())
        .containsExactlyInAnyOrder("subject", "expires", "expiresIn", "origins");
    assertThat(session.getString("subject")).startsWith("enr_");
    assertThat(session.getJsonNumber("expiresIn").longValue()).isBetween(1L, 900_000L);
    assertThat(session.getJsonArray("origins").getString(0)).isEqualTo(PortalHost.ORIGIN);
    assertGuarded(answer, FRAMED_BY_PROGRAM);
  }

  @Test
  void aForeignTokenLearnsNothing() throws IOException {
    assertRefused(
        call("/portal/anything", token("stranger")).header("Accept", SESSION).send(),
        401,
        "TOKEN_INVALID");
  }

  // -- what nobody guards ------------------------------------------------------------------------

  /** In a servlet the exception of the accessor is the server's. */
  @Test
  void anUnguardedServletIsNotOpen() throws IOException {
    RawHttp.Answer answer = call("/unguarded/page", token("good", "alice")).send();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("alice|");
  }
}
