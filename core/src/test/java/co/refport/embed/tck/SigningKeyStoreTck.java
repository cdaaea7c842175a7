package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link SigningKeyStore} must hold. Nobody else may add keys while it runs. */
public interface SigningKeyStoreTck {

  /**
   * The store under test.
   *
   * @return a store that any number of tests may share
   */
  SigningKeyStore signingKeys();

  @Test
  default void aSigningKeyIsFoundAsItWasInserted() {
    SigningKeyRecord key = signingKey(nextGeneration(), "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}");
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(signingKeys().findSigningKeys()).contains(key);
  }

  @Test
  default void aSigningKeyMayHaveFourThousandCharacters() {
    SigningKeyRecord key = signingKey(nextGeneration(), RandomText.ofLength(4000, "k"));
    assertThat(signingKeys().insertSigningKey(key)).isTrue();
    assertThat(signingKeys().findSigningKeys()).contains(key);
  }

  @Test
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
  default void aTakenGenerationIsRefusedAndTheFirstKeyStays() {
    SigningKeyRecord first = signingKey(nextGeneration(), "first");
    SigningKeyRecord second = signingKey(first.generation(), "second");
    assertThat(signingKeys().insertSigningKey(first)).isTrue();
    assertThat(signingKeys().insertSigningKey(second)).isFalse();
    assertThat(signingKeys().findSigningKeys()).contains(first).doesNotContain(second);
  }

  @Test
  default void aTakenKeyIdIsRefusedAndTheFirstKeyStays() {
    SigningKeyRecord first = signingKey(nextGeneration(), "first");
    SigningKeyRecord second =
        new SigningKeyRecord(first.id(), first.generation() + 1, "second", first.createdAt());
    assertThat(signingKeys().insertSigningKey(first)).isTrue();
    assertThat(signingKeys().insertSigningKey(second)).isFalse();
    assertThat(signingKeys().findSigningKeys()).contains(first).doesNotContain(second);
  }

  @Test
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
