package co.refport.embed.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
public final class Sha256 {

  private Sha256() {}

  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of ASCII text, as 64 lower-case hexadecimal digits. */
  public static String hex(String ascii) {
    return HexFormat.of().formatHex(of(ascii.getBytes(StandardCharsets.US_ASCII)));
  }
}
