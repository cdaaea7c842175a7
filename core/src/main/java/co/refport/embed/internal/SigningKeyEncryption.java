package co.refport.embed.internal;

import co.refport.embed.spi.SigningKeyRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The encryption of signing keys in the store: a JWE (RFC 7516) by AES-256-GCM. Its header, which
 * is authenticated, names the encryption key and the row, so that a text moved to another row is
 * rejected. Without a configured key, signing keys are stored as they are.
 */
public final class SigningKeyEncryption {

  private static final int MAX_KEYS = 4;
  private static final int KEY_BYTES = 32;

  /** To follow the words "must be". */
  public static final String RANGE =
      "1 to "
          + MAX_KEYS
          + " different keys, separated by commas, each "
          + KEY_BYTES
          + " random bytes in base64url";

  private static final String CONTENT_TYPE = "jwk+json";
  private static final String ROW_ID = "signing-key";
  private static final String ROW_GENERATION = "generation";
  private static final int ID_LENGTH = 11;

  /** By their ids; the first encrypts. */
  private final Map<String, AesKey> keys = new LinkedHashMap<>();

  private final @Nullable String current;

  /** Keys in {@link #RANGE}, or none. */
  public SigningKeyEncryption(List<byte[]> keys) {
    for (byte[] key : keys) {
      this.keys.put(id(key), new AesKey(key));
    }
    this.current = keys.isEmpty() ? null : id(keys.get(0));
  }

  /** Whether these are in {@link #RANGE}. */
  public static boolean areInRange(List<byte[]> keys) {
    return !keys.isEmpty()
        && keys.size() <= MAX_KEYS
        && keys.stream().allMatch(key -> key.length == KEY_BYTES)
        && keys.stream().map(ByteBuffer::wrap).distinct().count() == keys.size();
  }

  private static String id(byte[] key) {
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(key));
    return hash.substring(0, ID_LENGTH);
  }

  /** Returns the record as the store is to keep it. */
  SigningKeyRecord encrypt(SigningKeyRecord plain) {
    if (current == null) {
      return plain;
    }
    JsonWebEncryption jwe = jwe();
    jwe.setKey(keys.get(current));
    jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
    jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    jwe.setKeyIdHeaderValue(current);
    jwe.setContentTypeHeaderValue(CONTENT_TYPE);
    jwe.getHeaders().setObjectHeaderValue(ROW_ID, plain.id());
    jwe.getHeaders().setObjectHeaderValue(ROW_GENERATION, plain.generation());
    jwe.setPayload(plain.jwk());
    try {
      return withJwk(plain, jwe.getCompactSerialization());
    } catch (JoseException e) {
      throw new IllegalStateException("this Java cannot encrypt by AES-GCM", e);
    }
  }

  /**
   * Returns the record with its key in plain text, whether it was encrypted or not.
   *
   * @throws IllegalStateException if it cannot be decrypted; its message is one sentence
   */
  SigningKeyRecord decrypt(SigningKeyRecord kept) {
    if (kept.jwk().stripLeading().startsWith("{")) {
      return kept;
    }
    try {
      JsonWebEncryption jwe = jwe();
      jwe.setCompactSerialization(kept.jwk());
      AesKey key = keys.get(jwe.getObjectHeader(HeaderParameterNames.KEY_ID));
      if (key == null) {
        throw new IllegalStateException(
            "Signing key "
                + kept.id()
                + " is encrypted with a key that the setting signing-key-encryption-key does not"
                + " contain.");
      }
      jwe.setKey(key);
      String jwk = jwe.getPayload();
      if (!kept.id().equals(jwe.getObjectHeader(ROW_ID))
          || !Long.valueOf(kept.generation()).equals(jwe.getObjectHeader(ROW_GENERATION))) {
        throw changed(kept);
      }
      return withJwk(kept, jwk);
    } catch (JoseException | IllegalArgumentException e) {
      throw changed(kept); // without the cause, which quotes what the store has kept
    }
  }

  private static IllegalStateException changed(SigningKeyRecord kept) {
    return new IllegalStateException(
        "Signing key " + kept.id() + " was changed in the store: its encryption is not valid.");
  }

  private static JsonWebEncryption jwe() {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.DIRECT));
    jwe.setContentEncryptionAlgorithmConstraints(
        new AlgorithmConstraints(
            ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM));
    return jwe;
  }

  private static SigningKeyRecord withJwk(SigningKeyRecord signingKey, String jwk) {
    return new SigningKeyRecord(
        signingKey.id(), signingKey.generation(), jwk, signingKey.createdAt());
  }
}
