package co.refport.embed;

import static co.refport.embed.Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a token lets in, until when, and which claims it must have. */
class VerifyTokenTest {

  private static final long ISSUED = Instant.parse("2026-01-02T03:04:05Z").getEpochSecond();

  private final Fixture fixture = new Fixture();
  private final String token = Fixture.mint(fixture.tokens);
  private final HandMadeToken good = HandMadeToken.like(token);

  private ErrorCode refused(HandMadeToken changed) {
    return refusal(fixture.tokens, changed.sign()).code();
  }

  @Test
  void aTokenLetsInThePartnerAsTheStoreKnowsIt() {
    EmbeddedPartner partner = fixture.tokens.verify(token);
    assertThat(partner.organizationId()).isEqualTo(Fixture.ORGANIZATION);
    assertThat(partner.programId()).isEqualTo(Fixture.PROGRAM);
    assertThat(partner.enrollmentId()).isEqualTo(fixture.enroll(null, "alice@example.com"));
    assertThat(partner.partnerId()).startsWith("ptn_");
    assertThat(partner.tenantId()).isNull();
    assertThat(partner.name()).isEqualTo("Alice");
    assertThat(partner.email()).as("as it was typed").isEqualTo("Alice@Example.com");
  }

  @Test
  void aTenantThatIsBoundLaterIsSeenWithinTheStalenessBound() {
    assertThat(fixture.tokens.verify(token).tenantId()).isNull();
    fixture.create(null, "t1", "alice@example.com");
    fixture.time.pass(Duration.ofSeconds(5));
    assertThat(fixture.tokens.verify(token).tenantId()).isEqualTo("t1");
  }

