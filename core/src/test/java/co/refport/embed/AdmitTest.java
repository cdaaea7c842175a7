package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RateLimiter.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the portal: per token, and of refused tokens per address. */
class AdmitTest {

  private static final String ADDRESS = "192.0.2.1";
  private static final String OTHER_ADDRESS = "192.0.2.2";

  private final Fixture fixture = new Fixture();
  private final AtomicBoolean away = new AtomicBoolean();
  private final Interception store = Interception.failingWhile(away, fixture.store);
  private final EmbedTokens tokens = fixture.node(store.store()).build();
  private final String token = Fixture.mint(tokens);

  @AfterEach
  void close() {
    tokens.close();
  }

  private static EmbedException refusal(
      EmbedTokens judging, @Nullable String refused, String address) {
    EmbedException refusal =
        catchThrowableOfType(EmbedException.class, () -> judging.admit(refused, address));
    assertThat(refusal).as("expected a refusal").isNotNull();
    return refusal;
  }

  private ErrorCode refused(@Nullable String refused, String address) {
    return refusal(tokens, refused, address).code();
  }

  /** Of the right form, and signed by nobody. */
  private String forged() {
    return HandMadeToken.like(token).sign();
  }

  private void useUpTheAddress() {
    for (int i = 0; i < 60; i++) {
      assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void anAdmittedTokenSaysWhatItIsGoodFor() {
    VerifiedToken admitted = tokens.admit(token, ADDRESS);
    assertThat(admitted.partner()).isEqualTo(tokens.verify(token));
    assertThat(HandMadeToken.like(token).claims())
        .contains("\"jti\":\"" + admitted.tokenId() + "\"");
    assertThat(admitted.expires()).isEqualTo(Instant.parse("2026-01-02T03:19:05Z"));
    assertThat(admitted.timeLeft()).isEqualTo(Duration.ofMillis(899_322));
    fixture.time.pass(Duration.ofMillis(899_321));
    assertThat(tokens.admit(token, ADDRESS).timeLeft()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void aTokensLimitSaysWhenARetrySucceedsAndLeavesOtherTokensAlone() {
    String other = Fixture.mint(tokens);
    try (EmbedTokens limited =
        fixture.node(fixture.store).tokenLimit(RateLimit.perMinute(2)).build()) {
      fixture.events.clear();
      String tokenId = limited.admit(token, ADDRESS).tokenId();
      limited.admit(token, OTHER_ADDRESS);
      EmbedException refusal = refusal(limited, token, ADDRESS);
      assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
      assertThat(refusal.allowance()).isEmpty();
      assertThat(fixture.events).last().isEqualTo(new EmbedEvent.RateLimited(Scope.TOKEN, tokenId));
      limited.admit(other, ADDRESS);
      limited.verify(token);
      fixture.time.pass(Duration.ofSeconds(30).minusNanos(1));
      assertThat(refusal(limited, token, ADDRESS).code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      fixture.time.pass(Duration.ofNanos(1));
      limited.admit(token, ADDRESS);
    }
  }

  @Test
  void byDefaultATokenIsGoodFor600RequestsAMinute() {
    for (int i = 0; i < 600; i++) {
      tokens.admit(token, ADDRESS);
    }
    EmbedException refusal = refusal(tokens, token, ADDRESS);
    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    assertThat(refusal.retryAfter()).contains(Duration.ofMillis(100));
    for (int i = 0; i < 100; i++) {
      refusal(tokens, token, ADDRESS);
    }
    assertThat(refused(forged(), ADDRESS))
        .as("a token over its limit is not a refused token")
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "pt_", "pt_a.b", "pt_a.b.c.d", "pt_a.b.c=", "pt_a.b.B", "rk_a.b.c"})
  void whatIsNoTokenIsNeverCounted(@Nullable String none) {
    ErrorCode code = none == null ? ErrorCode.TOKEN_MISSING : ErrorCode.TOKEN_INVALID;
    for (int i = 0; i < 100; i++) {
      EmbedException refusal = refusal(tokens, none, ADDRESS);
      assertThat(refusal.code()).isEqualTo(code);
      assertThat(refusal.retryAfter()).isEmpty();
    }
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void addressOverItsLimitGetsAnotherResponse() {
    useUpTheAddress();
    fixture.events.clear();
    store.calls().clear();
    for (String bad : new String[] {forged(), "pt_a.b.cA"}) {
      EmbedException refusal = refusal(tokens, bad, ADDRESS);
      assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    }
    assertThat(store.calls()).isEmpty();
    assertThat(fixture.events)
        .hasSize(2)
        .containsOnly(new EmbedEvent.RateLimited(Scope.TOKEN_ADDRESS, ADDRESS));
    assertThat(refused(forged(), OTHER_ADDRESS)).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void addressLimitAcceptsFreshValidToken() {
    useUpTheAddress();
    for (int i = 0; i < 100; i++) {
      tokens.admit(Fixture.mint(tokens), ADDRESS);
      refused(forged(), ADDRESS);
    }
  }

  @Test
  void addressLimitRecoversOnePermitAtATime() {
    useUpTheAddress();
    fixture.time.pass(Duration.ofSeconds(1).minusNanos(1));
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    fixture.time.pass(Duration.ofNanos(1));
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    fixture.time.pass(Duration.ofSeconds(1));
    tokens.admit(token, ADDRESS);
    assertThat(refused(forged(), ADDRESS))
        .as("a good token takes no permit of its address")
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void aTokenInUseIsNotLockedOutByWhoSharesItsAddress() {
    tokens.admit(token, ADDRESS);
    for (int second = 0; second < 120; second++) {
      for (int i = 0; i < 70; i++) {
        refused(forged(), ADDRESS);
      }
      tokens.admit(token, ADDRESS);
      fixture.time.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void expiredAndRevokedTokensCountToo() {
    String revoked = Fixture.mint(tokens);
    tokens.revocations().revokeToken(tokens.admit(revoked, OTHER_ADDRESS).tokenId());
    for (int i = 0; i < 60; i++) {
      assertThat(refused(revoked, ADDRESS)).isEqualTo(ErrorCode.TOKEN_REVOKED);
    }
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    fixture.time.pass(Duration.ofHours(1));
    for (int i = 0; i < 60; i++) {
      assertThat(refused(token, ADDRESS)).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }
    assertThat(refused(token, ADDRESS)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
  }

  @Test
  void anInactiveEnrollmentAndAnUnreachableStoreDoNotCount() {
    String enrollment = tokens.verify(token).enrollmentId();
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
    fixture.time.pass(Duration.ofSeconds(5));
    for (int i = 0; i < 100; i++) {
      assertThat(refused(token, ADDRESS)).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    }
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.TOKEN_INVALID);
    away.set(true);
    fixture.time.pass(Duration.ofSeconds(5));
    for (int i = 0; i < 100; i++) {
      EmbedException refusal = refusal(tokens, token, ADDRESS);
      assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(refusal.retryAfter()).isPresent();
    }
    away.set(false);
    fixture.time.pass(Duration.ofSeconds(5));
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void refusedTokensAndRefusedApiKeysAreCountedApart() {
    ApiKey known = fixture.issueApiKey("key_1", null, null);
    ApiKey unknown = ApiKey.generate(new Random(7));
    useUpTheAddress();
    assertThat(refused(forged(), ADDRESS)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    tokens.authenticate(known.text(), ADDRESS);
    for (int i = 0; i < 60; i++) {
      assertThat(refusedKey(unknown, OTHER_ADDRESS)).isEqualTo(ErrorCode.UNAUTHORIZED);
    }
    assertThat(refusedKey(unknown, OTHER_ADDRESS)).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    tokens.admit(token, OTHER_ADDRESS);
  }

  private ErrorCode refusedKey(ApiKey key, String address) {
    return catchThrowableOfType(
            EmbedException.class, () -> tokens.authenticate(key.text(), address))
        .code();
  }

  @Test
  void aLimiterThatFailsIsUnavailableAndNeverOpen() {
    RateLimiter broken =
        (scope, id, limit) -> {
          throw new IllegalStateException("engine away " + id);
        };
    try (EmbedTokens limited = fixture.node(fixture.store).rateLimiter(broken).build()) {
      for (String any : new String[] {token, forged()}) {
        EmbedException refusal = refusal(limited, any, ADDRESS);
        assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(refusal.retryAfter()).isPresent();
        assertThat(refusal.getMessage()).doesNotContain("engine", ADDRESS);
      }
      limited.verify(token);
    }
  }
}
