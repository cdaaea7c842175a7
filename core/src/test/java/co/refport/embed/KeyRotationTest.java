package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static co.refport.embed.HandMadeToken.quote;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.tck.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that come and go while several nodes mint and verify. */
class KeyRotationTest {

  private static final Duration STALENESS = Duration.ofSeconds(5);
  private static final Duration DAY = Duration.ofHours(24);

  private final Fixture fixture = new Fixture();

  private EmbedTokensBuilder node(SigningAlgorithm algorithm) {
    return node(fixture.store, algorithm);
  }

  private EmbedTokensBuilder node(EmbedStore store, SigningAlgorithm algorithm) {
    return fixture.node(store).signingAlgorithm(algorithm).tokenLifetime(DAY);
  }

  /** The id of the key that a node signs with now. */
  private static String signer(EmbedTokens tokens) {
    String header = HandMadeToken.like(Fixture.mint(tokens)).header();
    return header.replaceFirst(".*\"kid\":\"([^\"]+)\".*", "$1");
  }

  @ParameterizedTest
  @CsvSource({
    "HS256, 5,  10",
    "HS256, 0,   2",
    "HS256, 1,   2",
    "HS256, 300, 600",
    "ES256, 5,  310",
    "ES256, 0,  302",
    "EDDSA, 1,  302"
  })
  void aNewKeySignsOnAllNodesAtOneMomentWhenAllMustHaveSeenIt(
      SigningAlgorithm algorithm, int staleness, int seconds) {
    Duration bound = Duration.ofSeconds(staleness);
    try (EmbedTokens one = node(algorithm).staleness(bound).build();
        EmbedTokens two = node(algorithm).staleness(bound).build()) {
      String old = signer(one);
      assertThat(signer(two)).isEqualTo(old);
      fixture.time.pass(Duration.ofMinutes(10));
      String next = one.signingKeys().rotate();
      assertThat(next).isNotEqualTo(old);
      Duration overlap = Duration.ofSeconds(seconds);
      Instant takesOver = fixture.time.instant().plus(overlap);
      assertThat(two.signingKeys().list())
          .containsExactly(
              new SigningKeys.Key(old, algorithm, ManualTime.START, takesOver.plus(DAY)),
              new SigningKeys.Key(next, algorithm, takesOver, null));
      assertThat(signer(one)).isEqualTo(old);
      fixture.time.pass(overlap.minusNanos(1));
      assertThat(signer(one)).isEqualTo(old);
      assertThat(signer(two)).isEqualTo(old);
      fixture.time.pass(Duration.ofNanos(1));
      assertThat(signer(one)).isEqualTo(next);
      assertThat(signer(two)).isEqualTo(next);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewKeyVerifiesAtOnceOnAllNodes(SigningAlgorithm algorithm) {
    try (EmbedTokens one = node(algorithm).build();
        EmbedTokens two = node(algorithm).build();
        EmbedTokens ahead =
            node(algorithm).clock(() -> fixture.time.instant().plusSeconds(600)).build()) {
      two.verify(Fixture.mint(one));
      fixture.time.pass(Duration.ofSeconds(1));
      String next = one.signingKeys().rotate();
      assertThat(signer(ahead)).isEqualTo(next);
      String token = Fixture.mint(ahead);
      one.verify(token);
      two.verify(token);
      assertThat(signer(one)).isNotEqualTo(next);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOldKeyVerifiesUntilItsLastTokenHasExpiredAndIsGoneThen(SigningAlgorithm algorithm)
      throws Exception {
    Duration overlap = algorithm.isAsymmetric() ? Duration.ofSeconds(310) : Duration.ofSeconds(10);
    try (EmbedTokens one = node(algorithm).build();
        EmbedTokens two = node(algorithm).build()) {
      String old = signer(one);
      String next = one.signingKeys().rotate();
      fixture.time.pass(overlap.minusMillis(1));
      String last = Fixture.mint(one);
      fixture.time.pass(Duration.ofMillis(1));
      String first = Fixture.mint(two);
      for (int hour = 0; hour < 23; hour++) {
        fixture.time.pass(Duration.ofHours(1));
        one.verify(last);
        two.verify(last);
      }
      fixture.time.pass(Duration.ofHours(1).minusSeconds(1));
      one.verify(last);
      two.verify(first);
      fixture.time.pass(Duration.ofMillis(999));
      assertThat(one.signingKeys().list()).extracting(SigningKeys.Key::id).contains(old, next);
      assertThat(published(one)).isEqualTo(algorithm.isAsymmetric() ? 2 : 0);
      fixture.time.pass(Duration.ofMillis(1));
      for (EmbedTokens node : List.of(one, two)) {
        assertThat(node.signingKeys().list()).extracting(SigningKeys.Key::id).containsExactly(next);
        assertThat(published(node)).isEqualTo(algorithm.isAsymmetric() ? 1 : 0);
      }
    }
  }

  private static int published(EmbedTokens tokens) throws Exception {
    return new JsonWebKeySet(tokens.signingKeys().jwks()).getJsonWebKeys().size();
  }

  @Test
  void aRetiredKeyOpensNothingThoughTheStoreStillHasIt() throws Exception {
    try (EmbedTokens tokens = node(SigningAlgorithm.HS256).build()) {
      HandMadeToken token = HandMadeToken.like(Fixture.mint(tokens));
      SigningKeyRecord old = fixture.store.findSigningKeys().get(0);
      byte[] stolen =
          Base64.getUrlDecoder().decode((String) JsonUtil.parseJson(old.jwk()).get("k"));
      tokens.signingKeys().rotate();
      fixture.time.pass(Duration.ofSeconds(10).plus(DAY).minusMillis(1));
      tokens.verify(forged(token, stolen));
      fixture.time.pass(Duration.ofMillis(1));
      assertThat(fixture.store.findSigningKeys()).hasSize(2);
      assertThat(refusal(tokens, forged(token, stolen)).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  private String forged(HandMadeToken token, byte[] secret) {
    long now = fixture.time.instant().getEpochSecond();
    HandMadeToken fresh = token.claim("iat", "" + now).claim("exp", "" + (now + 900));
    return HandMadeToken.sign(fresh.header(), fresh.claims(), "HmacSHA256", secret);
  }

  @Test
  void aNewAlgorithmTakesOverAsARotationDoes() {
    try (EmbedTokens symmetric = node(SigningAlgorithm.HS256).build()) {
      String old = signer(symmetric);
      String before = Fixture.mint(symmetric);
      try (EmbedTokens one = node(SigningAlgorithm.ES256).build();
          EmbedTokens two = node(SigningAlgorithm.ES256).build()) {
        assertThat(signer(one)).isEqualTo(old);
        assertThat(signer(two)).isEqualTo(old);
        assertThat(fixture.store.findSigningKeys()).hasSize(2);
        fixture.time.pass(Duration.ofSeconds(310).minusNanos(1));
        assertThat(signer(one)).isEqualTo(old);
        fixture.time.pass(Duration.ofNanos(1));
        String next = signer(one);
        assertThat(next).isNotEqualTo(old);
        assertThat(signer(two)).isEqualTo(next);
        one.verify(before);
        two.verify(before);
      }
      symmetric.verify(before);
    }
  }

  @Test
  void nodesOfDifferentAlgorithmsAgreeAndMakeNoMoreKeys() {
    try (EmbedTokens a = node(SigningAlgorithm.HS256).build();
        EmbedTokens b = node(SigningAlgorithm.ES256).build();
        EmbedTokens c = node(SigningAlgorithm.EDDSA).build()) {
      for (int minute = 0; minute < 40; minute++) {
        for (EmbedTokens minting : List.of(a, b, c)) {
          String token = Fixture.mint(minting);
          fixture.time.pass(STALENESS);
          for (EmbedTokens judging : List.of(a, b, c)) {
            judging.verify(token);
          }
        }
        fixture.time.pass(Duration.ofSeconds(45));
      }
      assertThat(fixture.store.findSigningKeys()).hasSize(3);
      assertThat(signer(b)).isEqualTo(signer(a));
      assertThat(signer(c)).isEqualTo(signer(a));
    }
  }

  @RepeatedTest(5)
  void rotationsOfSeveralNodesAtOnceAllSucceed() throws Exception {
    List<EmbedTokens> nodes =
        IntStream.range(0, 8).mapToObj(i -> node(SigningAlgorithm.HS256).build()).toList();
    List<String> ids = Race.run(8, i -> nodes.get(i).signingKeys().rotate());
    assertThat(ids).doesNotHaveDuplicates();
    List<SigningKeyRecord> kept = fixture.store.findSigningKeys();
    assertThat(kept).extracting(SigningKeyRecord::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(kept)
        .extracting(SigningKeyRecord::generation)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    nodes.forEach(EmbedTokens::close);
  }

  @Test
  void whenTheOnlyKeyIsWithdrawnTheNextTokenHasANewOneMade() {
    try (EmbedTokens one = node(SigningAlgorithm.ES256).build();
        EmbedTokens two = node(SigningAlgorithm.ES256).build()) {
      String token = Fixture.mint(one);
      String old = signer(two);
      assertThat(one.signingKeys().withdraw(old)).isTrue();
      assertThat(one.signingKeys().withdraw(old)).isFalse();
      assertThat(one.signingKeys().withdraw("unknown")).isFalse();
      assertThat(one.signingKeys().jwks()).isEqualTo("{\"keys\":[]}");
      assertThat(refusal(one, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      String next = signer(one);
      assertThat(next).isNotEqualTo(old);
      one.verify(Fixture.mint(one));
      fixture.time.pass(STALENESS);
      assertThat(signer(two)).isEqualTo(next);
      assertThat(refusal(two, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void aKeyThatRetiredLongAgoDoesNotComeBackWhenTheNewestIsWithdrawn() {
    try (EmbedTokens tokens = node(SigningAlgorithm.ES256).build()) {
      String retired = signer(tokens);
      fixture.time.pass(Duration.ofMinutes(10));
      String newest = tokens.signingKeys().rotate();
      fixture.time.pass(Duration.ofDays(10));
      assertThat(signer(tokens)).isEqualTo(newest);
      assertThat(tokens.signingKeys().withdraw(newest)).isTrue();
      assertThat(signer(tokens)).isNotIn(retired, newest);
      assertThat(tokens.signingKeys().list()).hasSize(1);
    }
  }

  @Test
  void whenTheNewestKeyIsWithdrawnTheOneBeforeSignsOn() {
    try (EmbedTokens tokens = node(SigningAlgorithm.HS256).build()) {
      String old = signer(tokens);
      String next = tokens.signingKeys().rotate();
      fixture.time.pass(Duration.ofMinutes(1));
      assertThat(signer(tokens)).isEqualTo(next);
      assertThat(tokens.signingKeys().withdraw(next)).isTrue();
      assertThat(signer(tokens)).isEqualTo(old);
      fixture.time.pass(DAY.multipliedBy(2));
      assertThat(signer(tokens)).as("it has no end again").isEqualTo(old);
    }
  }

  /** The other thread's read began when the key was still there. */
  @Test
  void aWithdrawalDuringAReadIsHonouredAtOnceToo() throws Exception {
    AtomicBoolean slow = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Interception store =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (!method.getName().equals("findSigningKeys") || !slow.getAndSet(false)) {
                return null;
              }
              Object before = fixture.store.findSigningKeys();
              reading.countDown();
              goOn.await();
              return before;
            });
    try (EmbedTokens tokens = node(store.store(), SigningAlgorithm.HS256).build()) {
      String token = Fixture.mint(tokens);
      String key = signer(tokens);
      fixture.time.pass(Duration.ofSeconds(1));
      slow.set(true);
      String unknown = HandMadeToken.like(token).header("kid", quote("unknown")).sign();
      Thread reader = new Thread(() -> refusal(tokens, unknown));
      reader.start();
      reading.await();
      Thread operator = new Thread(() -> tokens.signingKeys().withdraw(key));
      operator.start();
      while (operator.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      reader.join();
      operator.join();
      assertThat(refusal(tokens, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }
}
