package co.refport.embed.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link OperatorStore} must hold. */
public interface OperatorStoreTck extends StoreUnderTest {

  /** An origin. */
  String ORIGIN = "https://portal.example.com";

  /** No origins. */
  List<String> NONE = List.of();

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

  @Test
  default void originsComeBackInTheirOrder() {
    Enrolled enrolled = Enrolled.enroll(store(), operator(), ORIGIN, "http://localhost:8080");
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN, "http://localhost:8080");
  }

  @Test
  default void newOriginsReplaceTheOldOnesOfTheirProgramOnly() {
    Enrolled enrolled = Enrolled.enroll(store(), operator(), ORIGIN, "https://old.example.com");
    Enrolled other = Enrolled.enroll(store(), operator(), ORIGIN);
    for (List<String> origins :
        List.of(List.of("https://z.example.com", ORIGIN, "https://a.example.com:8443"), NONE)) {
      assertThat(operator().setOrigins(enrolled.organizationId(), enrolled.program().id(), origins))
          .isTrue();
      assertThat(enrolled.state().origins()).isEqualTo(origins);
    }
    assertThat(other.state().origins()).containsExactly(ORIGIN);
  }

  @Test
  default void originsAreSetInAProgramThatIsNotActive() {
    Enrolled enrolled = Enrolled.enroll(store(), operator());
    enrolled.deactivateProgram(operator());
    assertThat(
            operator()
                .setOrigins(enrolled.organizationId(), enrolled.program().id(), List.of(ORIGIN)))
        .isTrue();
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
    assertThat(enrolled.state().active()).isFalse();
  }

  @Test
  default void settingTheSameOriginsAgainIsNoFailure() {
    Enrolled enrolled = Enrolled.enroll(store(), operator(), ORIGIN);
    assertThat(
            operator()
                .setOrigins(enrolled.organizationId(), enrolled.program().id(), List.of(ORIGIN)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "' OR '1'='1", "\0", "\uD83D", "prg_unknown"})
  default void anUnknownProgramGetsNoOrigins(String id) {
    Enrolled enrolled = Enrolled.enroll(store(), operator(), ORIGIN);
    assertThat(operator().setOrigins(enrolled.organizationId(), id, NONE)).isFalse();
    assertThat(
            operator().setOrigins(enrolled.organizationId(), enrolled.program().id() + " ", NONE))
        .isFalse();
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "'self'", "https://a.example.com https://b.example.com"})
  default void originsThatAreNoneAreRefusedAndChangeNothing(String refused) {
    Enrolled enrolled = Enrolled.enroll(store(), operator(), ORIGIN);
    String programId = enrolled.program().id();
    List<String> origins = List.of("https://new.example.com", refused);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> operator().setOrigins(enrolled.organizationId(), programId, origins));
    assertThat(enrolled.state().origins()).containsExactly(ORIGIN);
  }

  @Test
  default void sixteenOfTheLongestOriginsFitAndNoMore() {
    List<String> longest =
        IntStream.range(0, ProgramRecord.MAX_ORIGINS).mapToObj(i -> longestOrigin(i)).toList();
    Enrolled enrolled = Enrolled.enroll(store(), operator(), longest.toArray(String[]::new));
    String programId = enrolled.program().id();
    assertThat(enrolled.state().origins()).isEqualTo(longest);
    assertThat(operator().setOrigins(enrolled.organizationId(), programId, NONE)).isTrue();
    assertThat(operator().setOrigins(enrolled.organizationId(), programId, longest)).isTrue();
    assertThat(enrolled.state().origins()).isEqualTo(longest);
    List<String> tooMany = Collections.nCopies(ProgramRecord.MAX_ORIGINS + 1, ORIGIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> operator().setOrigins(enrolled.organizationId(), programId, tooMany));
    assertThat(enrolled.state().origins()).isEqualTo(longest);
  }

  /** Scheme, a host name of 253 characters and a port. */
  private static String longestOrigin(int number) {
    String label = "x".repeat(63) + ".";
    String origin = "https://" + label.repeat(3) + "x".repeat(61) + ":" + (60_000 + number);
    assertThat(origin).hasSize(267);
    return origin;
  }

  private static ProgramRecord program(String id, String organizationId) {
    return new ProgramRecord(id, organizationId, Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static ApiKeyRecord apiKey(String id, String sha256, @Nullable Instant revokedAt) {
    return new ApiKeyRecord(
        id, RandomText.id("org_"), sha256, Instant.parse("2026-01-01T00:00:00Z"), null, revokedAt);
  }
}
