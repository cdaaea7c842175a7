package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link SigningKeyStore} must hold. Nobody else may add keys while it runs. */
public interface SigningKeyStoreTck extends StoreUnderTest {

  /**
   * The store under test in this capability.
   *
   * @return by default {@link #store()} itself
   */
  default SigningKeyStore signingKeys() {
    return (SigningKeyStore) store();
  }

  @Test
  @Clause("insert-signing-key.as-stored")
  default void aSigningKeyIsFoundAsItWasInserted() {
    SigningKeyRecord key = signingKey(nextGeneration(), "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}");
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(signingKeys().findSigningKeys()).contains(key);
  }

  @Test
  @Clause("insert-signing-key.as-stored")
  default void aSigningKeyMayHaveFourThousandCharacters() {
    SigningKeyRecord key = signingKey(nextGeneration(), RandomText.ofLength(4000, "k"));
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(signingKeys().findSigningKeys()).contains(key);
  }

  @Test
  @Clause("signing-keys.in-order")
  default void signingKeysComeInAscendingOrderOfTheirGeneration() {
    int next = nextGeneration();
    assertThat(signingKeys().insertSigningKey(signingKey(next + 2, "c"))).isTrue();
    assertThat(signingKeys().insertSigningKey(signingKey(next, "a"))).isTrue();
    assertThat(signingKeys().insertSigningKey(signingKey(next + 1, "b"))).isTrue();
    assertThat(signingKeys().findSigningKeys())
        .isSortedAccordingTo(Comparator.comparingInt(SigningKeyRecord::generation))
        .extracting(SigningKeyRecord::generation)
        .endsWith(next, next + 1, next + 2);
  }

  @Test
  @Clause("insert-signing-key.once")
  default void aTakenGenerationIsRefusedAndTheFirstKeyStays() {
    SigningKeyRecord first = signingKey(nextGeneration(), "first");
    SigningKeyRecord second = signingKey(first.generation(), "second");
    assertThat(signingKeys().insertSigningKey(first)).isTrue();
    assertThat(signingKeys().insertSigningKey(second)).isFalse();
    assertThat(signingKeys().findSigningKeys()).contains(first).doesNotContain(second);
  }

  @Test
  @Clause("insert-signing-key.once")
  default void aTakenKeyIdIsRefusedAndTheFirstKeyStays() {
    SigningKeyRecord first = signingKey(nextGeneration(), "first");
    SigningKeyRecord second =
        new SigningKeyRecord(first.id(), first.generation() + 1, "second", first.createdAt());
    assertThat(signingKeys().insertSigningKey(first)).isTrue();
    assertThat(signingKeys().insertSigningKey(second)).isFalse();
    assertThat(signingKeys().findSigningKeys()).contains(first).doesNotContain(second);
  }

  @Test
  @Clause("insert-signing-key.once")
  default void ofManyKeysOfOneGenerationOneWinsAndTheOthersReadIt() throws Exception {
    int generation = nextGeneration();
    List<Boolean> added =
        Race.run(i -> signingKeys().insertSigningKey(signingKey(generation, "key " + i)));
    assertThat(added).containsOnlyOnce(true);
    String winner = "key " + added.indexOf(true);
    assertThat(signingKeys().findSigningKeys())
        .filteredOn(key -> key.generation() == generation)
        .extracting(SigningKeyRecord::jwk)
        .containsExactly(winner);
  }

  @Test
  @Clause({"delete-signing-key.once", "any.fresh"})
  default void aSigningKeyIsRemovedOnceAndNoOtherIs() {
    SigningKeyRecord key = signingKey(nextGeneration(), "removed");
    SigningKeyRecord other = signingKey(key.generation() + 1, "kept");
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(signingKeys().insertSigningKey(other)).isTrue();
    assertThat(signingKeys().deleteSigningKey(key.id())).isTrue();
    assertThat(signingKeys().findSigningKeys()).contains(other).doesNotContain(key);
    assertThat(signingKeys().deleteSigningKey(key.id())).isFalse();
    assertThat(signingKeys().findSigningKeys()).contains(other);
  }

  @Test
  @Clause("delete-signing-key.once")
  default void aRemovedKeysIdAndGenerationAreFreeAgain() {
    SigningKeyRecord key = signingKey(nextGeneration(), "first");
    SigningKeyRecord sameGeneration = signingKey(key.generation(), "second");
    SigningKeyRecord sameId =
        new SigningKeyRecord(key.id(), key.generation() + 1, "third", key.createdAt());
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(signingKeys().deleteSigningKey(key.id())).isTrue();
    assertThat(signingKeys().insertSigningKey(sameGeneration)).isTrue();
    assertThat(signingKeys().insertSigningKey(sameId)).isTrue();
    assertThat(signingKeys().findSigningKeys())
        .contains(sameGeneration, sameId)
        .doesNotContain(key);
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"delete-signing-key.once", "any.text", "any.equality"})
  default void aSigningKeyThatDoesNotExistIsNotRemoved(String id) {
    SigningKeyRecord key = signingKey(nextGeneration(), "kept");
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    for (String other : List.of(id, "K" + key.id().substring(1), key.id() + id + " ")) {
      assertThat(signingKeys().deleteSigningKey(other)).isFalse();
    }
    assertThat(signingKeys().findSigningKeys()).contains(key);
  }

  @Test
  @Clause("delete-signing-key.once")
  default void ofManyWhoRemoveASigningKeyOneDoes() throws Exception {
    SigningKeyRecord key = signingKey(nextGeneration(), "removed");
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(Race.run(i -> signingKeys().deleteSigningKey(key.id()))).containsOnlyOnce(true);
    assertThat(signingKeys().findSigningKeys()).doesNotContain(key);
  }

  private int nextGeneration() {
    return signingKeys().findSigningKeys().stream()
            .mapToInt(SigningKeyRecord::generation)
            .max()
            .orElse(0)
        + 1;
  }

  private static SigningKeyRecord signingKey(int generation, String jwk) {
    return new SigningKeyRecord(
        RandomText.id("kid_"), generation, jwk, Instant.parse("2026-01-01T00:00:00.123Z"));
  }
}
