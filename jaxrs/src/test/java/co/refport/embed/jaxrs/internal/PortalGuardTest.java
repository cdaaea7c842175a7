package co.refport.embed.jaxrs.internal;

import static co.refport.embed.jaxrs.internal.PortalFixture.api;
import static co.refport.embed.jaxrs.internal.PortalFixture.header;
import static co.refport.embed.jaxrs.internal.PortalFixture.page;
import static co.refport.embed.jaxrs.internal.PortalFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.jaxrs.internal.PortalFixture.Call;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a page and what an API call, where each has its token, and who is let in. */
class PortalGuardTest {

  private static final String SESSION = "application/vnd.refport.embed-session+json";

  private final PortalFixture portal =
      new PortalFixture(new org.eclipse.parsson.JsonProviderImpl());
  private final String token = portal.mint();

  static Stream<JsonProvider> providers() {
    return JsonProviders.all();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,          ,            ,                true",
    "HEAD,         ,            ,                true",
    "GET,          navigate,    ,                true",
    "HEAD,         navigate,    ,                true",
    "GET,          cors,        ,                false",
    "GET,          same-origin, ,                false",
    "GET,          no-cors,     ,                false",
    "GET,          websocket,   ,                false",
    "GET,          Navigate,    ,                false",
    "GET,          'navigate,', ,                false",
    "GET,          '',          ,                false",
    "GET,          ,            Bearer x,        false",
    "GET,          ,            '',              false",
    "GET,          navigate,    Basic YTpi,      false",
    "HEAD,         navigate,    Bearer x,        false",
    "POST,         navigate,    ,                false",
    "POST,         ,            ,                false",
    "PUT,          ,            ,                false",
    "PATCH,        ,            ,                false",
    "DELETE,       ,            ,                false",
    "OPTIONS,      ,            ,                false",
    "TRACE,        ,            ,                false",
    "get,          ,            ,                false"
  })
  void aPageIsAGetOrHeadByNavigationWithoutAuthorization(
      String method, @Nullable String mode, @Nullable String authorization, boolean page) {
    Call call = new Call(method, "token=" + token, Map.of());
    call = mode == null ? call : call.with("Sec-Fetch-Mode", mode);
    call = authorization == null ? call : call.with("Authorization", authorization);
    if (page) {
      portal.admitted(call);
      assertThat(contentType(new Call(method, null, call.headers())))
          .isEqualTo("text/html;charset=UTF-8");
    } else {
      assertThat(portal.code(call))
          .as("the query is none of an API call's business")
          .isIn("TOKEN_MISSING", "TOKEN_INVALID");
      assertThat(contentType(call)).isEqualTo("application/json");
      portal.admitted(call.with("Authorization", "Bearer " + token));
    }
  }

  private String contentType(Call call) {
    return header(portal.answer(call), "Content-Type");
  }

  @Test
  void modesThatContradictEachOtherAreNoNavigation() {
    Call call = page("token=" + token).with("Sec-Fetch-Mode", "navigate", "cors");
    assertThat(contentType(call)).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&",
        "=",
        "theme=dark",
        "token",
        "token=",
        "token=&token=",
        "Token=$",
        "TOKEN=$",
        "%74oken=$",
        " token=$",
        "xtoken=$",
        "token%3D$",
        "token%5B%5D=$",
        "a=token=$",
        "x;token=$"
      })
  void aPageWithoutATokenIsMissingOne(String query) {
    assertThat(portal.code(page(query.replace("$", token)))).isEqualTo("TOKEN_MISSING");
    assertThat(portal.code(page(null))).isEqualTo("TOKEN_MISSING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token=x",
        "token=$&token=$",
        "token=$&token=",
        "token=&token=$",
        "token=$&theme=dark&token=x",
        "token=%",
        "token=%7",
        "token=%zz",
        "token=%-1",
        "token=$%",
        "token=$%2",
        "token=$%00",
        "token=$%20",
        "token=%20$",
        "token=$+",
        "token=+$",
        "token=$%3D",
        "token=$=",
        "token=$;x",
        "token=$%0A",
        "token=$%FF",
        "token=$%C3%A4",
        "token=%2524",
        "token=\"$\"",
        "token=Bearer+$"
      })
  void aPageTakesExactlyOneTokenAsItIs(String query) {
    assertThat(portal.code(page(query.replace("$", token)))).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void hugeQueriesAreRefusedLikeAnyOther() {
    assertThat(portal.code(page("token=" + "a".repeat(1 << 20)))).isEqualTo("TOKEN_INVALID");
    assertThat(portal.code(page("token=" + "%41".repeat(1 << 18)))).isEqualTo("TOKEN_INVALID");
    assertThat(portal.code(page("token=x&".repeat(1 << 17)))).isEqualTo("TOKEN_INVALID");
    assertThat(portal.code(page("&".repeat(1 << 20)))).isEqualTo("TOKEN_MISSING");
  }

  @Test
  void aGoodTokenIsFoundAmongOtherParametersAndPercentEncoded() {
    StringBuilder encoded = new StringBuilder();
    for (byte b : token.getBytes(StandardCharsets.US_ASCII)) {
      encoded.append('%').append(b % 2 == 0 ? "%02x".formatted(b) : "%02X".formatted(b));
    }
    for (String query :
        new String[] {
          "token=" + token,
          "token=" + token + "&dynamicHeight=true&theme=light&cssVars=%7B%7D",
          "dynamicHeight=true&&token=" + token + "&",
          "%zz=%&token=" + token,
          "token=" + encoded
        }) {
      PortalVerdict.Admitted admitted = portal.admitted(page(query));
      assertThat(admitted.token().partner().email()).isEqualTo("alice@example.com");
    }
  }

  @Test
  void readsLangNextToToken() {
    assertThat(text(portal.answer(page("lang=de-AT&token=x"))))
        .contains("<html lang=\"de\">", "data-code=\"TOKEN_INVALID\"");
    assertThat(text(portal.answer(page("token=x&lang=it")))).contains("<html lang=\"en\">");
    assertThat(text(portal.answer(page("lang=token=" + token))))
        .contains("<html lang=\"en\">", "data-code=\"TOKEN_MISSING\"");
    portal.admitted(page("lang=%zz&token=" + token + "&lang=x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Bearer $      |
          bearer $      |
          BEARER $      |
          ''            | TOKEN_MISSING
          Bearer        | TOKEN_MISSING
          'Bearer '     | TOKEN_MISSING
          $             | TOKEN_MISSING
          Basic $       | TOKEN_MISSING
          Bearer=$      | TOKEN_MISSING
          'Bearer   $'  |
          'Bearer\t$'    | TOKEN_MISSING
          'Bearer $ '   | TOKEN_INVALID
          Bearer "$"    | TOKEN_INVALID
          Bearer $,$    | TOKEN_INVALID
          Bearer $, x=y | TOKEN_INVALID
          Bearer x      | TOKEN_INVALID
          Bearer %70t_  | TOKEN_INVALID
          """)
  void anApiCallHasItsTokenInTheHeader(String header, @Nullable String code) {
    Call call = api(header.replace("$", token));
    if (code == null) {
      portal.admitted(call);
    } else {
      assertThat(portal.code(call)).isEqualTo(code);
    }
  }

  @Test
  void twoAuthorizationHeadersAreNoTokenThoughBothWereGood() {
    String good = "Bearer " + token;
    assertThat(portal.code(api(good, good))).isEqualTo("TOKEN_INVALID");
    assertThat(portal.code(api(good, "Basic YTpi"))).isEqualTo("TOKEN_INVALID");
    assertThat(
            portal.code(
                new Call("GET", "token=" + token, Map.of()).with("Authorization", good, good)))
        .isEqualTo("TOKEN_INVALID");
  }

  @Test
  void onlyTheProgramsOriginsMayFrameAGoodPage() {
    for (Call call : new Call[] {page("token=" + token), api("Bearer " + token)}) {
      assertThat(portal.admitted(call).headers())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "Cache-Control", "no-store",
                  "Referrer-Policy", "no-referrer",
                  "X-Content-Type-Options", "nosniff",
                  "Content-Security-Policy", "frame-ancestors 'self'"));
    }
    portal.store.setOrigins(
        PortalFixture.ORGANIZATION,
        "prg_1",
        List.of("https://app.example.com", "http://localhost:3000"));
    assertThat(portal.admitted(page("token=" + token)).headers())
        .containsEntry(
            "Content-Security-Policy",
            "frame-ancestors https://app.example.com http://localhost:3000");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void anApiCallMayAskForWhatItsTokenSays(JsonProvider json) {
    PortalFixture asked = new PortalFixture(json);
    String its = asked.mint();
    asked.store.setOrigins(
        PortalFixture.ORGANIZATION,
        "prg_1",
        List.of("https://app.example.com", "http://localhost:3000"));
    asked.nanos.addAndGet(Duration.ofMillis(1_500).toNanos());
    Call call =
        new Call("GET", null, Map.of())
            .with("Authorization", "Bearer " + its)
            .with("Accept", SESSION);
    HttpAnswer answer = asked.answer(call);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Type", SESSION)
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry(
            "Content-Security-Policy",
            "frame-ancestors https://app.example.com http://localhost:3000");
    assertThat(text(answer))
        .isEqualTo(
            "{\"subject\":\"%s\",\"expires\":\"2026-01-02T03:19:05.000Z\",\"expiresIn\":898500,"
                    .formatted(asked.tokens.verify(its).enrollmentId())
                + "\"origins\":[\"https://app.example.com\",\"http://localhost:3000\"]}");
    JsonObject parsed = json.createReader(new StringReader(text(answer))).readObject();
    assertThat(parsed.keySet()).containsExactly("subject", "expires", "expiresIn", "origins");
  }

  @Test
  void theSessionIsToldToNobodyElse() {
    Call page = page("token=" + token).with("Accept", SESSION);
    portal.admitted(page);
    Call bearer = page(null).with("Authorization", "Bearer " + token);
    for (String[] accept :
        new String[][] {{SESSION + ", */*"}, {"*/*"}, {SESSION, SESSION}, {SESSION + ";q=1"}, {}}) {
      portal.admitted(bearer.with("Accept", accept));
    }
    portal.admitted(api("Bearer " + token).with("Accept", SESSION));
    assertThat(portal.code(page(null).with("Authorization", "Bearer x").with("Accept", SESSION)))
        .isEqualTo("TOKEN_INVALID");
  }
}
