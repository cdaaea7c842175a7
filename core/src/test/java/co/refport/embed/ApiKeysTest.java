package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator issues API keys, lists them and ends them. */
class ApiKeysTest {

  private static final String ADDRESS = "192.0.2.1";
  private static final Duration DAY = Duration.ofDays(1);

  private final Fixture fixture = new Fixture();
  private final ApiKeys apiKeys = fixture.tokens.apiKeys();

  private ApiKeyRecord listed(String id) {
    return apiKeys.list(Fixture.ORGANIZATION).stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private boolean isAccepted(EmbedTokens tokens, ApiKey key) {
    try {
      tokens.authenticate(key.text(), ADDRESS);
      return true;
    } catch (EmbedException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      return false;
    }
  }

  @Test
  void anIssuedKeyMintsForItsOrganizationAtOnce() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    AuthenticatedCaller caller = fixture.tokens.authenticate(issued.key().text(), ADDRESS);
    assertThat(caller.organizationId()).isEqualTo(Fixture.ORGANIZATION);
    assertThat(caller.apiKeyId()).isEqualTo(issued.id());
    assertThat(issued.toString()).doesNotContain(issued.key().text());
    assertThat(fixture.events)
        .containsExactly(new EmbedEvent.ApiKeyIssued(Fixture.ORGANIZATION, issued.id()));
  }

