package co.refport.embed.jaxrs.internal;

import static co.refport.embed.jaxrs.internal.PortalFixture.api;
import static co.refport.embed.jaxrs.internal.PortalFixture.header;
import static co.refport.embed.jaxrs.internal.PortalFixture.page;
import static co.refport.embed.jaxrs.internal.PortalFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.internal.PortalFixture.Call;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.StoreUnavailableException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of a portal, to a page and to an API call. */
class PortalRefusalTest {

  private static final String SECRET_MESSAGE = "alice@example.com pt_secret SELECT * FROM x";

  private final PortalFixture portal =
      new PortalFixture(new org.eclipse.parsson.JsonProviderImpl());
  private final String token = portal.mint();

  static Stream<JsonProvider> providers() {
    return JsonProviders.all();
  }

  /**
   * Judges the call of a page and of an API; both answers must agree in what they have in common.
   */
  private void assertRefused(
      Supplier<EmbedTokens> tokens, @Nullable String sent, int status, String code) {
    Call page = page(sent == null ? null : "token=" + sent);
    Call api = sent == null ? api() : api("Bearer " + sent);
    for (Call call : new Call[] {page, api}) {
      HttpAnswer answer = portal.answer(tokens, call);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(text(answer)).contains("\"" + code + "\"");
      assertThat(text(answer)).doesNotContain("pt_", "alice", "SELECT", "Exception", "co.refport");
      assertThat(answer.headers())
          .containsEntry("Cache-Control", "no-store")
          .containsEntry("Referrer-Policy", "no-referrer")
          .containsEntry("X-Content-Type-Options", "nosniff");
      assertThat(UUID.fromString(header(answer, "X-Request-Id"))).isNotNull();
      assertThat(answer.headers().keySet())
          .allSatisfy(
              name ->
                  assertThat(name)
                      .doesNotStartWithIgnoringCase("Access-Control-")
                      .isNotEqualToIgnoringCase("Set-Cookie")
                      .isNotEqualToIgnoringCase("X-Frame-Options"));
      if (status == 401) {
        assertThat(answer.headers())
            .containsEntry(
                "WWW-Authenticate",
                sent == null
                    ? "Bearer realm=\"refport\""
                    : "Bearer realm=\"refport\", error=\"invalid_token\"");
      } else {
        assertThat(answer.headers()).doesNotContainKey("WWW-Authenticate");
      }
    }
    assertThat(portal.answer(tokens, page).headers())
        .containsEntry("Content-Type", "text/html;charset=UTF-8")
        .containsEntry("Content-Security-Policy", "frame-ancestors *");
    assertThat(portal.answer(tokens, api).headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Content-Security-Policy", "frame-ancestors 'self'");
  }

  private void assertRefused(@Nullable String sent, int status, String code) {
    assertRefused(() -> portal.tokens, sent, status, code);
  }

  @Test
  void aMissingTokenIs401() {
    assertRefused(null, 401, "TOKEN_MISSING");
  }

  @Test
  void anInvalidTokenIs401() {
    assertRefused("x", 401, "TOKEN_INVALID");
    assertRefused(token.substring(0, token.length() - 4) + "AAAA", 401, "TOKEN_INVALID");
  }

  @Test
  void anExpiredTokenIs401() {
    portal.nanos.addAndGet(Duration.ofMinutes(15).toNanos());
    assertRefused(token, 401, "TOKEN_EXPIRED");
  }

  @Test
  void aRevokedTokenIs401() {
    String id = portal.admitted(page("token=" + token)).token().tokenId();
    portal.tokens.revocations().revokeToken(id);
    assertRefused(token, 401, "TOKEN_REVOKED");
  }

  @Test
  void anInactiveEnrollmentIs403() {
    portal.store.setEnrollmentActive(
        PortalFixture.ORGANIZATION, portal.tokens.verify(token).enrollmentId(), false);
    assertRefused(token, 403, "ENROLLMENT_INACTIVE");
  }

  @Test
  void aLimitIs429AndSaysWhenARetrySucceeds() {
    try (EmbedTokens limited = portal.builder().tokenLimit(RateLimit.perMinute(1)).build()) {
      assertThat(portal.judge(() -> limited, page("token=" + token)))
          .isInstanceOf(PortalVerdict.Admitted.class);
      portal.nanos.addAndGet(Duration.ofMillis(600).toNanos());
      assertRefused(() -> limited, token, 429, "RATE_LIMIT_EXCEEDED");
      for (Call call : new Call[] {page("token=" + token), api("Bearer " + token)}) {
        assertThat(portal.answer(() -> limited, call).headers())
            .as("59.4 seconds, rounded up")
            .containsEntry("Retry-After", "60");
      }
      portal.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
      assertThat(portal.judge(() -> limited, page("token=" + token)))
          .isInstanceOf(PortalVerdict.Admitted.class);
    }
  }

  @Test
  void anUnreachableStoreIs503AndADefectIs500AndTheirMessagesGoNowhere() {
    try (EmbedTokens away =
            tokens(() -> new StoreUnavailableException(SECRET_MESSAGE, new IOException("x")));
        EmbedTokens broken = tokens(() -> new IllegalStateException(SECRET_MESSAGE))) {
      assertRefused(() -> away, token, 503, "SERVICE_UNAVAILABLE");
      assertThat(portal.answer(() -> away, page("token=" + token)).headers())
          .containsEntry("Retry-After", "5");
      assertRefused(() -> broken, token, 500, "INTERNAL_ERROR");
      assertThat(portal.answer(() -> broken, page("token=" + token)).headers())
          .doesNotContainKey("Retry-After");
    }
  }

  @Test
  void aMissingBeanIs500() {
    assertRefused(
        () -> {
          throw new IllegalStateException(SECRET_MESSAGE);
        },
        token,
        500,
        "INTERNAL_ERROR");
  }

  @Test
  void aHostsAddressThatFailsIs500() {
    Call call = page("token=" + token);
    PortalCall failing =
        new PortalCall() {
          @Override
          public @Nullable String query() {
            return call.query();
          }

          @Override
          public String method() {
            return call.method();
          }

          @Override
          public List<String> headers(String name) {
            return call.headers(name);
          }

          @Override
          public String clientAddress() {
            throw new IllegalStateException(SECRET_MESSAGE);
          }
        };
    HttpAnswer answer = portal.answer(failing);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(text(answer)).contains("INTERNAL_ERROR").doesNotContain("alice");
  }

  @Test
  void aHostsTextsThatFailAre500InEnglish() {
    PortalVerdict verdict =
        portal.guard.judge(
            () -> portal.tokens,
            page(null),
            () -> {
              throw new IllegalStateException(SECRET_MESSAGE);
            });
    HttpAnswer answer = ((PortalVerdict.Answered) verdict).answer();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/html;charset=UTF-8")
        .doesNotContainKey("WWW-Authenticate");
    assertThat(text(answer))
        .contains("data-code=\"INTERNAL_ERROR\"", "This page cannot be shown")
        .doesNotContain("alice");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void anApiCallGetsTheEnvelopeOfTheEndpoint(JsonProvider json) {
    PortalFixture asked = new PortalFixture(json);
    HttpAnswer answer = asked.answer(api("Bearer x"));
    String requestId = header(answer, "X-Request-Id");
    assertThat(text(answer))
        .isEqualTo(
            "{\"error\":{\"code\":\"TOKEN_INVALID\",\"message\":\"The token is not valid\","
                + "\"requestId\":\"%s\"}}",
            requestId);
    JsonObject body = json.createReader(new StringReader(text(answer))).readObject();
    assertThat(body.getJsonObject("error").getString("requestId")).isEqualTo(requestId);
    assertThat(asked.answer(api("Bearer x").with("X-Request-Id", requestId)).headers())
        .as("ours, whatever came in")
        .doesNotContainEntry("X-Request-Id", requestId);
  }

  @Test
  void anErrorPageIsAnsweredToHeadToo() {
    HttpAnswer get = portal.answer(page(null));
    HttpAnswer head = portal.answer(new Call("HEAD", null, Map.of()));
    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
  }

  /** On the fixture's store, whose read of a token's state fails. */
  private EmbedTokens tokens(Supplier<RuntimeException> failure) {
    EmbedStore failing =
        (EmbedStore)
            Proxy.newProxyInstance(
                EmbedStore.class.getClassLoader(),
                new Class<?>[] {EmbedStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("findTokenState")) {
                    throw failure.get();
                  }
                  try {
                    return method.invoke(portal.store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return EmbedTokens.builder(failing)
        .signingSecret(new byte[32])
        .clock(() -> PortalFixture.START)
        .build();
  }
}
