package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.SigningKeyRecord;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every algorithm, from the mint to whoever verifies elsewhere. */
class SigningKeysTest {

  private final Fixture fixture = new Fixture();

  private EmbedTokens node(SigningAlgorithm algorithm) {
    return fixture.node(fixture.store).signingAlgorithm(algorithm).build();
  }

  @ParameterizedTest
  @EnumSource
  void mintsAndVerifiesATokenOfAtMost512Characters(SigningAlgorithm algorithm) {
    String organization = "org_" + UUID.randomUUID();
    String program = "prg_" + UUID.randomUUID();
    fixture.store.insertProgram(new ProgramRecord(program, organization, ManualTime.START));
    ApiKey key = ApiKey.generate(new Random(5));
    String keyId = "key_" + UUID.randomUUID();
    fixture.store.insertApiKey(
        new ApiKeyRecord(keyId, organization, key.sha256(), ManualTime.START, null, null));
    try (EmbedTokens tokens = node(algorithm);
        EmbedTokens other = node(algorithm)) {
      String token =
          tokens
              .authenticate(key.text(), "192.0.2.1")
              .create(EmbedTokenRequest.builder().partner("alice@example.com", "Alice").build())
              .publicToken();
      assertThat(token).hasSizeLessThanOrEqualTo(512).startsWith("pt_");
      assertThat(other.verify(token).programId()).isEqualTo(program);
      assertThat(HandMadeToken.like(token).header())
          .contains("\"alg\":\"" + algorithm.headerValue() + "\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theListSaysWhatIsNotSecret(SigningAlgorithm algorithm) throws Exception {
    try (EmbedTokens tokens = node(algorithm)) {
      assertThat(tokens.signingKeys().list()).isEmpty();
      assertThat(tokens.signingKeys().jwks()).isEqualTo("{\"keys\":[]}");
      String token = Fixture.mint(tokens);
      SigningKeyRecord kept = fixture.store.findSigningKeys().get(0);
      assertThat(tokens.signingKeys().list())
          .containsExactly(new SigningKeys.Key(kept.id(), algorithm, ManualTime.START, null));
      assertThat(HandMadeToken.like(token).header()).contains("\"kid\":\"" + kept.id() + "\"");
      Map<String, Object> jwk = JsonUtil.parseJson(kept.jwk());
      String secret = (String) jwk.get(algorithm.isAsymmetric() ? "d" : "k");
      assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
      assertThat(tokens.signingKeys().list().toString() + tokens.signingKeys().jwks() + kept)
          .doesNotContain(secret);
    }
  }

  @Test
  void anHmacsKeyIsNeverPublished() {
    try (EmbedTokens tokens = node(SigningAlgorithm.HS256)) {
      Fixture.mint(tokens);
      assertThat(tokens.signingKeys().jwks()).isEqualTo("{\"keys\":[]}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ES256", "EDDSA"})
  void thePublishedKeyHasPublicMembersOnlyAndIsAllThatOthersNeed(SigningAlgorithm algorithm)
      throws Exception {
    try (EmbedTokens tokens = node(algorithm)) {
      String token = Fixture.mint(tokens);
      String json = tokens.signingKeys().jwks();
      List<JsonWebKey> keys = new JsonWebKeySet(json).getJsonWebKeys();
      assertThat(keys).hasSize(1);
      Map<String, Object> members =
          keys.get(0).toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
      assertThat(members)
          .containsEntry("kid", fixture.store.findSigningKeys().get(0).id())
          .containsEntry("alg", algorithm.headerValue())
          .containsEntry("use", "sig");
      if (algorithm == SigningAlgorithm.ES256) {
        assertThat(members)
            .containsOnlyKeys("kty", "crv", "x", "y", "kid", "alg", "use")
            .containsEntry("kty", "EC")
            .containsEntry("crv", "P-256");
      } else {
        assertThat(members)
            .containsOnlyKeys("kty", "crv", "x", "kid", "alg", "use")
            .containsEntry("kty", "OKP")
            .containsEntry("crv", "Ed25519");
      }
      assertThat(json).doesNotContain("\"d\"", "\"k\"");

      JwtClaims claims =
          new JwtConsumerBuilder()
              .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
              .setExpectedType(true, "refport-embed+jwt")
              .setExpectedIssuer("refport-embed")
              .setExpectedAudience("refport-embed")
              .setRequireExpirationTime()
              .setEvaluationTime(
                  NumericDate.fromMilliseconds(fixture.time.instant().toEpochMilli()))
              .build()
              .processToClaims(token.substring("pt_".length()));
      assertThat(claims.getSubject()).isEqualTo(tokens.verify(token).enrollmentId());
    }
  }

  @Test
  void aMixOfAlgorithmsPublishesTheAsymmetricOnes() throws Exception {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      try (EmbedTokens tokens = node(algorithm)) {
        Fixture.mint(tokens);
      }
    }
    try (EmbedTokens tokens = node(SigningAlgorithm.HS256)) {
      assertThat(tokens.signingKeys().list())
          .extracting(SigningKeys.Key::algorithm)
          .containsExactly(SigningAlgorithm.values());
      assertThat(new JsonWebKeySet(tokens.signingKeys().jwks()).getJsonWebKeys())
          .extracting(JsonWebKey::getAlgorithm)
          .containsExactly("ES256", "EdDSA");
    }
  }
}