  @Test
  void aListedKeySaysWhatIsKnownOfItAndNotTheKey() {
    Instant expiresAt = fixture.time.instant().plus(DAY);
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION, expiresAt);
    assertThat(apiKeys.list(Fixture.ORGANIZATION))
        .containsExactly(
            new ApiKeyRecord(
                issued.id(),
                Fixture.ORGANIZATION,
                issued.key().sha256(),
                fixture.time.instant(),
                expiresAt,
                null,
                null));
    assertThat(apiKeys.list("org_2")).isEmpty();
  }

  @Test
  void aKeyIsRefusedFromItsExpiryOn() {
    ApiKey key = apiKeys.issue(Fixture.ORGANIZATION, fixture.time.instant().plus(DAY)).key();
    fixture.time.pass(DAY.minusMillis(1));
    assertThat(isAccepted(fixture.tokens, key)).isTrue();
    fixture.time.pass(Duration.ofMillis(1));
    assertThat(isAccepted(fixture.tokens, key)).isFalse();
  }

  @Test
  void anExpiryThatIsNotAfterNowIssuesNothing() {
    Instant now = fixture.time.instant();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apiKeys.issue(Fixture.ORGANIZATION, now))
        .withMessageContaining("expiresAt");
    assertThat(apiKeys.list(Fixture.ORGANIZATION)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65})
  void anOrganizationIdThatNoStoreTakesIsRefused(int length) {
    String organization = "o".repeat(length);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apiKeys.issue(organization))
        .withMessage("organizationId has " + length + " characters but must have 1 to 64.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.tokens.programs().create(organization, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z"})
  void anExpiryThatNoStoreKeepsIsRefused(Instant expiresAt) {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apiKeys.issue(Fixture.ORGANIZATION, expiresAt))
        .withMessageContaining("9999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apiKeys.expire(Fixture.ORGANIZATION, issued.id(), expiresAt));
    assertThat(listed(issued.id()).expiresAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"org\0", "org\n", "org\uD83D"})
  void anOrganizationIdThatIsNoTextIsRefused(String organization) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apiKeys.issue(organization))
        .withMessageContaining("organizationId");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixture.tokens.programs().create(organization, List.of()));
  }

  @Test
  void anExpiryIsHonouredHereAtOnceAndElsewhereWithinTheBound() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    String token =
        fixture
            .tokens
            .authenticate(issued.key().text(), ADDRESS)
            .create(EmbedTokenRequest.builder().partner("bob@example.com", null).build())
            .publicToken();
    try (EmbedTokens elsewhere = fixture.builder().build()) {
      assertThat(isAccepted(elsewhere, issued.key())).isTrue();
      Instant now = fixture.time.instant();
      assertThat(apiKeys.expire(Fixture.ORGANIZATION, issued.id(), now)).isTrue();
      assertThat(isAccepted(fixture.tokens, issued.key())).isFalse();
      fixture.time.pass(Duration.ofSeconds(5));
      assertThat(isAccepted(elsewhere, issued.key())).isFalse();
      assertThat(fixture.tokens.verify(token).organizationId())
          .as("the expiry of a key does not end its tokens")
          .isEqualTo(Fixture.ORGANIZATION);
      assertThat(fixture.events)
          .contains(new EmbedEvent.ApiKeyExpirySet(Fixture.ORGANIZATION, issued.id(), now));
    }
  }

  @Test
  void anExpiryIsNeverPutOff() {
    Instant soon = fixture.time.instant().plus(DAY);
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION, soon);
    assertThat(apiKeys.expire(Fixture.ORGANIZATION, issued.id(), soon.plus(DAY))).isTrue();
    assertThat(listed(issued.id()).expiresAt()).isEqualTo(soon);
  }

  @Test
  void anotherOrganizationsKeyIsNeitherExpiredNorRevoked() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    fixture.events.clear();
    assertThat(apiKeys.expire("org_2", issued.id(), Instant.EPOCH)).isFalse();
    assertThat(apiKeys.revoke("org_2", issued.id())).isFalse();
    assertThat(isAccepted(fixture.tokens, issued.key())).isTrue();
    assertThat(fixture.events).isEmpty();
  }

  @Test
  void aRevokedKeyIsListedAndRefused() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    assertThat(apiKeys.revoke(Fixture.ORGANIZATION, issued.id())).isTrue();
    assertThat(listed(issued.id()).revokedAt()).isEqualTo(fixture.time.instant());
    assertThat(isAccepted(fixture.tokens, issued.key())).isFalse();
  }

  // --- last use

  @Test
  void theLastUseIsKnownToTheMinute() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    assertThat(listed(issued.id()).lastUsedAt()).isNull();
    Instant first = fixture.time.instant();
    assertThat(isAccepted(fixture.tokens, issued.key())).isTrue();
    assertThat(listed(issued.id()).lastUsedAt()).isEqualTo(first);
    fixture.time.pass(Duration.ofSeconds(59));
    assertThat(isAccepted(fixture.tokens, issued.key())).isTrue();
    assertThat(listed(issued.id()).lastUsedAt()).isEqualTo(first);
    fixture.time.pass(Duration.ofSeconds(6));
    assertThat(isAccepted(fixture.tokens, issued.key())).isTrue();
    assertThat(listed(issued.id()).lastUsedAt()).isEqualTo(fixture.time.instant());
  }

  @Test
  void aKeyThatIsRefusedIsNotUsed() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    apiKeys.revoke(Fixture.ORGANIZATION, issued.id());
    assertThat(isAccepted(fixture.tokens, issued.key())).isFalse();
    assertThat(listed(issued.id()).lastUsedAt()).isNull();
  }

  @Test
  void theLastUseIsWrittenOnceAMinuteByAllNodesTogether() {
    Interception watched = Interception.watching(fixture.store);
    ApiKey key = apiKeys.issue(Fixture.ORGANIZATION).key();
    try (EmbedTokens one = node(watched.store());
        EmbedTokens two = node(watched.store())) {
      for (int second = 0; second < 120; second++) {
        one.authenticate(key.text(), ADDRESS);
        two.authenticate(key.text(), ADDRESS);
        fixture.time.pass(Duration.ofSeconds(1));
      }
    }
    assertThat(watched.count("recordApiKeyUse")).isBetween(2L, 4L);
  }

  private EmbedTokens node(EmbedStore store) {
    return fixture.node(store).signingSecret(Fixture.SECRET).build();
  }

  @Test
  void aLastUseThatCannotBeWrittenFailsNoRequestAndIsTriedAgainAMinuteLater() {
    Interception failing =
        new Interception(
            fixture.store,
            (method, arguments) -> {
              if (method.getName().equals("recordApiKeyUse")) {
                throw new IllegalStateException("no room");
              }
              return null;
            });
    ApiKey key = apiKeys.issue(Fixture.ORGANIZATION).key();
    try (EmbedTokens tokens = node(failing.store())) {
      for (int second = 0; second < 59; second++) {
        assertThat(isAccepted(tokens, key)).isTrue();
        fixture.time.pass(Duration.ofSeconds(1));
      }
      assertThat(failing.count("recordApiKeyUse")).isEqualTo(1);
      fixture.time.pass(Duration.ofSeconds(6));
      assertThat(isAccepted(tokens, key)).isTrue();
    }
    assertThat(failing.count("recordApiKeyUse")).isEqualTo(2);
  }

  @Test
  void anExecutorOfTheHostWritesTheLastUse() {
    ApiKeys.Issued issued = apiKeys.issue(Fixture.ORGANIZATION);
    List<Runnable> tasks = new ArrayList<>();
    try (EmbedTokens tokens = fixture.builder().executor(tasks::add).build()) {
      assertThat(isAccepted(tokens, issued.key())).isTrue();
      assertThat(listed(issued.id()).lastUsedAt()).isNull();
      tasks.forEach(Runnable::run);
      assertThat(listed(issued.id()).lastUsedAt()).isEqualTo(fixture.time.instant());
    }
  }

  @Test
  void anExecutorThatRefusesFailsNoRequest() {
    ApiKey key = apiKeys.issue(Fixture.ORGANIZATION).key();
    try (EmbedTokens tokens =
        fixture
            .builder()
            .executor(
                task -> {
                  throw new RejectedExecutionException();
                })
            .build()) {
      assertThat(isAccepted(tokens, key)).isTrue();
    }
  }

  // --- stores

  @Test
  void aStoreThatIsNotForOperatorsSaysSo() {
    EmbedStore plain = new Interception(fixture.store, (m, a) -> null, EmbedStore.class).store();
    ApiKey key = apiKeys.issue(Fixture.ORGANIZATION).key();
    try (EmbedTokens tokens = node(plain)) {
      assertThat(isAccepted(tokens, key)).as("its keys come from elsewhere").isTrue();
      assertThatThrownBy(() -> tokens.apiKeys().issue(Fixture.ORGANIZATION))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("OperatorStore");
      assertThatThrownBy(() -> tokens.programs().list(Fixture.ORGANIZATION))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> tokens.enrollments().setActive("org_1", "enr_1", true))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void aStoreThatIsAwayIsSaidSoAndAClosedInstanceToo() {
    AtomicBoolean away = new AtomicBoolean(true);
    EmbedTokens tokens = node(Interception.failingWhile(away, fixture.store).store());
    EmbedException refused =
        catchThrowableOfType(
            EmbedException.class, () -> tokens.apiKeys().issue(Fixture.ORGANIZATION));
    assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    tokens.close();
    assertThatThrownBy(() -> tokens.apiKeys().list(Fixture.ORGANIZATION))
        .isInstanceOf(IllegalStateException.class);
  }
}
