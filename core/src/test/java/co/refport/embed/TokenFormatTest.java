package co.refport.embed;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.EnrollmentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class TokenFormatTest {

  private final Fixture fixture = new Fixture();

  @Test
  void theHeaderNamesAlgorithmKeyAndTypeAndNothingElse() throws Exception {
    JsonWebSignature jws = Fixture.verified(fixture.create(null, "t1", "alice@example.com"));
    assertThat(jws.getHeaders().getFullHeaderAsJsonString())
        .matches(
            "\\{\"alg\":\"HS256\",\"kid\":\"[A-Za-z0-9_-]{11}\",\"typ\":\"refport-embed\\+jwt\"}");
  }

  @Test
  void theClaimsAreIdsAndTimesOnly() throws Exception {
    ApiKey key = fixture.issueApiKey("key_1", null, null);
    EmbedToken token =
        fixture
            .tokens
            .authenticate(key.text(), "192.0.2.1")
            .create(
                EmbedTokenRequest.builder()
                    .tenantId("tenant-7")
                    .partner("alice@example.com", "Alice")
                    .build());
    JwtClaims claims = Fixture.claims(token);
    assertThat(claims.getClaimNames())
        .containsExactlyInAnyOrder("iss", "aud", "sub", "prg", "akid", "rev", "jti", "iat", "exp");
    assertThat(claims.getIssuer()).isEqualTo("refport-embed");
    assertThat(claims.getAudience()).containsExactly("refport-embed");
    assertThat(claims.getSubject()).startsWith("enr_");
    assertThat(claims.getStringClaimValue("prg")).isEqualTo(Fixture.PROGRAM);
    assertThat(claims.getStringClaimValue("akid")).isEqualTo("key_1");
    assertThat(claims.getClaimValue("rev", Long.class)).isZero();
    assertThat(claims.getJwtId()).hasSize(22);
    assertThat(claims.toJson())
        .doesNotContainIgnoringCase("alice", "tenant-7", key.text().substring(3));
  }

  @Test
  void inProcessTokensNameNoApiKey() {
    assertThat(Fixture.claims(fixture.create(null, null, "a@example.com")).hasClaim("akid"))
        .isFalse();
  }

  @Test
  void timesAreWholeSecondsAndExpiresIsTheInstantOfRefusal() throws Exception {
    EmbedToken token = fixture.create(null, null, "a@example.com");
    JwtClaims claims = Fixture.claims(token);
    Instant issued = Instant.parse("2026-01-02T03:04:05Z");
    assertThat(claims.getIssuedAt().getValue()).isEqualTo(issued.getEpochSecond());
    assertThat(claims.getExpirationTime().getValue()).isEqualTo(issued.getEpochSecond() + 900);
    assertThat(token.expires()).isEqualTo("2026-01-02T03:19:05Z");
  }

  @Test
  void everyCallMintsATokenOfItsOwn() {
    assertThat(fixture.create(null, null, "a@example.com").publicToken())
        .isNotEqualTo(fixture.create(null, null, "a@example.com").publicToken());
  }

  @Test
  void theRevisionOfTheEnrollmentIsAClaim() throws Exception {
    EnrollmentRecord revised =
        new EnrollmentRecord("enr_1", Fixture.PROGRAM, "ptn_1", "t1", "a@b.cd", true, 7);
    Interception store =
        new Interception(
            fixture.store,
            (method, arguments) ->
                method.getName().equals("findEnrollmentById") ? Optional.of(revised) : null);
    try (EmbedTokens tokens =
        EmbedTokens.builder(store.store()).signingSecret(Fixture.SECRET).build()) {
      EmbedToken token =
          tokens.create(
              Fixture.ORGANIZATION, EmbedTokenRequest.builder().enrollmentId("enr_1").build());
      assertThat(Fixture.claims(token).getClaimValue("rev", Long.class)).isEqualTo(7);
    }
  }

  @Test
  void theSecretIsCopied() {
    byte[] secret = Fixture.SECRET.clone();
    EmbedTokensBuilder builder = fixture.builder().signingSecret(secret);
    secret[0]++;
    try (EmbedTokens tokens = builder.build()) {
      Fixture.claims(
          tokens.create(
              Fixture.ORGANIZATION, EmbedTokenRequest.builder().partner("a@b.cd", null).build()));
    }
  }

  @Test
  void lifetimeAndIssuerAreSettings() throws Exception {
    try (EmbedTokens tokens =
        fixture
            .builder()
            .tokenLifetime(Duration.ofMinutes(1))
            .issuer("https://a.example")
            .build()) {
      EmbedToken token =
          tokens.create(
              Fixture.ORGANIZATION, EmbedTokenRequest.builder().partner("a@b.cd", null).build());
      assertThat(token.expires()).isEqualTo("2026-01-02T03:05:05Z");
      assertThat(Fixture.claims(token).getIssuer()).isEqualTo("https://a.example");
    }
  }

  @Test
  void theTokenDoesNotLeakByItsText() {
    EmbedToken token = fixture.create(null, null, "a@example.com");
    assertThat(token.toString()).doesNotContain(token.publicToken().substring(3, 20));
  }
}
