package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an {@link OperatorStore} must hold. */
public interface OperatorStoreTck {

  /**
   * The store under test.
   *
   * @return a store that any number of tests may share
   */
  EmbedStore store();

  /**
   * The same store, where an operator writes.
   *
   * @return usually {@link #store()} itself
   */
  OperatorStore operator();

  @Test
  default void anInsertedProgramIsActive() {
    String organization = RandomText.id("org_");
    assertThat(operator().insertProgram(program(RandomText.id("prg_"), organization))).isTrue();
    assertThat(store().hasActiveProgram(organization)).isTrue();
  }

  @Test
  default void anOrganizationHasAtMostOneActiveProgram() {
    String organization = RandomText.id("org_");
    assertThat(operator().insertProgram(program(RandomText.id("prg_"), organization))).isTrue();
    assertThat(operator().insertProgram(program(RandomText.id("prg_"), organization))).isFalse();
  }

  @Test
  default void aProgramIdIsTakenForEveryOrganization() {
    String id = RandomText.id("prg_");
    String other = RandomText.id("org_");
    assertThat(operator().insertProgram(program(id, RandomText.id("org_")))).isTrue();
    assertThat(operator().insertProgram(program(id, other))).isFalse();
    assertThat(store().hasActiveProgram(other)).isFalse();
  }

  @Test
  default void ofManyProgramsAddedAtOnceOneWins() throws Exception {
    String organization = RandomText.id("org_");
    assertThat(
            Race.run(i -> operator().insertProgram(program(RandomText.id("prg_"), organization))))
        .containsOnlyOnce(true);
  }

  @Test
  default void anApiKeyIsFoundAsItWasInserted() {
    Instant created = Instant.parse("2026-01-02T03:04:05.006Z");
    ApiKeyRecord key =
        new ApiKeyRecord(
            RandomText.id("key_"),
            RandomText.id("org_"),
            RandomText.sha256(),
            created,
            created.plusMillis(1),
            created.plusMillis(999));
    assertThat(operator().insertApiKey(key)).isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  default void anApiKeyThatNeverExpiresAndIsNotRevokedComesBackWithNulls() {
    ApiKeyRecord key = apiKey(RandomText.id("key_"), RandomText.sha256(), null);
    assertThat(operator().insertApiKey(key)).isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  default void anApiKeysInstantsAreKeptToTheMillisecond() {
    Instant created = Instant.parse("2026-01-02T03:04:05.123456789Z");
    ApiKeyRecord key =
        new ApiKeyRecord(
            RandomText.id("key_"), RandomText.id("org_"), RandomText.sha256(), created, null, null);
    assertThat(operator().insertApiKey(key)).isTrue();
    assertThat(store().findApiKey(key.sha256()))
        .map(found -> found.createdAt().truncatedTo(ChronoUnit.MILLIS))
        .contains(created.truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  default void aRevokedApiKeyIsFoundToo() {
    ApiKeyRecord key =
        apiKey(RandomText.id("key_"), RandomText.sha256(), Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(operator().insertApiKey(key)).isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(key);
  }

  @Test
  default void anApiKeysHashIsTakenOnce() {
    ApiKeyRecord first = apiKey(RandomText.id("key_"), RandomText.sha256(), null);
    assertThat(operator().insertApiKey(first)).isTrue();
    assertThat(operator().insertApiKey(apiKey(RandomText.id("key_"), first.sha256(), null)))
        .isFalse();
    assertThat(store().findApiKey(first.sha256())).contains(first);
  }

  @Test
  default void anApiKeysIdIsTakenOnce() {
    String id = RandomText.id("key_");
    String otherHash = RandomText.sha256();
    assertThat(operator().insertApiKey(apiKey(id, RandomText.sha256(), null))).isTrue();
    assertThat(operator().insertApiKey(apiKey(id, otherHash, null))).isFalse();
    assertThat(store().findApiKey(otherHash)).isEmpty();
  }

  private static ProgramRecord program(String id, String organizationId) {
    return new ProgramRecord(id, organizationId, Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static ApiKeyRecord apiKey(String id, String sha256, @Nullable Instant revokedAt) {
    return new ApiKeyRecord(
        id, RandomText.id("org_"), sha256, Instant.parse("2026-01-01T00:00:00Z"), null, revokedAt);
  }
}
