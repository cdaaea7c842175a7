package co.refport.embed.internal;

/** What may stand in the {@code iss} claim. */
public final class Issuer {

  private static final int MAX_LENGTH = 64;

  /** For messages. */
  public static final String RANGE =
      "1 to " + MAX_LENGTH + " printable ASCII characters without spaces";

  private Issuer() {}

  public static boolean isValid(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_LENGTH
        && value.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }
}
