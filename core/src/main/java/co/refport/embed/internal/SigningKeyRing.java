package co.refport.embed.internal;

import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Knows the key that signs now: one that was configured, or one that the store keeps. */
public final class SigningKeyRing {

  /** HS256 needs a key of at least the size of its hash (RFC 7518, section 3.2). */
  public static final int MIN_SECRET_BYTES = 32;

  private static final int MAX_ATTEMPTS = 8;

  record SigningKey(String id, Key key) {}

  private final Supplier<SigningKey> current;

  private SigningKeyRing(Supplier<SigningKey> current) {
    this.current = current;
  }

  /** A ring of one HS256 secret; its id is derived from it, so that another secret has another. */
  public static SigningKeyRing ofSecret(byte[] secret) {
    SigningKey key = new SigningKey(thumbprint(secret), new HmacKey(secret));
    return new SigningKeyRing(() -> key);
  }

  /** A ring that reads the store's keys at most once in a staleness, and makes the first one. */
  public static SigningKeyRing keptBy(
      SigningKeyStore store,
      InstantSource clock,
      LongSupplier ticker,
      Duration staleness,
      RandomGenerator random) {
    Supplier<SigningKey> reader =
        () ->
            read(
                signer(
                    storedKeys(store, clock, random),
                    clock.instant().minus(staleness.multipliedBy(2))));
    if (staleness.isZero()) {
      return new SigningKeyRing(reader);
    }
    // one entry; Caffeine makes concurrent readers share one read
    LoadingCache<String, SigningKey> cache =
        Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(staleness)
            .ticker(ticker::getAsLong)
            .executor(Runnable::run)
            .build(name -> reader.get());
    return new SigningKeyRing(() -> cache.get("current"));
  }

  SigningKey current() {
    return current.get();
  }

  /** The newest key that every node must have seen by now; before that the one before it. */
  private static SigningKeyRecord signer(List<SigningKeyRecord> keys, Instant seenByAll) {
    for (int i = keys.size() - 1; i > 0; i--) {
      if (!keys.get(i).createdAt().isAfter(seenByAll)) {
        return keys.get(i);
      }
    }
    return keys.get(0);
  }

  private static List<SigningKeyRecord> storedKeys(
      SigningKeyStore store, InstantSource clock, RandomGenerator random) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      List<SigningKeyRecord> keys = store.findSigningKeys();
      if (!keys.isEmpty()) {
        return keys;
      }
      // whoever loses this race reads the winner's key
      store.insertSigningKey(firstKey(clock, random));
    }
    throw new IllegalStateException("the store neither keeps a signing key nor returns one");
  }

  private static SigningKeyRecord firstKey(InstantSource clock, RandomGenerator random) {
    byte[] secret = new byte[MIN_SECRET_BYTES];
    random.nextBytes(secret);
    OctetSequenceJsonWebKey jwk = new OctetSequenceJsonWebKey(new HmacKey(secret));
    return new SigningKeyRecord(
        thumbprint(secret),
        1,
        jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC),
        clock.instant());
  }

  private static SigningKey read(SigningKeyRecord keyRecord) {
    try {
      return new SigningKey(keyRecord.id(), JsonWebKey.Factory.newJwk(keyRecord.jwk()).getKey());
    } catch (JoseException e) {
      // without the cause: jose4j quotes the key
      throw new IllegalStateException("signing key " + keyRecord.id() + " cannot be read");
    }
  }

  private static String thumbprint(byte[] secret) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 11);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
