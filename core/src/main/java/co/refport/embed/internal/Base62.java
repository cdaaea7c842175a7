package co.refport.embed.internal;

import java.math.BigInteger;

/** Numbers in base 62 with the digits {@code 0-9A-Za-z}, most significant first. */
public final class Base62 {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger RADIX = BigInteger.valueOf(DIGITS.length());

  private Base62() {}

  /** Writes a number that is not negative with a fixed count of digits, which must suffice. */
  public static String encode(BigInteger number, int digits) {
    char[] text = new char[digits];
    BigInteger rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      BigInteger[] step = rest.divideAndRemainder(RADIX);
      text[i] = DIGITS.charAt(step[1].intValue());
      rest = step[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("number does not fit in " + digits + " digits");
    }
    return new String(text);
  }

  /** The same number, written with the digits {@code 0-9a-zA-Z}. */
  public static String inOtherOrder(String encoded) {
    StringBuilder text = new StringBuilder(encoded);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      text.setCharAt(
          i, Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return text.toString();
  }

  /** Whether the text consists of digits only, from the given index on. */
  public static boolean isEncoded(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
