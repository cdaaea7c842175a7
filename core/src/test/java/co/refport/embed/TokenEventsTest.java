package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.EmbedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners hear of tokens in use, and what neither they nor any text may ever hold. */
class TokenEventsTest {

  private static final String ADDRESS = "192.0.2.1";

  private final Fixture fixture = new Fixture();
  private final AtomicBoolean away = new AtomicBoolean();
  private final List<String> texts = new ArrayList<>();
  private final EmbedTokens tokens =
      fixture
          .node(Interception.failingWhile(away, fixture.store).store())
          .signingSecret(Fixture.SECRET)
          .build();
  private final ApiKey apiKey = fixture.issueApiKey("key_1", null, null);
  private final String token =
      tokens
          .authenticate(apiKey.text(), ADDRESS)
          .create(
              EmbedTokenRequest.builder()
                  .tenantId("tenant-7")
                  .partner("alice@example.com", "Alice Doe")
                  .build())
          .publicToken();
  private final VerifiedToken verified = tokens.admit(token, ADDRESS);
  private final String enrollment = verified.partner().enrollmentId();

  @BeforeEach
  void forget() {
    fixture.time.pass(Duration.ofSeconds(5));
    fixture.events.clear();
  }

  @AfterEach
  void nothingLeaks() {
    tokens.close();
    fixture.events.forEach(event -> texts.add(event.toString()));
    texts.add(verified.toString());
    texts.add(verified.partner().toString());
    String signature = token.substring(token.lastIndexOf('.') + 1);
    assertThat(texts)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain("pt_", signature, "eyJ", "alice", "Alice", "tenant-7", "rk_"));
  }

  private void refused(@Nullable String refused) {
    EmbedException refusal =
        catchThrowableOfType(EmbedException.class, () -> tokens.admit(refused, ADDRESS));
    assertThat(refusal).as("expected a refusal").isNotNull();
    texts.add(refusal.toString());
  }

  private void assertHeard(EmbedEvent... events) {
    assertThat(fixture.events).containsExactly(events);
  }

  @Test
  void aGoodTokenIsVerified() {
    tokens.verify(token);
    tokens.admit(token, ADDRESS);
    EmbedEvent event =
        new EmbedEvent.TokenVerified(
            Fixture.ORGANIZATION, Fixture.PROGRAM, enrollment, verified.tokenId());
    assertHeard(event, event);
  }

  @Test
  void aTokenWhoseSignatureDoesNotHoldHasNoId() {
    refused(null);
    refused("pt_not a token of alice@example.com");
    refused(token.substring(0, token.length() - 3) + "AAA");
    refused(
        HandMadeToken.sign(
            HandMadeToken.like(token).header(),
            HandMadeToken.like(token).claims(),
            "HmacSHA256",
            new byte[32]));
    EmbedEvent invalid = new EmbedEvent.TokenRefused(ErrorCode.TOKEN_INVALID, null);
    assertHeard(
        new EmbedEvent.TokenRefused(ErrorCode.TOKEN_MISSING, null), invalid, invalid, invalid);
  }

  @Test
  void aTokenWhoseSignatureHoldsHasItsId() {
    String gone = HandMadeToken.like(token).claim("sub", "\"enr_gone\"").sign();
    refused(gone);
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
    refused(token);
    fixture.time.pass(Duration.ofHours(1));
    refused(token);
    assertHeard(
        new EmbedEvent.TokenRefused(ErrorCode.TOKEN_INVALID, verified.tokenId()),
        new EmbedEvent.TokenRefused(ErrorCode.ENROLLMENT_INACTIVE, verified.tokenId()),
        new EmbedEvent.TokenRefused(ErrorCode.TOKEN_EXPIRED, verified.tokenId()));
  }

  @Test
  void revocationsAreToldOnceTheyAreStored() {
    assertThat(tokens.revocations().revokeEnrollment(Fixture.ORGANIZATION, "enr_unknown"))
        .isFalse();
    assertThat(tokens.revocations().revokeApiKey("org_2", "key_1")).isFalse();
    assertHeard();
    tokens.revocations().revokeToken(verified.tokenId());
    refused(token);
    tokens.revocations().revokeEnrollment(Fixture.ORGANIZATION, enrollment);
    tokens.revocations().revokeApiKey(Fixture.ORGANIZATION, "key_1");
    assertHeard(
        new EmbedEvent.TokenRevoked(verified.tokenId()),
        new EmbedEvent.TokenRefused(ErrorCode.TOKEN_REVOKED, verified.tokenId()),
        new EmbedEvent.EnrollmentRevoked(Fixture.ORGANIZATION, enrollment),
        new EmbedEvent.ApiKeyRevoked(Fixture.ORGANIZATION, "key_1"));
  }

  @Test
  void anUnreachableStoreIsToldOnceARequest() {
    away.set(true);
    refused(token);
    assertHeard(new EmbedEvent.TokenRefused(ErrorCode.SERVICE_UNAVAILABLE, null));
  }

  @Test
  void aListenerThatFailsFailsNoJudgement() {
    try (EmbedTokens other =
        fixture
            .builder()
            .listener(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build()) {
      assertThat(other.admit(token, ADDRESS).tokenId()).isEqualTo(verified.tokenId());
      other.revocations().revokeToken(verified.tokenId());
      texts.add(Fixture.refusal(other, token).toString());
    }
  }
}
