package co.refport.embed.internal;

import co.refport.embed.EmbedToken;
import co.refport.embed.spi.EnrollmentRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Writes tokens: {@code pt_} and a compact JWS that carries ids only. */
final class TokenSigner {

  static final String PREFIX = "pt_";
  static final String TYPE = "refport-embed+jwt";
  static final String AUDIENCE = "refport-embed";

  private final InstantSource clock;
  private final String issuer;
  private final Duration lifetime;

  TokenSigner(InstantSource clock, String issuer, Duration lifetime) {
    this.clock = clock;
    this.issuer = issuer;
    this.lifetime = lifetime;
  }

  EmbedToken sign(
      SigningKey key, EnrollmentRecord enrollment, @Nullable String apiKeyId, String tokenId) {
    Instant issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = issued.plus(lifetime);

    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(AUDIENCE);
    claims.setSubject(enrollment.id());
    claims.setStringClaim("prg", enrollment.programId());
    if (apiKeyId != null) {
      claims.setStringClaim("akid", apiKeyId);
    }
    claims.setClaim("rev", enrollment.revision());
    claims.setJwtId(tokenId);
    claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));

    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(key.algorithm().headerValue());
    jws.setKeyIdHeaderValue(key.id());
    jws.setHeader("typ", TYPE);
    jws.setKey(key.signing());
    jws.setPayload(claims.toJson());
    try {
      return new EmbedToken(PREFIX + jws.getCompactSerialization(), expires);
    } catch (JoseException e) {
      throw new IllegalStateException("signing key " + key.id() + " cannot sign", e);
    }
  }
}
