package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.SigningKeyRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing keys that the store keeps encrypted, while nodes and keys change. */
class KeyEncryptionTest {

  private static final byte[] OLD = key(1);
  private static final byte[] NEW = key(2);
  private static final Duration DAY = Duration.ofHours(24);

  private static final String LACKS_KEY =
      " is encrypted with a key that the setting signing-key-encryption-key does not contain.";
  private static final String CHANGED = " was changed in the store: its encryption is not valid.";

  private final Fixture fixture = new Fixture();
  private final RecordedLog log = new RecordedLog();

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  @AfterEach
  void stop() {
    log.close();
  }

  private EmbedTokensBuilder plain() {
    return fixture.node(fixture.store);
  }

  private EmbedTokens node(byte[] key, byte[]... others) {
    return plain().signingKeyEncryptionKey(key, others).build();
  }

  private List<SigningKeyRecord> kept() {
    return fixture.store.findSigningKeys();
  }

  private void replace(SigningKeyRecord old, SigningKeyRecord by) {
    fixture.store.deleteSigningKey(old.id());
    assertThat(fixture.store.insertSigningKey(by)).isTrue();
  }

  private void passStaleness() {
    fixture.time.pass(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource
  void keepsNoKeyMaterialInStore(SigningAlgorithm algorithm) {
    try (EmbedTokens one =
            plain().signingAlgorithm(algorithm).signingKeyEncryptionKey(OLD).build();
        EmbedTokens two =
            plain().signingAlgorithm(algorithm).signingKeyEncryptionKey(OLD).build()) {
      two.verify(Fixture.mint(one));
      String text = kept().get(0).jwk();
      assertThat(text).hasSizeLessThan(4000);
      List<String> parts = List.of(text.split("\\.", -1));
      assertThat(parts).hasSize(5);
      assertThat(new String(Base64.getUrlDecoder().decode(parts.get(0)), UTF_8))
          .contains("\"alg\":\"dir\"", "\"enc\":\"A256GCM\"");
      for (String part : parts) {
        assertThat(new String(Base64.getUrlDecoder().decode(part), UTF_8))
            .doesNotContain("kty", "\"k\"", "\"d\"");
      }
    }
  }

  @Test
  void encryptsSameKeyDifferentlyEachTime() {
    try (EmbedTokens tokens = node(OLD)) {
      tokens.signingKeys().rotate();
      tokens.signingKeys().rotate();
      assertThat(kept()).extracting(key -> key.jwk().split("\\.", -1)[2]).doesNotHaveDuplicates();
    }
  }

  @Test
  void readsPlainKeysAndEncryptsNewOnes() throws Exception {
    try (EmbedTokens before = plain().build();
        EmbedTokens after = node(OLD)) {
      String token = Fixture.mint(before);
      after.verify(token);
      before.verify(Fixture.mint(after));
      assertThat(kept()).hasSize(1);
      after.signingKeys().rotate();
      assertThat(JsonUtil.parseJson(kept().get(0).jwk())).containsKey("k");
      assertThat(kept().get(1).jwk()).doesNotContain("{");
    }
  }

  @Test
  void readsKeysFromSetting() {
    String value =
        Base64.getUrlEncoder().encodeToString(NEW)
            + " , "
            + Base64.getUrlEncoder().withoutPadding().encodeToString(OLD);
    try (EmbedTokens old = node(OLD);
        EmbedTokens both = configured(value).build()) {
      both.verify(Fixture.mint(old));
      both.signingKeys().rotate();
      try (EmbedTokens fresh = node(NEW)) {
        passStaleness();
        fresh.verify(Fixture.mint(both));
      }
    }
  }

  private EmbedTokensBuilder configured(String value) {
    return plain()
        .settings(
            EmbedSettings.of(
                "refport.embed.", Map.of("refport.embed.signing-key-encryption-key", value)::get));
  }

  @Test
  void changesEncryptionKeyWithoutDowntime() {
    try (EmbedTokens before = node(OLD);
        EmbedTokens prepared = node(OLD, NEW);
        EmbedTokens switched = node(NEW, OLD)) {
      // 1. the new key is the last on some nodes, then on all
      agree(before, prepared);
      // 2. it is the first on some nodes, then on all
      agree(prepared, switched);
      // 3. rotation, while some nodes still have it as the last
      switched.signingKeys().rotate();
      agree(prepared, switched);
      passStaleness();
      agree(prepared, switched);
      String last = Fixture.mint(prepared);
      // 4. the old signing key has ended
      fixture.time.pass(DAY);
      assertThat(refusal(switched, last).code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
      assertThat(switched.signingKeys().list()).hasSize(1);
      try (EmbedTokens after = node(NEW)) {
        agree(switched, after);
      }
      assertThat(log.messages()).as("only of the key that has ended").hasSize(1);
    }
  }

  private static void agree(EmbedTokens one, EmbedTokens two) {
    String token = Fixture.mint(one);
    two.verify(token);
    String other = Fixture.mint(two);
    one.verify(other);
    assertThat(HandMadeToken.like(other).header()).isEqualTo(HandMadeToken.like(token).header());
  }

  @Nested
  class Unreadable {

    @Test
    void failsOnlyRequestsThatNeedTheKey() {
      try (EmbedTokens other = node(NEW, OLD);
          EmbedTokens lacking = node(OLD)) {
        String before = Fixture.mint(lacking);
        fixture.time.pass(Duration.ofMinutes(1));
        String id = other.signingKeys().rotate();
        passStaleness();
        String after = Fixture.mint(other);
        assertThat(log.messages()).isEmpty();
        lacking.verify(before);
        for (int i = 0; i < 3; i++) {
          assertThatThrownBy(() -> lacking.verify(after))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Signing key " + id + LACKS_KEY);
          lacking.verify(before);
          passStaleness();
        }
        assertThat(log.messages()).containsExactly("Signing key " + id + LACKS_KEY);
        assertThat(lacking.signingKeys().list()).hasSize(1);
        assertThatThrownBy(() -> lacking.signingKeys().jwks())
            .hasMessage("Signing key " + id + LACKS_KEY);
        fixture.time.pass(Duration.ofMinutes(10));
        assertThatThrownBy(() -> Fixture.mint(lacking))
            .as("all nodes sign with the same key")
            .hasMessage("Signing key " + id + LACKS_KEY);
      }
    }

    @Test
    void isNotReplacedByAnotherKey() {
      try (EmbedTokens encrypting = node(OLD);
          EmbedTokens lacking = plain().build();
          EmbedTokens wrong = node(NEW)) {
        Fixture.mint(encrypting);
        for (EmbedTokens node : List.of(lacking, wrong)) {
          assertThatThrownBy(() -> Fixture.mint(node))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Signing key " + kept().get(0).id() + LACKS_KEY);
        }
        assertThat(kept()).hasSize(1);
      }
    }

    @Test
    void canBeWithdrawnByItsId() {
      try (EmbedTokens encrypting = node(OLD);
          EmbedTokens other = node(NEW)) {
        Fixture.mint(encrypting);
        assertThat(other.signingKeys().withdraw(kept().get(0).id())).isTrue();
        other.verify(Fixture.mint(other));
      }
    }

    @Test
    void swappedRowsAreRejected() {
      try (EmbedTokens tokens = node(OLD)) {
        tokens.signingKeys().rotate();
        tokens.signingKeys().rotate();
        passStaleness();
        String token = Fixture.mint(tokens);
        SigningKeyRecord first = kept().get(0);
        SigningKeyRecord second = kept().get(1);
        replace(second, with(second, first.jwk()));
        passStaleness();
        assertThatThrownBy(() -> tokens.verify(token))
            .hasMessage("Signing key " + second.id() + CHANGED);
        replace(
            kept().get(1), new SigningKeyRecord(second.id(), 3, second.jwk(), ManualTime.START));
        passStaleness();
        assertThatThrownBy(() -> tokens.verify(token))
            .as("another generation")
            .hasMessage("Signing key " + second.id() + CHANGED);
        replace(kept().get(1), second);
        passStaleness();
        tokens.verify(token);
        replace(second, new SigningKeyRecord("other", 2, second.jwk(), second.createdAt()));
        passStaleness();
        assertThatThrownBy(() -> tokens.signingKeys().jwks())
            .as("another id")
            .hasMessage("Signing key other" + CHANGED);
      }
    }

    @Test
    void everyChangedCharacterIsRejected() {
      try (EmbedTokens tokens = plain().signingKeyEncryptionKey(OLD).tokenLifetime(DAY).build()) {
        String token = Fixture.mint(tokens);
        SigningKeyRecord key = kept().get(0);
        for (int i = 0; i < key.jwk().length(); i++) {
          // bit 5 of six: it counts in the last character of a part, too
          char changed = key.jwk().charAt(i) == 'A' ? 'g' : 'A';
          String text = key.jwk().substring(0, i) + changed + key.jwk().substring(i + 1);
          replace(key, with(key, text));
          passStaleness();
          assertThatThrownBy(() -> tokens.verify(token))
              .as("character %d", i)
              .isInstanceOf(IllegalStateException.class)
              .satisfies(
                  e ->
                      assertThat(e.getMessage())
                          .isIn(
                              "Signing key " + key.id() + CHANGED,
                              "Signing key " + key.id() + LACKS_KEY))
              .hasNoCause();
        }
        replace(key, key);
        passStaleness();
        tokens.verify(token);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "e30....", "eyJraWQiOjF9....", "null"})
    void otherTextIsRejected(String text) {
      try (EmbedTokens tokens = node(OLD)) {
        String token = Fixture.mint(tokens);
        SigningKeyRecord key = kept().get(0);
        replace(key, with(key, text));
        passStaleness();
        assertThatThrownBy(() -> tokens.verify(token))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("Signing key " + key.id())
            .hasNoCause();
      }
    }

    private SigningKeyRecord with(SigningKeyRecord key, String jwk) {
      return new SigningKeyRecord(key.id(), key.generation(), jwk, key.createdAt());
    }
  }

  @Nested
  class Setting {

    private static final String RANGE =
        "1 to 4 different keys, separated by commas, each 32 random bytes in base64url";

    /** Each number is the length of a key. */
    @ParameterizedTest
    @ValueSource(strings = {"31", "33", "64", "32,31", "32,0", "0,32", "32,32,32,32,32"})
    void wrongValueIsRejectedWithoutQuotingIt(String lengths) {
      int[] numbers = Arrays.stream(lengths.split(",", -1)).mapToInt(Integer::parseInt).toArray();
      StringBuilder value = new StringBuilder();
      for (int i = 0; i < numbers.length; i++) {
        byte[] key = Arrays.copyOf(key(i), numbers[i]);
        value.append(i == 0 ? "" : ",").append(Base64.getUrlEncoder().encodeToString(key));
      }
      assertRejected(value.toString());
    }

    @Test
    void repeatedOrUnreadableKeysAreRejected() {
      String key = Base64.getUrlEncoder().encodeToString(OLD);
      assertRejected(key + "," + key);
      assertRejected(key + ",");
      assertRejected("not base64!");
    }

    private void assertRejected(String value) {
      assertThatThrownBy(() -> configured(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Setting refport.embed.signing-key-encryption-key (or environment variable"
                  + " REFPORT_EMBED_SIGNING_KEY_ENCRYPTION_KEY) is \"(hidden)\" but must be %s.",
              RANGE);
    }

    @Test
    void codeIsHeldToSameRules() {
      EmbedTokensBuilder builder = plain();
      assertThatThrownBy(() -> builder.signingKeyEncryptionKey(OLD, new byte[31]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("signingKeyEncryptionKey must be " + RANGE + ".");
      assertThatThrownBy(() -> builder.signingKeyEncryptionKey(OLD, OLD))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contradictsSigningSecret() {
      EmbedTokensBuilder both = fixture.builder().signingKeyEncryptionKey(OLD);
      assertThatThrownBy(both::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "signing-key-encryption-key is set but must not be, since signing-secret is set and"
                  + " the store keeps no signing keys.");
    }
  }
}
