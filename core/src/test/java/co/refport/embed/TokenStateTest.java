package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.TokenReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of a good token when that changes which it names; for how long that goes unseen. */
class TokenStateTest {

  private static final Duration STALENESS = Duration.ofSeconds(5);

  private final Fixture fixture = new Fixture();
  private final String token = Fixture.mint(fixture.tokens);
  private final String enrollment = fixture.tokens.verify(token).enrollmentId();

  private EmbedTokens node(EmbedStore store) {
    return fixture.node(store).signingSecret(Fixture.SECRET).build();
  }

  @Test
  void anInactiveEnrollmentLetsNobodyInUntilItIsActiveAgain() {
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
    fixture.time.pass(STALENESS);
    assertThat(refusal(fixture.tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, true);
    fixture.time.pass(STALENESS);
    fixture.tokens.verify(token);
  }

  @Test
  void anInactiveProgramLetsNobodyIn() {
    fixture.store.setProgramActive(Fixture.ORGANIZATION, Fixture.PROGRAM, false);
    fixture.time.pass(STALENESS);
    assertThat(refusal(fixture.tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    fixture.store.insertProgram(
        new ProgramRecord("prg_2", Fixture.ORGANIZATION, fixture.time.instant()));
    fixture.time.pass(STALENESS);
    assertThat(refusal(fixture.tokens, token).code())
        .as("another program is active")
        .isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
  }

  @Test
  void revokedGoesBeforeInactiveSoThatNoNewerTokenIsHopedFor() {
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
    fixture.tokens.revocations().revokeEnrollment(Fixture.ORGANIZATION, enrollment);
    assertThat(refusal(fixture.tokens, token).code()).isEqualTo(ErrorCode.TOKEN_REVOKED);
  }

  @Test
  void theExpiryOfAnApiKeyDoesNotEndItsTokens() {
    ApiKey key = fixture.issueApiKey("key_1", ManualTime.START.plusSeconds(60), null);
    String minted = mintedBy(key);
    fixture.time.pass(Duration.ofMinutes(10));
    fixture.tokens.verify(minted);
  }

  @Test
  void anApiKeyThatIsGoneOrAnotherOrganizationsMakesItsTokensInvalid() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    fixture.store.insertProgram(new ProgramRecord("prg_2", "org_2", ManualTime.START));
    ApiKey foreign = ApiKey.generate(new Random(8));
    fixture.store.insertApiKey(
        new ApiKeyRecord("key_2", "org_2", foreign.sha256(), ManualTime.START, null, null));
    HandMadeToken minted = HandMadeToken.like(mintedBy(key));
    fixture.tokens.verify(minted.sign());
    for (String id : new String[] {"key_2", "key_3"}) {
      assertThat(
              refusal(fixture.tokens, minted.claim("akid", HandMadeToken.quote(id)).sign()).code())
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void anEnrollmentOfAnotherProgramOrGoneMakesTheTokenInvalid() {
    fixture.store.insertProgram(new ProgramRecord("prg_2", "org_2", ManualTime.START));
    assertThat(
            refusal(
                    fixture.tokens,
                    HandMadeToken.like(token).claim("prg", HandMadeToken.quote("prg_2")).sign())
                .code())
        .isEqualTo(ErrorCode.TOKEN_INVALID);
    AtomicBoolean gone = new AtomicBoolean();
    Interception store =
        new Interception(
            fixture.store,
            (method, arguments) ->
                gone.get() && method.getName().equals("findTokenState") ? Optional.empty() : null);
    try (EmbedTokens tokens = node(store.store())) {
      tokens.verify(token);
      gone.set(true);
      tokens.verify(token);
      fixture.time.pass(STALENESS);
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      gone.set(false);
      tokens.verify(token);
    }
  }

  @Test
  void aStateIsUsedUntilTheBoundAndReadAgainFromThenOn() {
    Interception store = Interception.watching(fixture.store);
    try (EmbedTokens tokens = node(store.store())) {
      tokens.verify(token);
      fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
      fixture.time.pass(STALENESS.minusNanos(1));
      tokens.verify(token);
      assertThat(store.count("findTokenState")).isEqualTo(1);
      fixture.time.pass(Duration.ofNanos(1));
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
      assertThat(store.count("findTokenState")).isEqualTo(2);
    }
  }

  @Test
  void useDoesNotProlongWhatWasRead() {
    try (EmbedTokens tokens = node(fixture.store)) {
      tokens.verify(token);
      fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
      for (int second = 0; second < 4; second++) {
        fixture.time.pass(Duration.ofSeconds(1));
        tokens.verify(token);
      }
      fixture.time.pass(Duration.ofSeconds(1));
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    }
  }

  @Test
  void theBoundCountsFromBeforeTheReadHoweverLongThatTakes() {
    Interception slow =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (!method.getName().equals("findTokenState")) {
                return null;
              }
              Object read = fixture.store.findTokenState((TokenReference) arguments[0]);
              fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
              fixture.time.pass(Duration.ofSeconds(4));
              return read;
            });
    try (EmbedTokens tokens = node(slow.store())) {
      tokens.verify(token);
      fixture.time.pass(Duration.ofSeconds(1));
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    }
  }

  @Test
  void aBoundOfZeroReadsEachTime() {
    Interception store = Interception.watching(fixture.store);
    try (EmbedTokens tokens =
        fixture
            .node(store.store())
            .signingSecret(Fixture.SECRET)
            .staleness(Duration.ZERO)
            .build()) {
      tokens.verify(token);
      fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
      fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, true);
      tokens.verify(token);
      assertThat(store.count("findTokenState")).isEqualTo(3);
    }
  }

  @Test
  void anUnreachableStoreIsUnavailableBeyondTheBoundAndNeverOpen() {
    AtomicBoolean away = new AtomicBoolean();
    Interception store = Interception.failingWhile(away, fixture.store);
    try (EmbedTokens tokens = node(store.store())) {
      tokens.verify(token);
      away.set(true);
      fixture.time.pass(STALENESS.minusNanos(1));
      tokens.verify(token);
      fixture.time.pass(Duration.ofNanos(1));
      for (int i = 0; i < 3; i++) {
        EmbedException refused = refusal(tokens, token);
        assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(5));
      }
      away.set(false);
      tokens.verify(token);
    }
  }