  @Test
  void aTokenIsGoodUntilTheInstantOfItsExpiryAndNotAMomentLonger() {
    Duration life = Duration.between(fixture.time.instant(), Instant.ofEpochSecond(ISSUED + 900));
    fixture.tokens.verify(token);
    fixture.time.pass(life.minusMillis(1));
    fixture.tokens.verify(token);
    fixture.time.pass(Duration.ofMillis(1));
    EmbedException known = refusal(fixture.tokens, token);
    assertThat(known.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    assertThat(known.retryAfter()).isEmpty();
    try (EmbedTokens other = fixture.builder().build()) {
      assertThat(refusal(other, token).code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }
  }

  @Test
  void anExpiredTokenOfAWrongSignatureIsInvalidOnly() {
    fixture.time.pass(Duration.ofHours(1));
    String forged = HandMadeToken.sign(good.header(), good.claims(), "HmacSHA256", new byte[32]);
    assertThat(refusal(fixture.tokens, forged).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void aTokenMadeByHandWithTheRightSecretIsGood() {
    assertThat(fixture.tokens.verify(good.sign())).isEqualTo(fixture.tokens.verify(token));
    String elsewhereInTheJson =
        HandMadeToken.sign(" " + good.header() + "\n", "\t" + good.claims() + " ");
    assertThat(fixture.tokens.verify(elsewhereInTheJson)).isEqualTo(fixture.tokens.verify(token));
  }

  @Test
  void unknownClaimsAreIgnored() {
    fixture.tokens.verify(
        good.claim("nbf", "\"never\"").claim("x", "[".repeat(300) + "]".repeat(300)).sign());
  }

  @Test
  void issuedInTheFutureIsNoReasonSinceNodesDiffer() {
    fixture.tokens.verify(
        good.claim("iat", "" + (ISSUED + 3_600)).claim("exp", "" + (ISSUED + 7_200)).sign());
  }

  @Test
  void aTokenLives24HoursAtMost() {
    fixture.tokens.verify(good.claim("exp", "" + (ISSUED + 86_400)).sign());
    assertThat(refused(good.claim("exp", "" + (ISSUED + 86_401))))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim("iat", "" + (ISSUED - 85_501))))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat", "rev", "iss", "aud", "sub", "prg", "jti"})
  void theseClaimsAreRequired(String claim) {
    assertThat(refused(good.claim(claim, null))).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim(claim, "null"))).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim(claim, "{}"))).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim(claim, "[]"))).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim(claim, "true"))).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat", "rev"})
  void numbersAreWholeAndNotNegativeAndOfASensibleSize(String claim) {
    for (String number :
        new String[] {
          "\"1767323945\"",
          "1767323945.5",
          "1767323945.0",
          "1.767323945e9",
          "-1",
          "-9223372036854775808",
          "9223372036854775807",
          "9223372036854775808",
          "1e400",
          "9".repeat(400)
        }) {
      assertThat(refused(good.claim(claim, number)))
          .as("%s %s", claim, number)
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void aTokenThatExpiresWhenItIsIssuedIsNone() {
    assertThat(refused(good.claim("exp", "" + ISSUED))).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim("exp", "0"))).isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim("rev", "2147483648"))).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "iss, other",
    "iss, Refport-Embed",
    "iss, 'refport-embed '",
    "aud, other",
    "aud, REFPORT-EMBED",
    "sub, enr_unknown",
    "prg, prg_unknown",
    "sub, ''",
    "prg, ''",
    "jti, ''",
    "akid, ''",
    "akid, key_unknown"
  })
  void aTokenForSomethingElseIsNone(String claim, String value) {
    assertThat(refused(good.claim(claim, HandMadeToken.quote(value))))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"refport-embed\"]", "[\"refport-embed\",\"other\"]"})
  void theAudienceIsOneText(String audience) {
    assertThat(refused(good.claim("aud", audience))).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "prg", "jti", "akid"})
  void anIdIsNeverLongerThanTheStoreKeepsIt(String claim) {
    assertThat(refused(good.claim(claim, HandMadeToken.quote("x".repeat(256)))))
        .isEqualTo(ErrorCode.TOKEN_INVALID);
    assertThat(refused(good.claim(claim, "7"))).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "\"text\"",
        "[]",
        "[{}]",
        "null",
        "1",
        "{",
        "{}}",
        "{} x",
        "{\"exp\":}",
        "\uFEFF{}"
      })
  void aPayloadThatIsNoJsonObjectIsNoneThoughItsSignatureIsRight(String payload) {
    assertThat(refusal(fixture.tokens, HandMadeToken.sign(good.header(), payload)).code())
        .isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void duplicateClaimsAreRefusedAtAnyDepth() {
    for (String extra :
        new String[] {
          ",\"jti\":\"other\"}", ",\"j\\u0074i\":\"other\"}", ",\"x\":{\"y\":1,\"y\":1}}"
        }) {
      String payload = good.claims().replaceFirst("}$", "") + extra;
      assertThat(refusal(fixture.tokens, HandMadeToken.sign(good.header(), payload)).code())
          .as(extra)
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void deepNestingIsNoDanger() {
    String deep = "[".repeat(1_100);
    for (String payload :
        new String[] {deep, "{\"x\":" + deep, "{\"x\":".repeat(180), "{\"x\":" + deep + "}"}) {
      assertThat(refusal(fixture.tokens, HandMadeToken.sign(good.header(), payload)).code())
          .isEqualTo(ErrorCode.TOKEN_INVALID);
    }
  }

  @Test
  void anotherIssuersTokenIsRefusedThoughTheSecretIsTheSame() {
    try (EmbedTokens other = fixture.builder().issuer("https://other.example").build()) {
      assertThat(refusal(other, token).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
      other.verify(Fixture.mint(other));
    }
  }

  @Test
  void atMost2048CharactersAreRead() {
    String shorter = good.claim("x", HandMadeToken.quote("")).sign();
    StringBuilder filler = new StringBuilder();
    String longest = shorter;
    while (longest.length() < 2_048) {
      filler.append('x');
      longest = good.claim("x", HandMadeToken.quote(filler)).sign();
    }
    assertThat(longest).hasSize(2_048);
    fixture.tokens.verify(longest);
    String tooLong = good.claim("x", HandMadeToken.quote(filler + "x")).sign();
    assertThat(tooLong.length()).isGreaterThan(2_048);
    assertThat(refusal(fixture.tokens, tooLong).code()).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  @Test
  void afterItIsClosedNothingIsVerified() {
    fixture.tokens.close();
    assertThatThrownBy(() -> fixture.tokens.verify(token))
        .isInstanceOf(IllegalStateException.class);
  }
}
