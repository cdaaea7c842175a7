package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link OperatorStore} must hold of API keys; a part of {@link OperatorStoreTck}. */
public interface ApiKeyTck extends StoreUnderTest {

  /** Finer than a store has to keep it. */
  Instant NANOS = Instant.parse("2026-01-02T03:04:05.123456789Z");

  // --- insertApiKey

  @Test
  @Clause("insert-api-key.as-stored")
  default void anApiKeyIsFoundAsItWasInserted() {
    ApiKeyRecord key =
        new ApiKeyRecord(
            RandomText.id("key_"),
            RandomText.id("org_"),
            RandomText.sha256(),
            Organization.NOW,
            Organization.NOW.plusMillis(1),
            Organization.NOW.plusMillis(999),
            Organization.NOW.plusMillis(42));
    assertThat(operator().insertApiKey(key)).isTrue();
    assertThat(store().findApiKey(key.sha256())).contains(key);
    assertThat(operator().findApiKeys(key.organizationId())).containsExactly(key);
  }

  @Test
  @Clause("insert-api-key.as-stored")
  default void anApiKeyThatNeverExpiresAndIsNotRevokedComesBackWithNulls() {
    ApiKeyRecord key = addApiKey(null);
    assertThat(find(key)).isEqualTo(key);
    assertThat(operator().findApiKeys(key.organizationId())).containsExactly(key);
  }

  @Test
  @Clause("insert-api-key.as-stored")
  default void anApiKeysInstantsAreKeptToTheMillisecond() {
    ApiKeyRecord key =
        new ApiKeyRecord(
            RandomText.id("key_"),
            RandomText.id("org_"),
            RandomText.sha256(),
            NANOS,
            NANOS.plusSeconds(1),
            NANOS.plusSeconds(2),
            NANOS.plusSeconds(3));
    assertThat(operator().insertApiKey(key)).isTrue();
    ApiKeyRecord found = find(key);
    assertThat(toMillis(found.createdAt())).isEqualTo(toMillis(key.createdAt()));
    assertThat(toMillis(found.expiresAt())).isEqualTo(toMillis(key.expiresAt()));
    assertThat(toMillis(found.revokedAt())).isEqualTo(toMillis(key.revokedAt()));
    assertThat(toMillis(found.lastUsedAt())).isEqualTo(toMillis(key.lastUsedAt()));
  }

  @Test
  @Clause("insert-api-key.once")
  default void anApiKeysHashIsTakenOnce() {
    ApiKeyRecord first = addApiKey(null);
    ApiKeyRecord second = withIdAndHash(RandomText.id("key_"), first.sha256());
    assertThat(operator().insertApiKey(second)).isFalse();
    assertThat(find(first)).isEqualTo(first);
    assertThat(operator().findApiKeys(second.organizationId())).isEmpty();
  }

  @Test
  @Clause("insert-api-key.once")
  default void anApiKeysIdIsTakenOnce() {
    ApiKeyRecord first = addApiKey(null);
    ApiKeyRecord second = withIdAndHash(first.id(), RandomText.sha256());
    assertThat(operator().insertApiKey(second)).isFalse();
    assertThat(store().findApiKey(second.sha256())).isEmpty();
    assertThat(find(first)).isEqualTo(first);
  }

  @Test
  @Clause("insert-api-key.once")
  default void ofManyApiKeysWithOneHashOneWins() throws Exception {
    String hash = RandomText.sha256();
    List<Boolean> added =
        Race.run(i -> operator().insertApiKey(withIdAndHash(RandomText.id("key_"), hash)));
    assertThat(added).containsOnlyOnce(true);
  }

  // --- findApiKeys

  @Test
  @Clause("find-api-keys.newest-first")
  default void apiKeysComeNewestFirstInWhateverStateTheyAre() {
    String organization = RandomText.id("org_");
    ApiKeyRecord oldest = apiKey(organization, 0, null, null);
    ApiKeyRecord expired = apiKey(organization, 1, Instant.EPOCH, null);
    ApiKeyRecord revoked = apiKey(organization, 2, null, Instant.EPOCH);
    ApiKeyRecord newest = apiKey(organization, 3, null, null);
    for (ApiKeyRecord key : List.of(expired, newest, oldest, revoked)) {
      assertThat(operator().insertApiKey(key)).isTrue();
    }
    assertThat(operator().findApiKeys(organization))
        .containsExactly(newest, revoked, expired, oldest);
  }

