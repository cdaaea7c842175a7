package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static co.refport.embed.HandMadeToken.quote;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.tck.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is remembered of a signature, and what looking for unknown keys may cost. */
class VerifiedSignatureTest {

  private static final Duration STALENESS = Duration.ofSeconds(5);
  private static final int THREADS = 32;

  private final Fixture fixture = new Fixture();
  private final AtomicBoolean away = new AtomicBoolean();
  private final Interception store = Interception.failingWhile(away, fixture.store);
  private final EmbedTokens tokens = fixture.node(store.store()).build();

  @AfterEach
  void close() {
    tokens.close();
  }

  private SigningKeyRecord onlyKey() {
    return fixture.store.findSigningKeys().get(0);
  }

  /** Under the key's id there is another key now: who checks a signature again must refuse. */
  @ParameterizedTest
  @EnumSource
  void aSignatureIsCheckedOnceUntilTheTokenExpires(SigningAlgorithm algorithm) {
    try (EmbedTokens here = fixture.node(fixture.store).signingAlgorithm(algorithm).build();
        EmbedTokens elsewhere = fixture.node(fixture.store).signingAlgorithm(algorithm).build()) {
      String token = Fixture.mint(here);
      here.verify(token);
      SigningKeyRecord key = onlyKey();
      fixture.store.deleteSigningKey(key.id());
      fixture.store.insertSigningKey(
          new SigningKeyRecord(key.id(), 1, anotherKey(algorithm), key.createdAt()));
      assertThat(refusal(elsewhere, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      for (int second = 0; second < 890; second += 10) {
        here.verify(token);
        fixture.time.pass(Duration.ofSeconds(10));
      }
      fixture.time.pass(Duration.ofSeconds(10));
      assertThat(refusal(here, token).code())
          .as("forgotten when it expired")
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  private static String anotherKey(SigningAlgorithm algorithm) {
    Fixture other = new Fixture();
    try (EmbedTokens tokens = other.node(other.store).signingAlgorithm(algorithm).build()) {
      Fixture.mint(tokens);
      return other.store.findSigningKeys().get(0).jwk();
    }
  }

  @Test
  void anotherTextOfAKnownTokenIsNotKnown() {
    String token = Fixture.mint(tokens);
    tokens.verify(token);
    for (String claim : new String[] {"sub", "prg", "jti"}) {
      String payload =
          HandMadeToken.like(token).claim(claim, quote("x")).sign().split("\\.", -1)[1];
      String[] parts = token.split("\\.", -1);
      assertThat(refusal(tokens, parts[0] + "." + payload + "." + parts[2]).code())
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void aWithdrawnKeysKnownTokensAreRefusedHereAtOnceAndElsewhereWithinTheBound() {
    try (EmbedTokens elsewhere = fixture.node(fixture.store).build()) {
      String token = Fixture.mint(tokens);
      tokens.verify(token);
      elsewhere.verify(token);
      assertThat(tokens.signingKeys().withdraw(onlyKey().id())).isTrue();
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      fixture.time.pass(STALENESS);
      assertThat(refusal(elsewhere, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void aRefusalIsNotRemembered() {
    String token = Fixture.mint(tokens);
    SigningKeyRecord key = onlyKey();
    fixture.store.deleteSigningKey(key.id());
    try (EmbedTokens other = fixture.node(fixture.store).build()) {
      assertThat(refusal(other, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      fixture.store.insertSigningKey(key);
      fixture.time.pass(Duration.ofSeconds(1));
      other.verify(token);
    }
  }

  @Test
  void aStateThatIsRefusedIsJudgedAgainWithoutASignature() {
    String token = Fixture.mint(tokens);
    String enrollment = tokens.verify(token).enrollmentId();
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, false);
    fixture.time.pass(STALENESS);
    assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.ENROLLMENT_INACTIVE);
    fixture.store.setEnrollmentActive(Fixture.ORGANIZATION, enrollment, true);
    fixture.time.pass(STALENESS);
    tokens.verify(token);
  }

  private String ofUnknownKey(int number) {
    return HandMadeToken.like(Fixture.mint(fixture.tokens))
        .header("kid", quote("unknown" + number))
        .sign();
  }

  @Test
  void unknownKeysAreLookedForOnceASecondHoweverManyAsk() throws Exception {
    List<String> unknown = IntStream.range(0, THREADS).mapToObj(this::ofUnknownKey).toList();
    tokens.signingKeys().list();
    store.calls().clear();
    for (int second = 0; second < 4; second++) {
      for (int again = 0; again < 2; again++) {
        assertThat(Race.run(THREADS, i -> refusal(tokens, unknown.get(i)).code()))
            .containsOnly(ErrorCode.TOKEN_INVALID);
        assertThat(store.calls()).isEqualTo(Collections.nCopies(second, "findSigningKeys"));
      }
      fixture.time.pass(Duration.ofMillis(999));
      assertThat(refusal(tokens, unknown.get(0)).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      assertThat(store.count("findSigningKeys")).isEqualTo(second);
      fixture.time.pass(Duration.ofMillis(1));
    }
  }

  @Test
  void theFirstTokensOfANodeShareOneReadOfTheKeys() throws Exception {
    String token = Fixture.mint(tokens);
    Interception watched = Interception.watching(fixture.store);
    try (EmbedTokens other = fixture.node(watched.store()).build()) {
      Race.run(THREADS, i -> other.verify(token));
      assertThat(watched.count("findSigningKeys")).isEqualTo(1);
    }
  }

  @Test
  void keysThatCannotBeReadAreTriedOnceASecondHoweverManyAsk() throws Exception {
    String token = Fixture.mint(tokens);
    tokens.verify(token);
    away.set(true);
    fixture.time.pass(STALENESS);
    store.calls().clear();
    for (int second = 1; second <= 3; second++) {
      assertThat(Race.run(THREADS, i -> refusal(tokens, token).code()))
          .containsOnly(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(store.count("findSigningKeys")).isEqualTo(second);
      fixture.time.pass(Duration.ofSeconds(1));
    }
    away.set(false);
    tokens.verify(token);
  }
}
