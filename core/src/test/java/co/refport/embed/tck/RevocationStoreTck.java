package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link RevocationStore} must hold. Nobody else may forget tokens while it runs. */
public interface RevocationStoreTck extends StoreUnderTest {

  /**
   * The store under test in this capability.
   *
   * @return by default {@link #store()} itself
   */
  default RevocationStore revocations() {
    return (RevocationStore) store();
  }

  /** Long ago, so that no other test's tokens have expired then. */
  Instant EXPIRED = Instant.parse("2001-02-03T04:05:06.007Z");

  /** Long after every test. */
  Instant LATER = Instant.parse("2101-01-01T00:00:00Z");

  // --- one token

  @Test
  default void aRevokedTokenIsRevokedAndNoOther() {
    Enrolled enrolled = enroll();
    TokenReference token = enrolled.token();
    TokenReference other = enrolled.token();
    assertThat(isRevoked(token)).isFalse();
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
    assertThat(isRevoked(other)).isFalse();
  }

  @Test
  default void aTokenOfAnApiKeyIsRevokedAloneToo() {
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId());
    TokenReference token = enrolled.token(key.id());
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
    assertThat(isRevoked(enrolled.token(key.id()))).isFalse();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  default void idsOfRevokedTokensAreEqualOnlyCodePointByCodePoint() {
    Enrolled enrolled = enroll();
    String id = RandomText.id("jti_");
    revocations().revokeToken(id, LATER);
    for (String other : List.of("J" + id.substring(1), id + " ", " " + id)) {
      assertThat(isRevoked(enrolled.token(null, other))).isFalse();
    }
  }

  @Test
  default void theLongestTokenIdIsRevoked() {
    TokenReference token = enroll().token(null, RandomText.ofLength(64, "j"));
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
  }

  @Test
  default void revokingATokenAgainChangesNothing() {
    forgetAllExpired();
    TokenReference token = enroll().token();
    revocations().revokeToken(token.tokenId(), EXPIRED);
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
    assertThat(revocations().deleteExpiredRevocations(EXPIRED)).isEqualTo(1);
    assertThat(isRevoked(token)).isFalse();
  }