  @Test
  @Clause("find-api-keys.newest-first")
  default void noMoreApiKeysAreListedThanTheNewestThousand() {
    String organization = RandomText.id("org_");
    List<ApiKeyRecord> keys = new ArrayList<>();
    for (int i = 0; i <= OperatorStore.MAX_LISTED; i++) {
      ApiKeyRecord key = apiKey(organization, i, null, null);
      keys.add(0, key);
      assertThat(operator().insertApiKey(key)).isTrue();
    }
    assertThat(operator().findApiKeys(organization))
        .isEqualTo(keys.subList(0, OperatorStore.MAX_LISTED));
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"find-api-keys.newest-first", "any.text"})
  default void anOrganizationOfAnyNameHasNoApiKeys(String text) {
    ApiKeyRecord key = addApiKey(null);
    assertThat(operator().findApiKeys(text)).isEmpty();
    assertThat(operator().findApiKeys(key.organizationId() + text + " ")).isEmpty();
  }

  // --- expireApiKey

  @Test
  @Clause("expire-api-key.forward")
  default void theExpiryOfAnApiKeyIsBroughtForwardAndNeverPutOff() {
    ApiKeyRecord key = addApiKey(null);
    Instant first = Organization.NOW.plusSeconds(60);
    Instant earlier = Organization.NOW.plusMillis(1);
    assertThat(expire(key, first)).isTrue();
    assertThat(find(key)).isEqualTo(expiring(key, first));
    assertThat(expire(key, first)).isTrue();
    assertThat(expire(key, first.plusMillis(1))).isTrue();
    assertThat(find(key)).isEqualTo(expiring(key, first));
    assertThat(expire(key, earlier)).isTrue();
    assertThat(expire(key, first)).isTrue();
    assertThat(find(key)).isEqualTo(expiring(key, earlier));
  }

  @Test
  @Clause("expire-api-key.forward")
  default void anApiKeyThatHasExpiredStaysSo() {
    ApiKeyRecord key = addApiKey(Instant.EPOCH);
    assertThat(expire(key, Organization.NOW)).isTrue();
    assertThat(find(key)).isEqualTo(key);
  }

  @Test
  @Clause("expire-api-key.forward")
  default void onlyTheNamedApiKeyExpires() {
    Organization organization = Organization.in(this);
    ApiKeyRecord key = organization.addApiKey();
    ApiKeyRecord other = organization.addApiKey();
    assertThat(expire(key, Instant.EPOCH)).isTrue();
    assertThat(find(other)).isEqualTo(other);
  }

  @Test
  @Clause("expire-api-key.forward")
  default void anExpiryIsKeptToTheMillisecond() {
    ApiKeyRecord key = addApiKey(null);
    assertThat(expire(key, NANOS)).isTrue();
    assertThat(toMillis(find(key).expiresAt())).isEqualTo(toMillis(NANOS));
  }

  @Test
  @Clause("expire-api-key.forward")
  default void ofManyExpiriesTheEarliestStays() throws Exception {
    ApiKeyRecord key = addApiKey(null);
    assertThat(Race.run(i -> expire(key, Organization.NOW.plusMillis(shuffled(i)))))
        .containsOnly(true);
    assertThat(find(key)).isEqualTo(expiring(key, Organization.NOW));
  }

  // --- recordApiKeyUse

  @Test
  @Clause("api-key-use.latest")
  default void theLatestUseOfAnApiKeyIsRemembered() {
    ApiKeyRecord key = addApiKey(null);
    ApiKeyRecord other = addApiKey(null);
    Instant later = Organization.NOW.plusMillis(1);
    assertThat(use(key, Organization.NOW)).isTrue();
    assertThat(find(key)).isEqualTo(used(key, Organization.NOW));
    assertThat(use(key, Organization.NOW)).isFalse();
    assertThat(use(key, later)).isTrue();
    assertThat(use(key, Organization.NOW)).isFalse();
    assertThat(find(key)).isEqualTo(used(key, later));
    assertThat(find(other)).isEqualTo(other);
  }

  @Test
  @Clause("api-key-use.latest")
  default void aUseIsKeptToTheMillisecond() {
    ApiKeyRecord key = addApiKey(null);
    assertThat(use(key, NANOS)).isTrue();
    assertThat(toMillis(find(key).lastUsedAt())).isEqualTo(toMillis(NANOS));
  }

  @Test
  @Clause("api-key-use.latest")
  default void ofManyUsesTheLatestIsRemembered() throws Exception {
    ApiKeyRecord key = addApiKey(null);
    assertThat(Race.run(i -> use(key, Organization.NOW.plusMillis(shuffled(i))))).contains(true);
    assertThat(find(key)).isEqualTo(used(key, Organization.NOW.plusMillis(Race.THREADS - 1L)));
  }

  @ParameterizedTest
  @MethodSource(Texts.HOSTILE)
  @Clause({"expire-api-key.forward", "api-key-use.latest", "any.text", "any.equality"})
  default void anUnknownApiKeyIsNotChanged(String text) {
    ApiKeyRecord key = addApiKey(null);
    String organization = key.organizationId();
    String id = key.id();
    for (String other : List.of(text, "K" + id.substring(1), id + " ", id + text + " ")) {
      assertThat(operator().expireApiKey(organization, other, Organization.NOW)).isFalse();
      assertThat(operator().recordApiKeyUse(organization, other, Organization.NOW)).isFalse();
    }
    assertThat(operator().expireApiKey(text, id, Organization.NOW)).isFalse();
    assertThat(operator().recordApiKeyUse(text, id, Organization.NOW)).isFalse();
    assertThat(find(key)).isEqualTo(key);
  }

  // --- set-up

  private ApiKeyRecord addApiKey(@Nullable Instant expiresAt) {
    ApiKeyRecord key = apiKey(RandomText.id("org_"), 0, expiresAt, null);
    assertThat(operator().insertApiKey(key)).isTrue();
    return key;
  }

  private ApiKeyRecord find(ApiKeyRecord key) {
    return store().findApiKey(key.sha256()).orElseThrow();
  }

  private boolean expire(ApiKeyRecord key, Instant expiresAt) {
    return operator().expireApiKey(key.organizationId(), key.id(), expiresAt);
  }

  private boolean use(ApiKeyRecord key, Instant usedAt) {
    return operator().recordApiKeyUse(key.organizationId(), key.id(), usedAt);
  }

  private static ApiKeyRecord apiKey(
      String organizationId, int millis, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    return Organization.apiKey(
        organizationId, Organization.NOW.plusMillis(millis), expiresAt, revokedAt);
  }

  private static ApiKeyRecord withIdAndHash(String id, String sha256) {
    return new ApiKeyRecord(
        id, RandomText.id("org_"), sha256, Organization.NOW.plusMillis(1), null, null);
  }

  private static ApiKeyRecord expiring(ApiKeyRecord key, Instant expiresAt) {
    return new ApiKeyRecord(
        key.id(), key.organizationId(), key.sha256(), key.createdAt(), expiresAt, null);
  }

  private static ApiKeyRecord used(ApiKeyRecord key, Instant usedAt) {
    return new ApiKeyRecord(
        key.id(), key.organizationId(), key.sha256(), key.createdAt(), null, null, usedAt);
  }

  /** Every number below {@link Race#THREADS} once, in no order. */
  private static int shuffled(int number) {
    return number * 37 % Race.THREADS;
  }

  private static @Nullable Instant toMillis(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0b", "\uD83D"})
  @Clause("any.text")
  default void anOrganizationThatCannotBeStoredHasNothingRatherThanAnothersKeysAndPrograms(
      String text) {
    String organization = RandomText.id("org_") + text;
    ApiKeyRecord key = Organization.apiKey(organization, Organization.NOW, null, null);
    ProgramRecord program =
        new ProgramRecord(RandomText.id("prg_"), organization, Organization.NOW);
    boolean hasKey = operator().insertApiKey(key);
    boolean hasProgram = operator().insertProgram(program);
    assertThat(store().findApiKey(key.sha256()))
        .isEqualTo(hasKey ? Optional.of(key) : Optional.empty());
    assertThat(operator().findApiKeys(organization)).hasSize(hasKey ? 1 : 0);
    assertThat(store().hasActiveProgram(organization)).isEqualTo(hasProgram);
  }
}
