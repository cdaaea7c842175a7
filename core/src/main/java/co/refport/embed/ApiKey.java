package co.refport.embed;

import static java.util.Objects.requireNonNull;

import co.refport.embed.internal.Base62;
import co.refport.embed.internal.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The secret by which an organization's backend authenticates. Immutable.
 *
 * <p>Its text is {@code rk_}, 43 characters that carry 256 random bits, and 6 that carry the CRC-32
 * of the 46 before; numbers are written in base 62 with the digits {@code 0-9A-Za-z}, most
 * significant digit first. The checksum proves nothing: it spares look-ups of text that was never a
 * key, and lets scanners find keys that leaked. Since the other customary order of the digits,
 * {@code 0-9a-zA-Z}, is as good, a checksum that was written with it is accepted too.
 *
 * <p>Two keys are equal when their texts are. {@link #toString()} and every exception leave the
 * text out.
 */
public final class ApiKey {

  private static final String PREFIX = "rk_";
  private static final int SECRET_DIGITS = 43;
  private static final int CHECKSUM_DIGITS = 6;
  private static final int CHECKED_LENGTH = PREFIX.length() + SECRET_DIGITS;
  private static final int LENGTH = CHECKED_LENGTH + CHECKSUM_DIGITS;
  private static final int SECRET_BYTES = 32;

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /**
   * Makes a new key.
   *
   * @param random where the 256 bits come from; a {@link java.security.SecureRandom} outside tests
   * @return a key that nobody knows yet
   */
  public static ApiKey generate(RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String checked = PREFIX + Base62.encode(new BigInteger(1, secret), SECRET_DIGITS);
    return new ApiKey(checked + checksum(checked));
  }

  /**
   * Reads a key.
   *
   * @param text any text
   * @return the key; empty when the text has not the form of a key or its checksum is wrong
   */
  public static Optional<ApiKey> parse(String text) {
    requireNonNull(text, "text");
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    if (!Base62.isEncoded(text, PREFIX.length())) {
      return Optional.empty();
    }
    String expected = checksum(text.substring(0, CHECKED_LENGTH));
    String given = text.substring(CHECKED_LENGTH);
    return given.equals(expected) || given.equals(Base62.inOtherOrder(expected))
        ? Optional.of(new ApiKey(text))
        : Optional.empty();
  }

  /**
   * The secret itself: to be shown once to the person who asked for the key, and stored nowhere.
   *
   * @return 52 ASCII characters
   */
  public String text() {
    return text;
  }

  /**
   * What a store keeps in place of the key.
   *
   * @return the SHA-256 of the text as 64 lower-case hexadecimal digits
   */
  public String sha256() {
    return Sha256.hex(text);
  }

  private static String checksum(String checked) {
    CRC32 crc = new CRC32();
    crc.update(checked.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey key
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.US_ASCII), key.text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "ApiKey[(hidden)]";
  }
}
