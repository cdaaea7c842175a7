package co.refport.embed.internal;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.SigningAlgorithm;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SigningKeyRingTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private static SigningKeyRing ring(InMemoryEmbedStore store) {
    return new StoredKeyRing(
        store,
        SigningAlgorithm.HS256,
        new SigningKeyEncryption(List.of()),
        CLOCK,
        () -> 0,
        Duration.ZERO,
        new SecureRandom());
  }

  @Test
  void nodesThatStartTogetherAgreeOnTheFirstKey() {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    Set<String> ids = new HashSet<>();
    IntStream.range(0, 32)
        .parallel()
        .mapToObj(node -> ring(store).signer())
        .map(key -> key.id() + key.signing().hashCode())
        .forEach(
            id -> {
              synchronized (ids) {
                ids.add(id);
              }
            });
    assertThat(ids).hasSize(1);
    assertThat(store.findSigningKeys()).hasSize(1);
  }

  @Test
  void theSecretHas256BitsAndDoesNotLeakByItsText() {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    assertThat(ring(store).signer().signing().getEncoded()).hasSize(32);
    SigningKeyRecord kept = store.findSigningKeys().get(0);
    assertThat(kept.jwk()).contains("\"kty\":\"oct\"");
    assertThat(kept.toString()).doesNotContain("oct");
  }

  @Test
  void aNewKeySignsOnceEveryNodeMustHaveSeenIt() {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    AtomicLong now = new AtomicLong();
    SigningKeyRing ring =
        new StoredKeyRing(
            store,
            SigningAlgorithm.HS256,
            new SigningKeyEncryption(List.of()),
            () -> Instant.ofEpochSecond(now.get()),
            () -> now.get() * 1_000_000_000,
            Duration.ofSeconds(5),
            new SecureRandom());
    String first = ring.signer().id();
    now.set(100);
    store.insertSigningKey(
        new SigningKeyRecord(
            "second",
            2,
            "{\"kty\":\"oct\",\"k\":\"" + "A".repeat(43) + "\"}",
            Instant.ofEpochSecond(100)));
    for (int second : new int[] {100, 105, 109}) {
      now.set(second);
      assertThat(ring.signer().id()).as("second %d", second).isEqualTo(first);
    }
    now.set(115);
    assertThat(ring.signer().id()).isEqualTo("second");
  }

  @Test
  void anotherSecretHasAnotherId() {
    byte[] secret = new byte[32];
    String id = SigningKey.ofSecret(secret).id();
    secret[0] = 1;
    assertThat(SigningKey.ofSecret(secret).id()).isNotEqualTo(id);
  }
}
