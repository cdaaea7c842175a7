package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static co.refport.embed.HandMadeToken.quote;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.BigEndianBigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token's header may say: nothing that would have it choose how it is judged. */
class VerifyHeaderTest {

  private final Fixture fixture = new Fixture();
  private final String token = Fixture.mint(fixture.tokens);
  private final HandMadeToken good = HandMadeToken.like(token);

  private void assertInvalid(String forged) {
    EmbedException refused = refusal(fixture.tokens, forged);
    assertThat(refused.code()).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused).hasMessage("The token is not valid").hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "kid", "typ"})
  void theseMembersAreRequiredAsText(String member) {
    assertInvalid(good.header(member, null).sign());
    for (String json : new String[] {"null", "1", "true", "{}", "[]", "\"\"", "[\"HS256\"]"}) {
      assertInvalid(good.header(member, json).sign());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "typ, JWT",
    "typ, Refport-Embed+JWT",
    "typ, application/refport-embed+jwt",
    "typ, 'refport-embed+jwt '",
    "kid, AAAAAAAAAAA",
    "kid, ../../etc/passwd",
    "kid, ' OR 1=1",
    "alg, hs256",
    "alg, HS384",
    "alg, HS512",
    "alg, none",
    "alg, None",
    "alg, ES256",
    "alg, EdDSA",
    "alg, RS256",
    "alg, dir"
  })
  void anotherTypeKeyOrAlgorithmIsRefusedThoughTheSignatureIsRight(String member, String value) {
    assertInvalid(good.header(member, quote(value)).sign());
  }

  /** The secret is long enough for all of them: only the algorithm is wrong. */
  @Test
  void theSecretIsOfNoUseWithAnotherHash() {
    byte[] secret = "0123456789abcdef".repeat(4).getBytes(US_ASCII);
    try (EmbedTokens tokens = fixture.node(fixture.store).signingSecret(secret).build()) {
      HandMadeToken claimed = HandMadeToken.like(Fixture.mint(tokens));
      for (String bits : new String[] {"256", "384", "512"}) {
        String header = claimed.header("alg", quote("HS" + bits)).header();
        String signed = HandMadeToken.sign(header, claimed.claims(), "HmacSHA" + bits, secret);
        if (bits.equals("256")) {
          tokens.verify(signed);
        } else {
          assertThat(refusal(tokens, signed).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
        }
      }
    }
  }

  @Test
  void unsignedTokensAreRefused() {
    String none = good.header("alg", quote("none")).sign();
    String unsigned = none.substring(0, none.lastIndexOf('.') + 1);
    assertInvalid(unsigned);
    assertInvalid(unsigned.substring(0, unsigned.length() - 1));
    assertInvalid(unsigned + "AA");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crit | ["exp"]
          crit | ["b64"]
          crit | []
          crit | null
          b64  | true
          b64  | false
          jwk  | {"kty":"oct","k":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"}
          jwk  | null
          jku  | "https://attacker.example/jwks.json"
          x5u  | "https://attacker.example/cert.pem"
          x5c  | ["MIIB"]
          zip  | "DEF"
          enc  | "A128GCM"
          """)
  void aHeaderThatBringsAKeyOrRulesIsRefusedThoughTheSignatureIsRight(String member, String json) {
    assertInvalid(good.header(member, json).sign());
  }

  @Test
  void otherMembersAreIgnored() {
    fixture.tokens.verify(good.header("cty", quote("x")).header("x", "[[{}]]").sign());
  }

  @Test
  void duplicateMembersAreRefused() {
    String open = good.header().replaceFirst("}$", "");
    for (String extra :
        new String[] {
          ",\"alg\":\"HS256\"}",
          ",\"alg\":\"none\"}",
          ",\"\\u0061lg\":\"HS256\"}",
          ",\"typ\":\"refport-embed+jwt\"}",
          ",\"kid\":\"x\"}",
          ",\"x\":{\"y\":1,\"y\":2}}"
        }) {
      assertInvalid(HandMadeToken.sign(open + extra, good.claims()));
    }
    assertInvalid(
        HandMadeToken.sign("{\"alg\":\"none\"," + good.header().substring(1), good.claims()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "\"text\"",
        "[]",
        "null",
        "1",
        "{}",
        "{",
        "{}{}",
        "{\"alg\":}",
        "\u0000",
        "\uFEFF{}"
      })
  void aHeaderThatIsNoJsonObjectIsRefused(String header) {
    assertInvalid(HandMadeToken.sign(header, good.claims()));
  }

  @Test
  void deepNestingIsNoDanger() {
    String deep = "[".repeat(900);
    assertInvalid(HandMadeToken.sign(deep, good.claims()));
    assertInvalid(HandMadeToken.sign("{\"x\":" + deep, good.claims()));
    assertInvalid(HandMadeToken.sign("{\"x\":".repeat(150), good.claims()));
    assertInvalid(good.header("alg", "[".repeat(400) + "]".repeat(400)).sign());
  }

  @Test
  void aHugeKeyIdIsRefused() {
    assertInvalid(good.header("kid", quote("k".repeat(1_000))).sign());
  }

  /** The public key is known to all: as an HMAC's secret it must open nothing. */
  @Test
  void aPublishedKeyIsNoSecret() throws Exception {
    try (EmbedTokens asymmetric =
        fixture.node(fixture.store).signingAlgorithm(SigningAlgorithm.ES256).build()) {
      HandMadeToken es256 = HandMadeToken.like(Fixture.mint(asymmetric));
      JsonWebKey published =
          new JsonWebKeySet(asymmetric.signingKeys().jwks()).getJsonWebKeys().get(0);
      for (Map.Entry<String, byte[]> encoded : encodings(published).entrySet()) {
        for (HandMadeToken claimed :
            new HandMadeToken[] {es256, es256.header("alg", quote("HS256"))}) {
          String forged =
              HandMadeToken.sign(
                  claimed.header(), claimed.claims(), "HmacSHA256", encoded.getValue());
          assertThat(refusal(asymmetric, forged).code())
              .as(encoded.getKey())
              .isEqualTo(ErrorCode.TOKEN_INVALID);
        }
      }
    }
  }

  private static Map<String, byte[]> encodings(JsonWebKey published) {
    ECPublicKey key = (ECPublicKey) published.getKey();
    byte[] point = new byte[65];
    point[0] = 4;
    byte[] x = BigEndianBigInteger.toByteArray(key.getW().getAffineX(), 32);
    byte[] y = BigEndianBigInteger.toByteArray(key.getW().getAffineY(), 32);
    System.arraycopy(x, 0, point, 1, 32);
    System.arraycopy(y, 0, point, 33, 32);
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Map<String, byte[]> encodings = new LinkedHashMap<>();
    encodings.put("DER", key.getEncoded());
    encodings.put(
        "PEM",
        ("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n")
            .getBytes(US_ASCII));
    encodings.put("point", point);
    encodings.put("x", x);
    encodings.put("JWK", published.toJson().getBytes(UTF_8));
    return encodings;
  }

  @ParameterizedTest
  @EnumSource(names = {"ES256", "EDDSA"})
  void anotherDeploymentsTokenIsRefused(SigningAlgorithm algorithm) {
    Fixture elsewhere = new Fixture();
    try (EmbedTokens other = elsewhere.node(elsewhere.store).signingAlgorithm(algorithm).build()) {
      String foreign = Fixture.mint(other);
      assertInvalid(foreign);
      // the same, in the name of a key of ours
      String ours = "pt_" + token.substring(3, token.indexOf('.'));
      assertInvalid(ours + foreign.substring(foreign.indexOf('.')));
    }
  }

  @Test
  void aKeyOfTheStoreSignsByItsOwnAlgorithmOnly() {
    try (EmbedTokens symmetric = fixture.node(fixture.store).build();
        EmbedTokens asymmetric =
            fixture.node(fixture.store).signingAlgorithm(SigningAlgorithm.ES256).build()) {
      String hs256 = Fixture.mint(symmetric);
      Fixture.mint(asymmetric);
      String es256Key =
          asymmetric.signingKeys().list().stream()
              .filter(key -> key.algorithm() == SigningAlgorithm.ES256)
              .map(SigningKeys.Key::id)
              .findFirst()
              .orElseThrow();
      HandMadeToken confused = HandMadeToken.like(hs256).header("kid", quote(es256Key));
      assertThat(refusal(symmetric, confused.sign()).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      assertThat(refusal(symmetric, confused.header("alg", quote("ES256")).sign()).code())
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }
}