  @Test
  void anUnreachableKeyStoreIsUnavailableBeyondTheBoundToo() {
    AtomicBoolean away = new AtomicBoolean();
    Interception store = Interception.failingWhile(away, fixture.store);
    try (EmbedTokens tokens = fixture.node(store.store()).build()) {
      String stored = Fixture.mint(tokens);
      tokens.verify(stored);
      away.set(true);
      fixture.time.pass(STALENESS.minusNanos(1));
      tokens.verify(stored);
      fixture.time.pass(Duration.ofNanos(1));
      assertThat(refusal(tokens, stored).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      away.set(false);
      fixture.time.pass(Duration.ofSeconds(1));
      tokens.verify(stored);
    }
  }

  @Test
  void theOriginsAreThoseOfTheProgramNow() {
    assertThat(fixture.tokens.admit(token, "192.0.2.1").origins()).isEmpty();
    List<String> origins = List.of("https://app.example.com", "http://localhost:3000");
    fixture.store.setOrigins(Fixture.ORGANIZATION, Fixture.PROGRAM, origins);
    fixture.time.pass(STALENESS);
    assertThat(fixture.tokens.admit(token, "192.0.2.1").origins()).isEqualTo(origins);
  }

  private String mintedBy(ApiKey key) {
    return fixture
        .tokens
        .authenticate(key.text(), "192.0.2.1")
        .create(EmbedTokenRequest.builder().partner("bob@example.com", null).build())
        .publicToken();
  }
}
