package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.StoreUnavailableException;
import co.refport.embed.spi.TokenReference;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.jwt.MalformedClaimException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are ended before they expire, and what is forgotten of them. */
class RevocationTest {

  private static final String ADDRESS = "192.0.2.1";
  private static final Duration STALENESS = Duration.ofSeconds(5);

  private final Fixture fixture = new Fixture();
  private final String token = Fixture.mint(fixture.tokens);
  private final Revocations revocations = fixture.tokens.revocations();

  private String tokenId() {
    return fixture.tokens.admit(token, ADDRESS).tokenId();
  }

  private void assertRevoked(EmbedTokens tokens, String revoked) {
    assertThat(refusal(tokens, revoked).code()).isEqualTo(ErrorCode.TOKEN_REVOKED);
  }

  @Test
  void oneTokenIsRevokedHereAtOnceAndElsewhereWithinTheBound() {
    String other = Fixture.mint(fixture.tokens);
    try (EmbedTokens elsewhere = fixture.builder().build()) {
      elsewhere.verify(token);
      revocations.revokeToken(tokenId());
      assertRevoked(fixture.tokens, token);
      fixture.tokens.verify(other);
      fixture.time.pass(STALENESS);
      assertRevoked(elsewhere, token);
      elsewhere.verify(other);
    }
  }

  @Test
  void aTokenCanBeRevokedBeforeAnyNodeHasSeenItAndTwice() {
    String tokenId = claim(token);
    revocations.revokeToken(tokenId);
    revocations.revokeToken(tokenId);
    assertRevoked(fixture.tokens, token);
  }

