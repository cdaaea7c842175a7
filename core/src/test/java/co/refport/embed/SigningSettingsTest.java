package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that a host configures, and settings of signing that stop the deployment. */
class SigningSettingsTest {

  private static final byte[] OLD = Fixture.SECRET;
  private static final byte[] NEW = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);

  private final Fixture fixture = new Fixture();

  private EmbedTokens node(byte[] secret, byte[]... others) {
    return fixture.node(fixture.store).signingSecret(secret, others).build();
  }

  private EmbedTokensBuilder configured(String name, String value) {
    return fixture
        .node(fixture.store)
        .settings(EmbedSettings.of("refport.embed.", Map.of("refport.embed." + name, value)::get));
  }

  private static String text(byte[] secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  @Test
  void theFirstSecretSignsAndAllVerify() {
    try (EmbedTokens before = node(OLD);
        EmbedTokens prepared = node(OLD, NEW);
        EmbedTokens switched = node(NEW, OLD);
        EmbedTokens after = node(NEW)) {
      String old = Fixture.mint(before);
      String alsoOld = Fixture.mint(prepared);
      String fresh = Fixture.mint(switched);
      for (EmbedTokens node : List.of(prepared, switched)) {
        node.verify(old);
        node.verify(alsoOld);
        node.verify(fresh);
      }
      before.verify(alsoOld);
      after.verify(fresh);
      assertThat(refusal(before, fresh).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      assertThat(refusal(after, old).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void fourSecretsAreReadFromTheSettingInOrder() {
    String value =
        text(NEW) + " , " + text(OLD) + "," + text(new byte[32]) + "," + text(new byte[33]);
    try (EmbedTokens tokens = configured("signing-secret", value).build();
        EmbedTokens old = node(OLD);
        EmbedTokens fresh = node(NEW)) {
      fresh.verify(Fixture.mint(tokens));
      tokens.verify(Fixture.mint(old));
      assertThat(tokens.signingKeys().list()).hasSize(4);
    }
  }

  @Test
  void configuredSecretsAreListedByIdAndNeitherPublishedNorChangedHere() {
    try (EmbedTokens tokens = node(NEW, OLD)) {
      SigningKeys keys = tokens.signingKeys();
      assertThat(keys.jwks()).isEqualTo("{\"keys\":[]}");
      assertThat(keys.list())
          .hasSize(2)
          .extracting(SigningKeys.Key::algorithm)
          .containsOnly(SigningAlgorithm.HS256);
      assertThat(keys.list().toString()).doesNotContain(text(NEW), text(OLD));
      String sentence =
          "The signing secrets are configured: change the setting signing-secret on all nodes.";
      assertThatThrownBy(keys::rotate)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(sentence);
      String id = keys.list().get(0).id();
      assertThatThrownBy(() -> keys.withdraw(id))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(sentence);
      tokens.verify(Fixture.mint(tokens));
      assertThat(fixture.store.findSigningKeys()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signing-algorithm | HS512      | HS256, ES256 or EdDSA
          signing-algorithm | hs256      | HS256, ES256 or EdDSA
          signing-algorithm | EDDSA      | HS256, ES256 or EdDSA
          signing-algorithm | none       | HS256, ES256 or EdDSA
          token-limit       | 0          | a whole number from 1 to 1000000000
          token-limit       | 1000000001 | a whole number from 1 to 1000000000
          token-limit       | many       | a whole number from 1 to 1000000000
          """)
  void aWrongValueIsOneSentenceWithSettingValueAndRange(String name, String value, String range) {
    assertThatThrownBy(() -> configured(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Setting refport.embed.%s (or environment variable REFPORT_EMBED_%s) is \"%s\" but must be %s.",
            name, name.toUpperCase(Locale.ROOT).replace('-', '_'), value, range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "ES256", "EdDSA"})
  void theNamesOfTheAlgorithmsAreThoseOfTheTokens(String name) {
    try (EmbedTokens tokens = configured("signing-algorithm", name).build()) {
      assertThat(HandMadeToken.like(Fixture.mint(tokens)).header())
          .contains("\"alg\":\"" + name + "\"");
    }
  }

  /** Each letter is a secret of its own; s is one of 31 bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"s", "a,s", "s,a", "a,a", "a,b,a", "a,b,c,d,e", "a,", ",a", "a,,b", ","})
  void aListOfSecretsThatDoesNotFitIsRefusedWithoutBeingQuoted(String letters) {
    StringBuilder value = new StringBuilder();
    letters
        .chars()
        .forEach(letter -> value.append(letter == ',' ? "," : text(secret((char) letter))));
    assertThatThrownBy(() -> configured("signing-secret", value.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Setting refport.embed.signing-secret (or environment variable"
                + " REFPORT_EMBED_SIGNING_SECRET) is \"(hidden)\" but must be 1 to 4 different"
                + " secrets, separated by commas, each at least 32 random bytes in base64url.");
  }

  private static byte[] secret(char letter) {
    return String.valueOf(letter).repeat(letter == 's' ? 31 : 32).getBytes(US_ASCII);
  }

  @Test
  void codeIsHeldToTheSameRules() {
    EmbedTokensBuilder builder = fixture.node(fixture.store);
    for (byte[][] others :
        new byte[][][] {
          {OLD}, {NEW, new byte[31]}, {NEW, NEW}, {NEW, new byte[32], new byte[33], new byte[34]},
        }) {
      assertThatThrownBy(() -> builder.signingSecret(OLD, others))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 4 different secrets")
          .hasMessageNotContaining(text(OLD));
    }
  }

  @Test
  void aSecretAndAnAsymmetricAlgorithmContradictEachOther() {
    for (SigningAlgorithm algorithm :
        new SigningAlgorithm[] {SigningAlgorithm.ES256, SigningAlgorithm.EDDSA}) {
      EmbedTokensBuilder both = fixture.builder().signingAlgorithm(algorithm);
      assertThatThrownBy(both::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "signing-algorithm is %s but must be HS256 or not set, since signing-secret is set.",
              algorithm.headerValue());
    }
    fixture.builder().signingAlgorithm(SigningAlgorithm.HS256).build().close();
  }
}
