package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What the operator signs in with. Immutable; kept as a digest, so that nothing can print it. */
final class OperatorPassword {

  /** What it must be, to follow the words "must be". */
  static final String RANGE = "20 to 128 printable ASCII characters";

  private static final Pattern FORM = Pattern.compile("[ -~]{20,128}");

  /** Without what is easily taken for something else: 32 characters, so 5 bits each. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GENERATED_LENGTH = 26;

  private final byte[] sha256;

  private OperatorPassword(String text) {
    this.sha256 = sha256(text);
  }

  /** The password that this text is; empty when it is too short, too long, or not ASCII. */
  static Optional<OperatorPassword> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new OperatorPassword(text))
        : Optional.empty();
  }

  /** A new one, of 130 random bits. */
  static String generate(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GENERATED_LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** Whether this is the password; takes the same time wherever the two differ. */
  boolean matches(String text) {
    return MessageDigest.isEqual(sha256, sha256(text));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
