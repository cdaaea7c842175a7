package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RateLimiter.Scope;
import co.refport.embed.spi.StoreUnavailableException;
import co.refport.embed.tck.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticateTest {

  private static final String ADDRESS = "192.0.2.1";

  private final Fixture fixture = new Fixture();
  private final ApiKey unknown = ApiKey.generate(new Random(7));

  private static EmbedException refusal(
      EmbedTokens tokens, @Nullable String key, @Nullable String address) {
    EmbedException refused =
        catchThrowableOfType(EmbedException.class, () -> tokens.authenticate(key, address));
    assertThat(refused).as("expected a refusal").isNotNull();
    return refused;
  }

  private EmbedException refusal(@Nullable String key) {
    return refusal(fixture.tokens, key, ADDRESS);
  }

  @Test
  void aValidKeyNamesItsOrganization() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    AuthenticatedCaller caller = fixture.tokens.authenticate(key.text(), ADDRESS);
    assertThat(caller.organizationId()).isEqualTo(Fixture.ORGANIZATION);
    assertThat(caller.apiKeyId()).isEqualTo("key_1");
    assertThat(caller.allowance().limit()).isEqualTo(RateLimit.perMinute(600));
    assertThat(caller.allowance().remaining()).isEqualTo(599);
    assertThat(caller.allowance().resetAfter()).isEqualTo(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "rk_", "secret", "rk_0000000000000000000000000000000000000000001000000"})
  void whatIsNoKeyIsRefusedAndNeverCounted(@Nullable String key) {
    for (int i = 0; i < 100; i++) {
      EmbedException refused = refusal(key);
      assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      assertThat(refused).hasMessage("Invalid or missing API key");
    }
  }

  @Test
  void unknownExpiredAndRevokedKeysLookTheSame() {
    ApiKey expired = fixture.issueApiKey("key_1", ManualTime.START, null);
    ApiKey revoked = fixture.issueApiKey("key_2", null, ManualTime.START);
    for (ApiKey key : new ApiKey[] {unknown, expired, revoked}) {
      EmbedException refused = refusal(key.text());
      assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      assertThat(refused).hasMessage("Invalid or missing API key");
    }
  }

  @Test
  void aKeyIsRefusedFromTheInstantOfItsExpiryEvenWhenCached() {
    ApiKey key = fixture.issueApiKey("key_1", ManualTime.START.plus(Duration.ofSeconds(2)), null);
    fixture.tokens.authenticate(key.text(), ADDRESS);
    fixture.time.pass(Duration.ofMillis(1_999));
    fixture.tokens.authenticate(key.text(), ADDRESS);
    fixture.time.pass(Duration.ofMillis(1));
    assertThat(refusal(key.text()).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Test
  void theKeysLimitSaysWhenARetrySucceeds() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    ApiKey other = fixture.issueApiKey("key_2", null, null);
    try (EmbedTokens tokens = fixture.builder().apiKeyLimit(RateLimit.perMinute(2)).build()) {
      tokens.authenticate(key.text(), ADDRESS);
      tokens.authenticate(key.text(), ADDRESS);
      EmbedException refused = refusal(tokens, key.text(), ADDRESS);
      assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      assertThat(refused.retryAfter()).contains(Duration.ofSeconds(30));
      assertThat(fixture.events)
          .containsExactly(new EmbedEvent.RateLimited(Scope.API_KEY, "key_1"));
      tokens.authenticate(other.text(), ADDRESS);
      fixture.time.pass(refused.retryAfter().orElseThrow());
      tokens.authenticate(key.text(), ADDRESS);
    }
  }

  @Test
  void rejectedKeysCountAgainstTheirAddress() {
    for (int i = 0; i < 60; i++) {
      assertThat(refusal(unknown.text()).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }
    EmbedException limited = refusal(unknown.text());
    assertThat(limited.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(refusal(fixture.tokens, unknown.text(), "192.0.2.2").code())
        .isEqualTo(ErrorCode.UNAUTHORIZED);
    fixture.time.pass(Duration.ofSeconds(1));
    assertThat(refusal(unknown.text()).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
  }

  @Test
  void addressLimitAcceptsValidKeyOnFirstUse() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    for (int i = 0; i < 70; i++) {
      refusal(unknown.text());
    }
    assertThat(fixture.tokens.authenticate(key.text(), ADDRESS).apiKeyId()).isEqualTo("key_1");
  }

  @Test
  void lookUpsOfUnknownKeysAreBounded() {
    AtomicInteger lookUps = new AtomicInteger();
    EmbedStore counting =
        intercept(
            hash -> {
              lookUps.incrementAndGet();
              return fixture.store.findApiKey(hash);
            });
    ApiKey known = fixture.issueApiKey("key_1", null, null);
    ApiKey notSeen = fixture.issueApiKey("key_2", null, null);
    try (EmbedTokens tokens = tokens(counting, Duration.ofSeconds(5))) {
      tokens.authenticate(known.text(), ADDRESS);
      for (int i = 0; i < 1_000; i++) {
        refusal(tokens, unknown.text(), ADDRESS);
      }
      assertThat(lookUps).as("one address, and the known key").hasValue(81);
      tokens.authenticate(notSeen.text(), "192.0.2.2");
      for (int i = 0; i < 1_000; i++) {
        refusal(tokens, unknown.text(), "198.51.100." + i);
      }
      assertThat(lookUps).as("all addresses").hasValue(102);

      ApiKey late = fixture.issueApiKey("key_3", null, null);
      EmbedException exhausted = refusal(tokens, late.text(), "192.0.2.2");
      assertThat(exhausted.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
      assertThat(exhausted.retryAfter()).contains(Duration.ofSeconds(1));
      fixture.time.pass(Duration.ofSeconds(6));
      for (int i = 0; i < 1_000; i++) {
        refusal(tokens, unknown.text(), "198.51.100." + i);
      }
      tokens.authenticate(known.text(), ADDRESS);
      fixture.time.pass(Duration.ofSeconds(1));
      tokens.authenticate(late.text(), ADDRESS);
    }
  }

  @Test
  void failingLookUpsAreBounded() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    AtomicInteger failures = new AtomicInteger();
    AtomicBoolean reachable = new AtomicBoolean();
    EmbedStore failing =
        intercept(
            hash -> {
              if (!reachable.get()) {
                failures.incrementAndGet();
                throw new StoreUnavailableException("no connection", new java.io.IOException());
              }
              return fixture.store.findApiKey(hash);
            });
    try (EmbedTokens tokens = tokens(failing, Duration.ofSeconds(5))) {
      for (int i = 0; i < 500; i++) {
        assertThat(refusal(tokens, key.text(), ADDRESS).code())
            .isEqualTo(i < 80 ? ErrorCode.SERVICE_UNAVAILABLE : ErrorCode.RATE_LIMIT_EXCEEDED);
      }
      assertThat(failures).hasValue(80);
      reachable.set(true);
      fixture.time.pass(Duration.ofSeconds(1));
      tokens.authenticate(key.text(), ADDRESS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1,       2001:db8:1:2:ffff::9,  true",
    "2001:db8:1:2::1,       2001:DB8:1:2:0:0:0:7%eth0, true",
    "2001:db8:1:2::1,       2001:db8:1:3::1,       false",
    "::ffff:192.0.2.7,      192.0.2.7,             true",
    "192.0.2.7,             192.0.2.8,             false",
    "not:an:address,        not:an:address,        true",
    "_hidden:4711,          _hidden:4711,          true",
    "192.0.2.7:4711,        192.0.2.7:4712,        false",
    "proxy.example.com,     other.example.com,     false"
  })
  void countsIpv6AddressesByTheirNetwork(String one, String other, boolean together) {
    for (int i = 0; i < 60; i++) {
      refusal(fixture.tokens, unknown.text(), one);
    }
    assertThat(refusal(fixture.tokens, unknown.text(), other).code())
        .isEqualTo(together ? ErrorCode.RATE_LIMIT_EXCEEDED : ErrorCode.UNAUTHORIZED);
  }

  /** One customer of a provider has many /64s, but hardly more than one /48. */
  @Test
  void lookUpsAreSharedByIpv6Site() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    for (int i = 0; i < 1_000; i++) {
      refusal(fixture.tokens, unknown.text(), "2001:db8:1:" + Integer.toHexString(i) + "::1");
    }
    fixture.tokens.authenticate(key.text(), "2001:db8:2::1");
  }

  /** Five seconds, in which a new valid key comes every tenth of a second. */
  @ParameterizedTest
  @ValueSource(longs = {10, 100})
  void floodOfOneAddressDelaysNoOther(long budget) {
    try (EmbedTokens tokens = fixture.builder().unknownKeysPerSecond(budget).build()) {
      for (int i = 0; i < 500; i++) {
        for (int flood = 0; flood < 5; flood++) {
          refusal(tokens, unknown.text(), ADDRESS);
        }
        if (i % 10 == 9) {
          ApiKey key = fixture.issueApiKey("key_" + i, null, null);
          assertThat(tokens.authenticate(key.text(), "192.0.2.77").apiKeyId())
              .isEqualTo("key_" + i);
        }
        fixture.time.pass(Duration.ofMillis(10));
      }
    }
  }

  /** A restart behind a proxy: many first look-ups at the same time, from one address. */
  @Test
  void overlappingFirstUsesOfValidKeysPass() throws Exception {
    int threads = 200;
    List<ApiKey> keys =
        IntStream.range(0, threads)
            .mapToObj(i -> fixture.issueApiKey("key_" + i, null, null))
            .toList();
    CountDownLatch allLookUp = new CountDownLatch(threads);
    EmbedStore slow =
        intercept(
            hash -> {
              allLookUp.countDown();
              awaitUninterruptibly(allLookUp);
              return fixture.store.findApiKey(hash);
            });
    try (EmbedTokens tokens = tokens(slow, Duration.ofSeconds(5))) {
      assertThat(
              Race.run(
                  threads,
                  thread -> tokens.authenticate(keys.get(thread).text(), ADDRESS).apiKeyId()))
          .doesNotHaveDuplicates()
          .hasSize(threads);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void addressMayBeUnknown() {
    for (int i = 0; i < 60; i++) {
      refusal(fixture.tokens, unknown.text(), null);
    }
    assertThat(refusal(fixture.tokens, unknown.text(), null).code())
        .isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED);
  }

  @Test
  void aRevocationIsHonouredWithinTheStalenessBound() {
    ApiKey key = ApiKey.generate(new Random(9));
    ApiKeyRecord valid =
        new ApiKeyRecord("key_1", Fixture.ORGANIZATION, key.sha256(), ManualTime.START, null, null);
    ApiKeyRecord revoked =
        new ApiKeyRecord(
            "key_1", Fixture.ORGANIZATION, key.sha256(), ManualTime.START, null, ManualTime.START);
    ApiKeyRecord[] stored = {valid};
    EmbedStore store = intercept(hash -> Optional.of(stored[0]));
    try (EmbedTokens cached = tokens(store, Duration.ofSeconds(5));
        EmbedTokens uncached = tokens(store, Duration.ZERO)) {
      cached.authenticate(key.text(), ADDRESS);
      uncached.authenticate(key.text(), ADDRESS);
      stored[0] = revoked;
      assertThat(refusal(uncached, key.text(), ADDRESS).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
      fixture.time.pass(Duration.ofMillis(4_999));
      cached.authenticate(key.text(), ADDRESS);
      fixture.time.pass(Duration.ofMillis(1));
      assertThat(refusal(cached, key.text(), ADDRESS).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5})
  void keyRevokedDuringSlowBodyMintsNothing(long stalenessSeconds) {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    try (EmbedTokens tokens = tokens(fixture.store, Duration.ofSeconds(stalenessSeconds))) {
      AuthenticatedCaller caller = tokens.authenticate(key.text(), ADDRESS);
      fixture.store.revokeApiKey(Fixture.ORGANIZATION, "key_1", ManualTime.START);
      fixture.time.pass(Duration.ofSeconds(6));
      EmbedTokenRequest request =
          EmbedTokenRequest.builder().partner("late@example.com", null).build();
      assertThatThrownBy(() -> caller.create(request))
          .isInstanceOfSatisfying(
              EmbedException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
      assertThat(fixture.store.findEnrollmentByEmail(Fixture.ORGANIZATION, "late@example.com"))
          .isEmpty();
    }
  }

  @Test
  void anUnreachableStoreIsRetryableAndNeverOpen() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    EmbedStore broken =
        intercept(
            hash -> {
              throw new StoreUnavailableException("no connection", new java.io.IOException());
            });
    try (EmbedTokens tokens = tokens(broken, Duration.ofSeconds(5))) {
      EmbedException refused = refusal(tokens, key.text(), ADDRESS);
      assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(refused.retryAfter()).isPresent();
    }
  }

  private EmbedTokens tokens(EmbedStore store, Duration staleness) {
    return EmbedTokens.builder(store)
        .signingSecret(Fixture.SECRET)
        .clock(fixture.time)
        .ticker(fixture.time::nanoTime)
        .staleness(staleness)
        .build();
  }

  private interface KeyLookUp {
    Optional<ApiKeyRecord> find(String hash);
  }

  /** The fixture's store, with another look-up of keys. */
  private EmbedStore intercept(KeyLookUp lookUp) {
    return new Interception(
            fixture.store,
            (method, arguments) ->
                method.getName().equals("findApiKey") ? lookUp.find((String) arguments[0]) : null)
        .store();
  }

  @Test
  void aKeyInUseIsNotLockedOutByWhoSharesItsAddress() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    fixture.tokens.authenticate(key.text(), ADDRESS);
    for (int second = 0; second < 60; second++) {
      fixture.time.pass(Duration.ofSeconds(1));
      for (int i = 0; i < 70; i++) {
        refusal(unknown.text());
      }
      fixture.tokens.authenticate(key.text(), ADDRESS);
    }
  }

  @Test
  void theRefusalByAKeysLimitSaysItsAllowance() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    try (EmbedTokens tokens = fixture.builder().apiKeyLimit(RateLimit.perMinute(1)).build()) {
      tokens.authenticate(key.text(), ADDRESS);
      assertThat(refusal(tokens, key.text(), ADDRESS).allowance())
          .contains(new Allowance(RateLimit.perMinute(1), 0, Duration.ofMinutes(1)));
    }
  }

  @Test
  void aLimiterThatFailsIsUnavailableAndNeverOpen() {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    RateLimiter broken =
        new RateLimiter() {
          @Override
          public Decision tryAcquire(Scope scope, String id, RateLimit limit) {
            throw new IllegalStateException("engine away");
          }
        };
    try (EmbedTokens tokens = fixture.builder().rateLimiter(broken).build()) {
      assertThat(refusal(tokens, key.text(), ADDRESS).code())
          .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
      assertThat(fixture.events)
          .containsExactly(
              new EmbedEvent.RequestRefused(ErrorCode.SERVICE_UNAVAILABLE, null, null));
    }
  }
}
