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
import org.junit.jupiter.params.provider.MethodSource;

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
  @Clause({"revoke-token.remembered", "any.fresh"})
  default void aRevokedTokenIsRevokedAndNoOther() {
    Enrolled enrolled = Enrolled.in(this);
    TokenReference token = enrolled.token();
    TokenReference other = enrolled.token();
    assertThat(isRevoked(token)).isFalse();
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
    assertThat(isRevoked(other)).isFalse();
  }

  @Test
  @Clause("revoke-token.remembered")
  default void aTokenOfAnApiKeyIsRevokedAloneToo() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = addApiKey(enrolled.organization());
    TokenReference token = enrolled.token(key.id());
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
    assertThat(isRevoked(enrolled.token(key.id()))).isFalse();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  @Clause("any.equality")
  default void idsOfRevokedTokensAreEqualOnlyCodePointByCodePoint() {
    Enrolled enrolled = Enrolled.in(this);
    String id = RandomText.id("jti_");
    revocations().revokeToken(id, LATER);
    for (String other : List.of("J" + id.substring(1), id + " ", " " + id)) {
      assertThat(isRevoked(enrolled.token(null, other))).isFalse();
    }
  }

  @Test
  @Clause("revoke-token.remembered")
  default void theLongestTokenIdIsRevoked() {
    TokenReference token = Enrolled.in(this).token(null, RandomText.ofLength(64, "j"));
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
  }

  @Test
  @Clause("revoke-token.again")
  default void revokingATokenAgainChangesNothing() {
    forgetAllExpired();
    TokenReference token = Enrolled.in(this).token();
    revocations().revokeToken(token.tokenId(), EXPIRED);
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(isRevoked(token)).isTrue();
    assertThat(revocations().deleteExpiredRevocations(EXPIRED)).isEqualTo(1);
    assertThat(isRevoked(token)).isFalse();
  }

  @Test
  @Clause("revoke-token.again")
  default void ofManyWhoRevokeOneTokenAllSucceed() throws Exception {
    forgetAllExpired();
    TokenReference token = Enrolled.in(this).token();
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
  @MethodSource(Texts.HOSTILE)
  @Clause("any.text")
  default void anyTextMayBeRevoked(String text) {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = addApiKey(enrolled.organization());
    TokenReference token = enrolled.token(null, RandomText.id(text));
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(store().findTokenState(token).filter(state -> !state.revoked()))
        .as("findTokenState of a token whose id was given to revokeToken: revoked, or empty")
        .isEmpty();
    assertThat(revocations().raiseRevision(enrolled.organizationId(), text)).isFalse();
    assertThat(revocations().raiseRevision(text, enrolled.id())).isFalse();
    assertThat(revocations().revokeApiKey(enrolled.organizationId(), text, LATER)).isFalse();
    assertThat(revocations().revokeApiKey(text, key.id(), LATER)).isFalse();
    assertThat(isRevoked(enrolled.token(key.id()))).isFalse();
    assertThat(enrolled.state().revision()).isZero();
  }

  @Test
  @Clause("any.text")
  default void aTextThatIsTooLongMayBeRevoked() {
    anyTextMayBeRevoked(RandomText.ofLength(65, "x"));
  }

  // --- all of an enrollment

  @Test
  @Clause("erase.revocations")
  default void revokedTokensOutliveErasedPartners() {
    Enrolled erased = Enrolled.in(this);
    Enrolled other = Enrolled.in(erased.organization(), null, null);
    TokenReference token = erased.token();
    revocations().revokeToken(token.tokenId(), LATER);
    assertThat(operator().erasePartner(erased.organizationId(), erased.id())).isTrue();
    // a row of the token's id is all that is left
    assertThat(store().findTokenState(other.token(null, token.tokenId())))
        .hasValueSatisfying(state -> assertThat(state.revoked()).isTrue());
  }

  @Test
  @Clause("raise-revision.by-one")
  default void aRevisionIsRaisedByOneForItsEnrollmentOnly() {
    Enrolled enrolled = Enrolled.in(this);
    Enrolled other = Enrolled.in(enrolled.organization(), null, null);
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
  @Clause("raise-revision.by-one")
  default void aRevisionIsRaisedWhetherOrNotAnythingIsActive() {
    Enrolled enrolled = Enrolled.in(this);
    enrolled.deactivate();
    assertThat(raiseRevision(enrolled)).isTrue();
    enrolled.organization().deactivateProgram();
    assertThat(raiseRevision(enrolled)).isTrue();
    assertThat(enrolled.state().revision()).isEqualTo(2);
  }

  @Test
  @Clause("any.isolation")
  default void anotherOrganizationsRevisionIsNotRaised() {
    Enrolled enrolled = Enrolled.in(this);
    String other = Organization.in(this).id();
    assertThat(revocations().raiseRevision(other, enrolled.id())).isFalse();
    assertThat(enrolled.state().revision()).isZero();
  }

  @Test
  @Clause("raise-revision.by-one")
  default void anUnknownEnrollmentHasNoRevision() {
    String organization = Organization.in(this).id();
    assertThat(revocations().raiseRevision(organization, RandomText.id("enr_"))).isFalse();
  }

  @Test
  @Clause("raise-revision.by-one")
  default void ofManyWhoRaiseARevisionEachRaisesIt() throws Exception {
    Enrolled enrolled = Enrolled.in(this);
    assertThat(Race.run(i -> raiseRevision(enrolled))).containsOnly(true);
    assertThat(enrolled.state().revision()).isEqualTo(Race.THREADS);
  }

  // --- all of an API key

  @Test
  @Clause({"revoke-api-key.first", "any.fresh"})
  default void aRevokedApiKeySaysSinceWhenAndItsTokensAreRevoked() {
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = addApiKey(enrolled.organization());
    ApiKeyRecord other = addApiKey(enrolled.organization());
    assertThat(isRevoked(enrolled.token(key.id()))).isFalse();
    assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), Organization.NOW))
        .isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(revoked(key, Organization.NOW));
    assertThat(isRevoked(enrolled.token(key.id()))).isTrue();
    assertThat(store().findApiKey(other.sha256())).contains(other);
    assertThat(isRevoked(enrolled.token(other.id()))).isFalse();
    assertThat(isRevoked(enrolled.token())).isFalse();
  }

  @Test
  @Clause("revoke-api-key.first")
  default void anApiKeyStaysRevokedSinceTheFirstTime() {
    ApiKeyRecord key = addApiKey(Organization.in(this));
    for (Instant now : List.of(Organization.NOW, LATER, EXPIRED)) {
      assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), now)).isTrue();
      assertThat(store().findApiKey(key.sha256())).contains(revoked(key, Organization.NOW));
    }
  }

  @Test
  @Clause("revoke-api-key.first")
  default void ofManyWhoRevokeAnApiKeyOneSaysWhen() throws Exception {
    ApiKeyRecord key = addApiKey(Organization.in(this));
    List<ApiKeyRecord> seen =
        Race.run(
            i -> {
              Instant now = Organization.NOW.plusMillis(i);
              assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), now)).isTrue();
              return store().findApiKey(key.sha256()).orElseThrow();
            });
    assertThat(seen).allMatch(found -> found.revokedAt() != null).containsOnly(seen.get(0));
  }

  @Test
  @Clause("revoke-api-key.first")
  default void theInstantOfARevokedApiKeyIsKeptToTheMillisecond() {
    ApiKeyRecord key = addApiKey(Organization.in(this));
    Instant now = Instant.parse("2026-01-02T03:04:05.123456789Z");
    assertThat(revocations().revokeApiKey(key.organizationId(), key.id(), now)).isTrue();
    assertThat(store().findApiKey(key.sha256()))
        .map(ApiKeyRecord::revokedAt)
        .map(found -> found.truncatedTo(ChronoUnit.MILLIS))
        .contains(now.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  @Clause("any.isolation")
  default void anotherOrganizationsApiKeyIsNotRevoked() {
    ApiKeyRecord key = addApiKey(Organization.in(this));
    String other = Organization.in(this).id();
    assertThat(revocations().revokeApiKey(other, key.id(), Organization.NOW)).isFalse();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  @Clause("revoke-api-key.first")
  default void anUnknownApiKeyIsNotRevoked() {
    String organization = Organization.in(this).id();
    assertThat(revocations().revokeApiKey(organization, RandomText.id("key_"), Organization.NOW))
        .isFalse();
  }

  // --- what has expired

  @Test
  @Clause("delete-expired.exactly")
  default void whatExpiresNowOrBeforeIsForgottenAndNothingElse() {
    forgetAllExpired();
    Enrolled enrolled = Enrolled.in(this);
    ApiKeyRecord key = addApiKey(enrolled.organization());
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

  private ApiKeyRecord addApiKey(Organization organization) {
    return organization.addApiKey(LATER, null);
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
