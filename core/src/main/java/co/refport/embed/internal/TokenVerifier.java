package co.refport.embed.internal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.TokenReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;

/**
 * Reads tokens, and remembers whose signature holds: claims only, by the SHA-256 of the whole
 * token. A key that was withdrawn is noticed at every use, an expiry is not judged here.
 */
final class TokenVerifier {

  static final Duration MAX_LIFETIME = Duration.ofHours(24);

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_ID_LENGTH = 255;

  /** Every token can be revoked, and stores keep ids of this length. */
  static final int MAX_TOKEN_ID_LENGTH = 64;

  private static final Pattern TOKEN =
      Pattern.compile(
          Pattern.quote(TokenSigner.PREFIX)
              + "([A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.([A-Za-z0-9_-]++))");

  /** What would have the verifier trust a key that the token brings, or rules that it makes. */
  private static final List<String> FORBIDDEN_HEADERS =
      List.of("crit", "jwk", "jku", "x5u", "x5c", "b64", "zip", "enc");

  private final SigningKeyRing keys;
  private final String issuer;
  private final InstantSource clock;
  private final Cache<String, TokenClaims> verified;

  TokenVerifier(
      SigningKeyRing keys,
      String issuer,
      long cacheSize,
      InstantSource clock,
      LongSupplier ticker) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(cacheSize)
            .expireAfter(new UntilTheTokenExpires(clock))
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  // not Expiry.creating: a host's own Caffeine may be older than 3.2
  private record UntilTheTokenExpires(InstantSource clock) implements Expiry<String, TokenClaims> {

    @Override
    public long expireAfterCreate(String hash, TokenClaims claims, long now) {
      return NANOSECONDS.convert(Duration.between(clock.instant(), claims.expires()));
    }

    @Override
    public long expireAfterUpdate(String hash, TokenClaims claims, long now, long left) {
      return left;
    }

    @Override
    public long expireAfterRead(String hash, TokenClaims claims, long now, long left) {
      return left;
    }
  }

  /** A token of the right form, not judged yet. */
  record Candidate(String jws, String hash) {}

  /** Whether this can be a token at all: checked before any cryptography. */
  static Optional<Candidate> parse(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = TOKEN.matcher(token);
    return matcher.matches() && isCanonical(matcher.group(2))
        ? Optional.of(new Candidate(matcher.group(1), Sha256.hex(token)))
        : Optional.empty();
  }

  /** jose4j would also accept other last characters, which decode to the same bytes. */
  private static boolean isCanonical(String base64url) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(base64url);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(base64url);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The claims, if the signature is known to hold and its key still verifies. */
  Optional<TokenClaims> known(Candidate candidate) {
    TokenClaims claims = verified.getIfPresent(candidate.hash());
    if (claims == null) {
      return Optional.empty();
    }
    if (keys.verifier(claims.keyId()).isEmpty()) {
      verified.invalidate(candidate.hash());
      return Optional.empty();
    }
    return Optional.of(claims);
  }

  /** The claims, after the signature was checked. */
  TokenClaims verify(Candidate candidate) {
    JsonWebSignature jws = new JsonWebSignature();
    SigningKey key = key(read(candidate.jws(), jws));
    TokenClaims claims = claims(key.id(), payload(jws, key));
    if (clock.instant().isBefore(claims.expires())) {
      verified.put(candidate.hash(), claims);
    }
    return claims;
  }

  /** The header, whose rules hold. */
  private static Headers read(String text, JsonWebSignature jws) {
    Map<String, Object> members;
    try {
      jws.setCompactSerialization(text);
      members = JsonUtil.parseJson(jws.getHeaders().getFullHeaderAsJsonString());
    } catch (JoseException | RuntimeException e) {
      // whatever a parser makes of an unsigned header, it is the sender's fault
      throw invalid();
    }
    if (FORBIDDEN_HEADERS.stream().anyMatch(members::containsKey)
        || !TokenSigner.TYPE.equals(members.get("typ"))) {
      throw invalid();
    }
    return jws.getHeaders();
  }

  private SigningKey key(Headers header) {
    Object keyId = header.getObjectHeaderValue("kid");
    if (!(keyId instanceof String id) || id.length() > MAX_ID_LENGTH) {
      throw invalid();
    }
    SigningKey key = keys.verifier(id).orElseThrow(TokenVerifier::invalid);
    if (!key.algorithm().headerValue().equals(header.getObjectHeaderValue("alg"))) {
      throw invalid();
    }
    return key;
  }

  private static Map<String, Object> payload(JsonWebSignature jws, SigningKey key) {
    jws.setAlgorithmConstraints(
        new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, key.algorithm().headerValue()));
    jws.setKey(key.verifying());
    try {
      if (jws.getEncodedSignature().length() == signatureLength(key) && jws.verifySignature()) {
        return JsonUtil.parseJson(jws.getPayload());
      }
    } catch (JoseException e) {
      // a signature of another length or form is a wrong signature
    }
    throw invalid();
  }

  /** In base64url characters. Java overlooks zeros that follow an EdDSA signature's 64 bytes. */
  private static int signatureLength(SigningKey key) {
    return key.algorithm().isAsymmetric() ? 86 : 43;
  }

  private TokenClaims claims(String keyId, Map<String, Object> claims) {
    long issued = seconds(claims, "iat");
    long expires = seconds(claims, "exp");
    long lifetime = expires - issued;
    long revision = number(claims, "rev");
    if (lifetime <= 0
        || lifetime > MAX_LIFETIME.toSeconds()
        || revision > Integer.MAX_VALUE
        || !issuer.equals(claims.get("iss"))
        || !TokenSigner.AUDIENCE.equals(claims.get("aud"))) {
      throw invalid();
    }
    return new TokenClaims(
        keyId,
        new TokenReference(
            text(claims, "prg"),
            text(claims, "sub"),
            claims.containsKey("akid") ? text(claims, "akid") : null,
            text(claims, "jti", MAX_TOKEN_ID_LENGTH)),
        (int) revision,
        Instant.ofEpochSecond(expires));
  }

  /** A time before the year 10000, so that no sum overflows. */
  private static long seconds(Map<String, Object> claims, String name) {
    long value = number(claims, name);
    if (value > 253_402_300_799L) {
      throw invalid();
    }
    return value;
  }

  private static long number(Map<String, Object> claims, String name) {
    if (!(claims.get(name) instanceof Long value) || value < 0) {
      throw invalid();
    }
    return value;
  }

  private static String text(Map<String, Object> claims, String name) {
    return text(claims, name, MAX_ID_LENGTH);
  }

  private static String text(Map<String, Object> claims, String name, int maxLength) {
    if (!(claims.get(name) instanceof String value)
        || value.isEmpty()
        || value.length() > maxLength) {
      throw invalid();
    }
    return value;
  }

  static EmbedException invalid() {
    return new EmbedException(ErrorCode.TOKEN_INVALID, "The token is not valid");
  }
}
