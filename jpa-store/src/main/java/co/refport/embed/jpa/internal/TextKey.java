package co.refport.embed.jpa.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What uniqueness of emails and tenant ids goes by: their hash.
 *
 * <p>Hashes are equal only where texts are, under any collation; and when a database or a provider
 * reports a duplicate it quotes the hash, not the text.
 */
public final class TextKey {

  private TextKey() {}

  /** The SHA-256 of a storable text, as hexadecimal digits. */
  public static String of(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(encode(text));
      return HexFormat.of().formatHex(digest.digest());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text has an unpaired surrogate");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether any database can hold the text: a query for one that it cannot hold may fail. */
  public static boolean isStorable(String text) {
    if (text.indexOf('\0') >= 0) {
      return false;
    }
    try {
      encode(text);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static ByteBuffer encode(String text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
  }
}