  @Test
  default void ofManyWhoRevokeOneTokenAllSucceed() throws Exception {
    forgetAllExpired();
    TokenReference token = enroll().token();
    assertThat(
            Race.run(
                i -> {
                  revocations().revokeToken(token.tokenId(), EXPIRED);
                  return isRevoked(token);
                }))
        .containsOnly(true);
    assertThat(revocations().deleteExpiredRevocations(EXPIRED)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "'", "\0", "a\0b", "\uD83D", "' OR '1'='1", "\uD83D\uDE00"})
  default void anyTextMayBeRevoked(String text) {
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId());
    TokenReference token = enrolled.token(null, RandomText.id(text));
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(store().findTokenState(token).filter(state -> !state.revoked()))
        .as("nobody is let in by such a token, whether the store can keep its id or not")
        .isEmpty();
    assertThat(revocations().raiseRevision(enrolled.organizationId(), text)).isFalse();
    assertThat(revocations().raiseRevision(text, enrolled.id())).isFalse();
    assertThat(revocations().revokeApiKey(enrolled.organizationId(), text, LATER)).isFalse();
    assertThat(revocations().revokeApiKey(text, key.id(), LATER)).isFalse();
    assertThat(isRevoked(enrolled.token(key.id()))).isFalse();
    assertThat(enrolled.state().revision()).isZero();
  }

  @Test
  default void aTextThatIsTooLongMayBeRevoked() {
    anyTextMayBeRevoked(RandomText.ofLength(65, "x"));
    anyTextMayBeRevoked(RandomText.ofLength(20_000, "x"));
  }

  // --- all of an enrollment

  @Test
  default void aRevisionIsRaisedByOneForItsEnrollmentOnly() {
    Enrolled enrolled = enroll();
    Enrolled other = Enrolled.enroll(store(), enrolled.program(), null, null);
    for (int revision = 1; revision <= 2; revision++) {
      assertThat(raiseRevision(enrolled)).isTrue();
      assertThat(enrolled.state().revision()).isEqualTo(revision);
      assertThat(store().findEnrollmentById(enrolled.organizationId(), enrolled.id()))
          .map(EnrollmentRecord::revision)
          .contains(revision);
    }
    assertThat(other.state().revision()).isZero();
  }

  @Test
  default void aRevisionIsRaisedWhetherOrNotAnythingIsActive() {
    Enrolled enrolled = enroll();
    enrolled.deactivate(operator());
    assertThat(raiseRevision(enrolled)).isTrue();
    enrolled.deactivateProgram(operator());
    assertThat(raiseRevision(enrolled)).isTrue();
    assertThat(enrolled.state().revision()).isEqualTo(2);
  }

  @Test
  default void anotherOrganizationsRevisionIsNotRaised() {
    Enrolled enrolled = enroll();
    String other = enroll().organizationId();
    assertThat(revocations().raiseRevision(other, enrolled.id())).isFalse();
    assertThat(enrolled.state().revision()).isZero();
  }

  @Test
  default void anUnknownEnrollmentHasNoRevision() {
    String organization = enroll().organizationId();
    assertThat(revocations().raiseRevision(organization, RandomText.id("enr_"))).isFalse();
  }

  @Test
  default void ofManyWhoRaiseARevisionEachRaisesIt() throws Exception {
    Enrolled enrolled = enroll();
    assertThat(Race.run(i -> raiseRevision(enrolled))).containsOnly(true);
    assertThat(enrolled.state().revision()).isEqualTo(Race.THREADS);
  }

  // --- all of an API key

  @Test
  default void aRevokedApiKeySaysSinceWhenAndItsTokensAreRevoked() {
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId());
    ApiKeyRecord other = addApiKey(enrolled.organizationId());
    assertThat(isRevoked(enrolled.token(key.id()))).isFalse();
    assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), Enrolled.NOW)).isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(revoked(key, Enrolled.NOW));
    assertThat(isRevoked(enrolled.token(key.id()))).isTrue();
    assertThat(store().findApiKey(other.sha256())).contains(other);
    assertThat(isRevoked(enrolled.token(other.id()))).isFalse();
    assertThat(isRevoked(enrolled.token())).isFalse();
  }

  @Test
  default void anApiKeyStaysRevokedSinceTheFirstTime() {
    ApiKeyRecord key = addApiKey(RandomText.id("org_"));
    for (Instant now : List.of(Enrolled.NOW, LATER, EXPIRED)) {
      assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), now)).isTrue();
      assertThat(store().findApiKey(key.sha256())).contains(revoked(key, Enrolled.NOW));
    }
  }

  @Test
  default void ofManyWhoRevokeAnApiKeyOneSaysWhen() throws Exception {
    ApiKeyRecord key = addApiKey(RandomText.id("org_"));
    List<ApiKeyRecord> seen =
        Race.run(
            i -> {
              Instant now = Enrolled.NOW.plusMillis(i);
              assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), now)).isTrue();
              return store().findApiKey(key.sha256()).orElseThrow();
            });
    assertThat(seen).allMatch(found -> found.revokedAt() != null).containsOnly(seen.get(0));
  }

  @Test
  default void theInstantOfARevokedApiKeyIsKeptToTheMillisecond() {
    ApiKeyRecord key = addApiKey(RandomText.id("org_"));
    Instant now = Instant.parse("2026-01-02T03:04:05.123456789Z");
    assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), now)).isTrue();
    assertThat(store().findApiKey(key.sha256()))
        .map(ApiKeyRecord::revokedAt)
        .map(found -> found.truncatedTo(ChronoUnit.MILLIS))
        .contains(now.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  default void anotherOrganizationsApiKeyIsNotRevoked() {
    ApiKeyRecord key = addApiKey(enroll().organizationId());
    String other = enroll().organizationId();
    assertThat(revocations().revokeApiKey(other, key.id(), Enrolled.NOW)).isFalse();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  default void anUnknownApiKeyIsNotRevoked() {
    String organization = enroll().organizationId();
    assertThat(revocations().revokeApiKey(organization, RandomText.id("key_"), Enrolled.NOW))
        .isFalse();
  }

  // --- what has expired

  @Test
  default void whatExpiresNowOrBeforeIsForgottenAndNothingElse() {
    forgetAllExpired();
    Enrolled enrolled = enroll();
    ApiKeyRecord key = addApiKey(enrolled.organizationId());
    assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), EXPIRED)).isTrue();
    assertThat(raiseRevision(enrolled)).isTrue();
    TokenReference before = revokedUntil(EXPIRED.minusMillis(1), enrolled);
    TokenReference now = revokedUntil(EXPIRED, enrolled);
    TokenReference after = revokedUntil(EXPIRED.plusMillis(1), enrolled);

    assertThat(revocations().deleteExpiredRevocations(EXPIRED.minusMillis(2))).isZero();
    assertThat(List.of(before, now, after)).allMatch(this::isRevoked);
    assertThat(revocations().deleteExpiredRevocations(EXPIRED)).isEqualTo(2);
    assertThat(List.of(before, now)).noneMatch(this::isRevoked);
    assertThat(isRevoked(after)).isTrue();
    assertThat(revocations().deleteExpiredRevocations(EXPIRED)).isZero();

    assertThat(isRevoked(enrolled.token(key.id()))).isTrue();
    assertThat(enrolled.state().revision()).isEqualTo(1);
  }

  // --- set-up

  private Enrolled enroll() {
    return Enrolled.enroll(store(), operator());
  }

  private ApiKeyRecord addApiKey(String organizationId) {
    ApiKeyRecord key =
        new ApiKeyRecord(
            RandomText.id("key_"), organizationId, RandomText.sha256(), Enrolled.NOW, LATER, null);
    assertThat(operator().insertApiKey(key)).isTrue();
    return key;
  }

  private static ApiKeyRecord revoked(ApiKeyRecord key, Instant revokedAt) {
    return new ApiKeyRecord(
        key.id(), key.organizationId(), key.sha256(), key.createdAt(), key.expiresAt(), revokedAt);
  }

  private TokenReference revokedUntil(Instant expiresAt, Enrolled enrolled) {
    TokenReference token = enrolled.token();
    revocations().revokeToken(token.tokenId(), expiresAt);
    return token;
  }

  private boolean raiseRevision(Enrolled enrolled) {
    return revocations().raiseRevision(enrolled.organizationId(), enrolled.id());
  }

  private boolean isRevoked(TokenReference token) {
    return store().findTokenState(token).map(TokenState::revoked).orElseThrow();
  }

  /** What earlier tests have left: the next count is this test's own. */
  private void forgetAllExpired() {
    revocations().deleteExpiredRevocations(EXPIRED.plusMillis(1));
  }
}