  private static String claim(String token) {
    try {
      return Fixture.claims(new EmbedToken(token, ManualTime.START)).getJwtId();
    } catch (MalformedClaimException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void allTokensOfAnEnrollmentAreRevokedAndNewOnesAreGood() {
    String enrollment = fixture.tokens.verify(token).enrollmentId();
    String second = Fixture.mint(fixture.tokens);
    String other = fixture.create(null, null, "bob@example.com").publicToken();
    assertThat(revocations.revokeEnrollment(Fixture.ORGANIZATION, enrollment)).isTrue();
    assertRevoked(fixture.tokens, token);
    assertRevoked(fixture.tokens, second);
    fixture.tokens.verify(other);
    String fresh = Fixture.mint(fixture.tokens);
    fixture.tokens.verify(fresh);
    assertThat(revocations.revokeEnrollment(Fixture.ORGANIZATION, enrollment)).isTrue();
    assertRevoked(fixture.tokens, fresh);
    assertThat(revocations.revokeEnrollment(Fixture.ORGANIZATION, "enr_unknown")).isFalse();
  }

  @Test
  void anotherOrganizationsEnrollmentsAndKeysAreOutOfReach() {
    fixture.store.insertProgram(new ProgramRecord("prg_2", "org_2", ManualTime.START));
    String enrollment = fixture.tokens.verify(token).enrollmentId();
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    assertThat(revocations.revokeEnrollment("org_2", enrollment)).isFalse();
    assertThat(revocations.revokeApiKey("org_2", "key_1")).isFalse();
    fixture.tokens.verify(token);
    fixture.tokens.authenticate(key.text(), ADDRESS);
  }

  @Test
  void anApiKeyIsRevokedWithAllItsTokensHereAtOnceAndElsewhereWithinTheBound() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    ApiKey other = fixture.issueApiKey("key_2", null, null);
    String minted = mint(fixture.tokens, key);
    String byOther = mint(fixture.tokens, other);
    try (EmbedTokens elsewhere = fixture.builder().build()) {
      elsewhere.verify(minted);
      elsewhere.authenticate(key.text(), ADDRESS);
      fixture.tokens.verify(minted);
      assertThat(revocations.revokeApiKey(Fixture.ORGANIZATION, "key_1")).isTrue();
      assertThat(revocations.revokeApiKey(Fixture.ORGANIZATION, "key_1")).isTrue();
      assertThat(revocations.revokeApiKey(Fixture.ORGANIZATION, "key_3")).isFalse();
      assertRevoked(fixture.tokens, minted);
      assertUnauthorized(fixture.tokens, key);
      fixture.tokens.verify(byOther);
      fixture.tokens.verify(token);
      fixture.time.pass(STALENESS);
      assertRevoked(elsewhere, minted);
      assertUnauthorized(elsewhere, key);
      elsewhere.verify(byOther);
    }
  }

  /** A read that began before the revocation must not hide it afterwards. */
  @Test
  void aRevocationDuringAReadIsHonouredAtOnceToo() {
    EmbedTokens[] tokens = new EmbedTokens[1];
    AtomicBoolean once = new AtomicBoolean(true);
    String tokenId = claim(token);
    Interception store =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (!method.getName().equals("findTokenState") || !once.getAndSet(false)) {
                return null;
              }
              Object before = fixture.store.findTokenState((TokenReference) arguments[0]);
              tokens[0].revocations().revokeToken(tokenId);
              return before;
            });
    tokens[0] = fixture.node(store.store()).signingSecret(Fixture.SECRET).build();
    tokens[0].verify(token);
    assertRevoked(tokens[0], token);
    tokens[0].close();
  }

  @Test
  void anApiKeysRevocationDuringItsReadIsHonouredAtOnceToo() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    EmbedTokens[] tokens = new EmbedTokens[1];
    AtomicBoolean once = new AtomicBoolean(true);
    Interception store =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (!method.getName().equals("findApiKey") || !once.getAndSet(false)) {
                return null;
              }
              Object before = fixture.store.findApiKey((String) arguments[0]);
              tokens[0].revocations().revokeApiKey(Fixture.ORGANIZATION, "key_1");
              return before;
            });
    tokens[0] = fixture.node(store.store()).signingSecret(Fixture.SECRET).build();
    tokens[0].authenticate(key.text(), ADDRESS);
    assertUnauthorized(tokens[0], key);
    tokens[0].close();
  }

  @Test
  void aRevokedTokenStaysRevokedForItsWholeLifeWhateverIsPurged() {
    try (EmbedTokens daily = fixture.builder().tokenLifetime(Duration.ofHours(24)).build()) {
      String revoked = Fixture.mint(daily);
      String other = Fixture.mint(daily);
      daily.revocations().revokeToken(daily.admit(revoked, ADDRESS).tokenId());
      for (int hour = 0; hour < 23; hour++) {
        fixture.time.pass(Duration.ofHours(1));
        daily.verify(other);
        assertRevoked(daily, revoked);
      }
      fixture.time.pass(Duration.ofMinutes(59));
      daily.verify(other);
      assertRevoked(daily, revoked);
      fixture.time.pass(Duration.ofMinutes(1));
      assertThat(refusal(daily, revoked).code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }
  }

  /** A node whose clock is ahead mints tokens that live longer by the clock of this one. */
  @Test
  void aRevokedTokenOfANodeWhoseClockIsAheadStaysRevokedForItsWholeLife() {
    Duration ahead = Duration.ofMinutes(5);
    try (EmbedTokens fast =
            fixture
                .builder()
                .clock(() -> fixture.time.instant().plus(ahead))
                .tokenLifetime(Duration.ofHours(24))
                .build();
        EmbedTokens daily = fixture.builder().tokenLifetime(Duration.ofHours(24)).build()) {
      String revoked = Fixture.mint(fast);
      daily.revocations().revokeToken(daily.admit(revoked, ADDRESS).tokenId());
      fixture.time.pass(Duration.ofHours(23));
      String other = Fixture.mint(daily);
      daily.verify(other);
      fixture.time.pass(Duration.ofHours(1).plusMinutes(1));
      daily.verify(other);
      fixture.time.pass(STALENESS);
      assertRevoked(daily, revoked);
    }
  }

  @Test
  void theFirstVerificationAfterAnHourForgetsExpiredRevocationsOnly() {
    Interception store = Interception.watching(fixture.store);
    try (EmbedTokens tokens = fixture.node(store.store()).signingSecret(Fixture.SECRET).build()) {
      revocations.revokeToken("old");
      fixture.time.pass(Duration.ofHours(26));
      revocations.revokeToken("young");
      assertThat(store.count("deleteExpiredRevocations")).isZero();
      tokens.verify(Fixture.mint(tokens));
      tokens.verify(Fixture.mint(tokens));
      assertThat(store.count("deleteExpiredRevocations")).isEqualTo(1);
      fixture.time.pass(Duration.ofHours(1).minusNanos(1));
      tokens.verify(Fixture.mint(tokens));
      assertThat(store.count("deleteExpiredRevocations")).isEqualTo(1);
      fixture.time.pass(Duration.ofNanos(1));
      tokens.verify(Fixture.mint(tokens));
      assertThat(store.count("deleteExpiredRevocations")).isEqualTo(2);
    }
    assertThat(fixture.store.deleteExpiredRevocations(fixture.time.instant()))
        .as("expired and left over")
        .isZero();
    assertThat(
            fixture.store.deleteExpiredRevocations(fixture.time.instant().plus(Duration.ofDays(2))))
        .as("the young one")
        .isEqualTo(1);
  }

  @Test
  void aPurgeThatFailsFailsNoRequestAndIsTriedAgainAnHourLater() {
    Interception store =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (method.getName().equals("deleteExpiredRevocations")) {
                throw new StoreUnavailableException("no connection", new IOException());
              }
              return null;
            });
    try (EmbedTokens tokens = fixture.node(store.store()).signingSecret(Fixture.SECRET).build()) {
      for (int hour = 1; hour <= 3; hour++) {
        fixture.time.pass(Duration.ofHours(1));
        String fresh = Fixture.mint(tokens);
        tokens.verify(fresh);
        tokens.verify(fresh);
        assertThat(store.count("deleteExpiredRevocations")).isEqualTo(hour);
      }
    }
  }

  @Test
  void aStoreThatCannotRevokeSaysSoAndVerifiesAllTheSame() {
    Interception store =
        new Interception(
            fixture.store, (method, arguments) -> null, EmbedStore.class, SigningKeyStore.class);
    try (EmbedTokens tokens = fixture.node(store.store()).build()) {
      String sentence = "The store cannot revoke: it does not implement RevocationStore.";
      Revocations none = tokens.revocations();
      assertThatThrownBy(() -> none.revokeToken("jti"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(sentence);
      assertThatThrownBy(() -> none.revokeEnrollment(Fixture.ORGANIZATION, "enr_1"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(sentence);
      assertThatThrownBy(() -> none.revokeApiKey(Fixture.ORGANIZATION, "key_1"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(sentence);
      String minted = Fixture.mint(tokens);
      tokens.verify(minted);
      fixture.time.pass(Duration.ofHours(2));
      tokens.verify(Fixture.mint(tokens));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65, 1_000_000})
  void anIdThatNoTokenCanHaveIsRefusedWithoutBeingQuoted(int length) {
    String id = "s".repeat(length);
    assertThatThrownBy(() -> revocations.revokeToken(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenId has " + length + " characters but must have 1 to 64");
    revocations.revokeToken("s".repeat(64));
  }

  @Test
  void anUnreachableStoreIsUnavailable() {
    Interception store = Interception.failingWhile(new AtomicBoolean(true), fixture.store);
    try (EmbedTokens tokens = fixture.node(store.store()).signingSecret(Fixture.SECRET).build()) {
      EmbedException refused =
          catchThrowableOfType(EmbedException.class, () -> tokens.revocations().revokeToken("jti"));
      assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(refused.retryAfter()).isPresent();
    }
  }

  private static String mint(EmbedTokens tokens, ApiKey key) {
    return tokens
        .authenticate(key.text(), ADDRESS)
        .create(EmbedTokenRequest.builder().partner("bob@example.com", null).build())
        .publicToken();
  }

  private static void assertUnauthorized(EmbedTokens tokens, ApiKey key) {
    EmbedException refused =
        catchThrowableOfType(EmbedException.class, () -> tokens.authenticate(key.text(), ADDRESS));
    assertThat(refused).as("expected a refusal").isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
  }
}
