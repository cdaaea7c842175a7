package co.refport.embed.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What may be configured as HS256 secrets: the first signs, all verify. */
public final class SigningSecrets {

  private static final int MAX_SECRETS = 4;

  /** To follow the words "must be". */
  public static final String RANGE =
      "1 to "
          + MAX_SECRETS
          + " different secrets, separated by commas, each at least "
          + SigningKey.MIN_SECRET_BYTES
          + " random bytes in base64url";

  private SigningSecrets() {}

  /** Reads a setting; what cannot be decoded becomes a secret that is too short. */
  public static List<byte[]> parse(String value) {
    return Arrays.stream(value.split(",", -1)).map(text -> decode(text.strip())).toList();
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Whether these are in {@link #RANGE}. */
  public static boolean areInRange(List<byte[]> secrets) {
    return !secrets.isEmpty()
        && secrets.size() <= MAX_SECRETS
        && secrets.stream().allMatch(secret -> secret.length >= SigningKey.MIN_SECRET_BYTES)
        && secrets.stream().map(ByteBuffer::wrap).distinct().count() == secrets.size();
  }
}
