package co.refport.embed.tck;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Text that no other test uses. */
final class RandomText {

  private static final int SHA256_BYTES = 32;

  private RandomText() {}

  static String id(String prefix) {
    return prefix + UUID.randomUUID();
  }

  static String email() {
    return "p-" + UUID.randomUUID() + "@example.com";
  }

  static String sha256() {
    byte[] hash = new byte[SHA256_BYTES];
    ThreadLocalRandom.current().nextBytes(hash);
    return HexFormat.of().formatHex(hash);
  }

  /** A text of exactly so many UTF-16 units that starts with a random part. */
  static String ofLength(int length, String filler) {
    StringBuilder text = new StringBuilder(UUID.randomUUID().toString());
    while (text.length() + filler.length() <= length) {
      text.append(filler);
    }
    while (text.length() < length) {
      text.append('x');
    }
    return text.toString();
  }
}
