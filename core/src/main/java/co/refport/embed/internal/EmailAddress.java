package co.refport.embed.internal;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address that is an ASCII dot-atom (RFC 5321) at a domain of letters, digits and hyphens,
 * possibly internationalized.
 *
 * @param canonical the ASCII form in lower case, by which addresses are equal
 * @param typed what was typed, for display
 */
record EmailAddress(String canonical, String typed) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final Pattern DOT_ATOM =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*+");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  static Optional<EmailAddress> parse(String typed) {
    // two UTF-16 units a character and one character for each of the ASCII form: more cannot fit
    if (typed.length() > 2 * MAX_LENGTH) {
      return Optional.empty();
    }
    int at = typed.lastIndexOf('@');
    if (at < 1 || at > MAX_LOCAL_LENGTH || !DOT_ATOM.matcher(typed.substring(0, at)).matches()) {
      return Optional.empty();
    }
    String[] labels = typed.substring(at + 1).split("\\.", -1);
    if (labels.length < 2) {
      return Optional.empty();
    }
    StringBuilder ascii = new StringBuilder(typed.substring(0, at)).append('@');
    for (int i = 0; i < labels.length; i++) {
      Optional<String> label = asciiLabel(labels[i]);
      if (label.isEmpty()) {
        return Optional.empty();
      }
      ascii.append(i == 0 ? "" : ".").append(label.get());
    }
    return ascii.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.of(new EmailAddress(ascii.toString().toLowerCase(Locale.ROOT), typed));
  }

  private static Optional<String> asciiLabel(String label) {
    String ascii = label;
    if (label.chars().anyMatch(c -> c > 0x7F)) {
      try {
        ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      // a label that the conversion would quietly turn into another is refused
      if (!IDN.toUnicode(ascii, IDN.USE_STD3_ASCII_RULES).equals(label.toLowerCase(Locale.ROOT))) {
        return Optional.empty();
      }
    }
    return LABEL.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
  }

  @Override
  public String toString() {
    return "EmailAddress[(hidden)]";
  }
}
