package co.refport.embed.internal;

import co.refport.embed.SigningAlgorithm;
import co.refport.embed.spi.SigningKeyRecord;
import java.security.Key;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs and verifies tokens.
 *
 * @param published what others may know of it; null for an HMAC
 */
record SigningKey(
    String id,
    SigningAlgorithm algorithm,
    Key signing,
    Key verifying,
    @Nullable PublicJsonWebKey published) {

  /** HS256 needs a key of at least the size of its hash (RFC 7518, section 3.2). */
  static final int MIN_SECRET_BYTES = 32;

  private static final int ID_LENGTH = 11;

  /** An HMAC key; its id is derived from the secret, so that another secret has another. */
  static SigningKey ofSecret(byte[] secret) {
    HmacKey key = new HmacKey(secret);
    return new SigningKey(shorten(Sha256.of(secret)), SigningAlgorithm.HS256, key, key, null);
  }

  /** Makes a key. */
  static SigningKeyRecord generate(
      SigningAlgorithm algorithm, int generation, Instant now, RandomGenerator random) {
    // jose4j takes no other source; anything else than a SecureRandom is for tests
    SecureRandom secure = random instanceof SecureRandom given ? given : new SecureRandom();
    try {
      return switch (algorithm) {
        case HS256 -> secret(generation, now, random);
        case ES256 ->
            pair(EcJwkGenerator.generateJwk(EllipticCurves.P256, null, secure), generation, now);
        case EDDSA ->
            pair(
                OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519, null, secure),
                generation,
                now);
      };
    } catch (JoseException e) {
      throw new IllegalStateException("this Java cannot make keys for " + algorithm, e);
    }
  }

  private static SigningKeyRecord secret(int generation, Instant now, RandomGenerator random) {
    byte[] secret = new byte[MIN_SECRET_BYTES];
    random.nextBytes(secret);
    OctetSequenceJsonWebKey jwk = new OctetSequenceJsonWebKey(new HmacKey(secret));
    return new SigningKeyRecord(
        shorten(Sha256.of(secret)),
        generation,
        jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC),
        now);
  }

  private static SigningKeyRecord pair(PublicJsonWebKey jwk, int generation, Instant now) {
    return new SigningKeyRecord(
        shorten(jwk.calculateThumbprint("SHA-256")),
        generation,
        jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE),
        now);
  }

  /** Reads what a store has kept. */
  static SigningKey read(SigningKeyRecord keyRecord) {
    try {
      JsonWebKey jwk = JsonWebKey.Factory.newJwk(keyRecord.jwk());
      if (jwk instanceof OctetSequenceJsonWebKey) {
        if (jwk.getKey().getEncoded().length < MIN_SECRET_BYTES) {
          throw unusable(keyRecord);
        }
        return new SigningKey(
            keyRecord.id(), SigningAlgorithm.HS256, jwk.getKey(), jwk.getKey(), null);
      }
      return readPair(keyRecord, (PublicJsonWebKey) jwk);
    } catch (JoseException | ClassCastException e) {
      // without the cause: jose4j quotes the key
      throw unusable(keyRecord);
    }
  }

  private static SigningKey readPair(SigningKeyRecord keyRecord, PublicJsonWebKey jwk)
      throws JoseException {
    SigningAlgorithm algorithm;
    if (jwk instanceof EllipticCurveJsonWebKey ec && "P-256".equals(ec.getCurveName())) {
      algorithm = SigningAlgorithm.ES256;
    } else if (jwk instanceof OctetKeyPairJsonWebKey okp
        && OctetKeyPairJsonWebKey.SUBTYPE_ED25519.equals(okp.getSubtype())) {
      algorithm = SigningAlgorithm.EDDSA;
    } else {
      throw unusable(keyRecord);
    }
    if (jwk.getPrivateKey() == null) {
      throw unusable(keyRecord);
    }
    Map<String, Object> members = jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    members.put(JsonWebKey.KEY_ID_PARAMETER, keyRecord.id());
    members.put(JsonWebKey.ALGORITHM_PARAMETER, algorithm.headerValue());
    members.put(JsonWebKey.USE_PARAMETER, "sig");
    return new SigningKey(
        keyRecord.id(),
        algorithm,
        jwk.getPrivateKey(),
        jwk.getPublicKey(),
        PublicJsonWebKey.Factory.newPublicJwk(members));
  }

  private static IllegalStateException unusable(SigningKeyRecord keyRecord) {
    return new IllegalStateException("signing key " + keyRecord.id() + " cannot be used");
  }

  private static String shorten(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, ID_LENGTH);
  }

  @Override
  public String toString() {
    return "SigningKey[id=" + id + ", algorithm=" + algorithm + "]";
  }
}
