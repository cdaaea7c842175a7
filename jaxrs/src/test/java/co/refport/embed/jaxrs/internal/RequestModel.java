package co.refport.embed.jaxrs.internal;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the wire contract says of a request's body. It shares no code with the product.
 *
 * @param partner whether the body has a partner
 */
record RequestModel(
    @Nullable String tenantId,
    @Nullable String enrollmentId,
    boolean partner,
    @Nullable String email,
    @Nullable String name) {

  private static final String TRIMMED =
      "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
          + "\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

  /** Returns the fields as they were sent, or empty if the body is not JSON of the right types. */
  static Optional<RequestModel> read(byte[] body) {
    try {
      if (!(JsonText.parse(body) instanceof Map<?, ?> members)) {
        return Optional.empty();
      }
      Object partner = members.get("partner");
      Map<?, ?> partnerMembers = partner instanceof Map<?, ?> map ? map : Map.of();
      if ((partner != null && partner != partnerMembers)
          || !isText(members.get("tenantId"))
          || !isText(members.get("enrollmentId"))
          || !isText(partnerMembers.get("email"))
          || !isText(partnerMembers.get("name"))) {
        return Optional.empty();
      }
      return Optional.of(
          new RequestModel(
              (String) members.get("tenantId"),
              (String) members.get("enrollmentId"),
              partner != null,
              (String) partnerMembers.get("email"),
              (String) partnerMembers.get("name")));
    } catch (JsonText.MalformedException e) {
      return Optional.empty();
    }
  }

  private static boolean isText(@Nullable Object value) {
    return value == null || value instanceof String;
  }

  /** Returns the trimmed values, the email in its canonical form, or empty if a rule is broken. */
  Optional<RequestModel> trimmed() {
    String trimmedName = name == null || trim(name).isEmpty() ? null : trim(name);
    RequestModel trimmed =
        new RequestModel(
            tenantId == null ? null : trim(tenantId),
            enrollmentId == null ? null : trim(enrollmentId),
            partner,
            email == null ? null : canonical(trim(email)),
            trimmedName);
    boolean valid =
        (partner || tenantId != null || enrollmentId != null)
            && isIdentifier(trimmed.tenantId)
            && isIdentifier(trimmed.enrollmentId)
            && (!partner || trimmed.email != null)
            && (trimmedName == null || isClean(trimmedName));
    return valid ? Optional.of(trimmed) : Optional.empty();
  }

  private static String trim(String text) {
    StringBuilder rest = new StringBuilder(text);
    while (!rest.isEmpty() && TRIMMED.indexOf(rest.charAt(0)) >= 0) {
      rest.deleteCharAt(0);
    }
    while (!rest.isEmpty() && TRIMMED.indexOf(rest.charAt(rest.length() - 1)) >= 0) {
      rest.deleteCharAt(rest.length() - 1);
    }
    return rest.toString();
  }

  private static boolean isIdentifier(@Nullable String text) {
    return text == null || (!text.isEmpty() && isClean(text));
  }

  /** At most 255 characters, none of them a control character or an unpaired surrogate. */
  private static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (unit < 0x20 || (unit >= 0x7F && unit <= 0x9F) || Character.isSurrogate(unit)) {
        return false;
      }
    }
    return text.length() <= 255;
  }

  private static @Nullable String canonical(String email) {
    int at = email.indexOf('@');
    if (at < 1 || at > 64 || !isDotAtom(email.substring(0, at))) {
      return null;
    }
    StringBuilder ascii = new StringBuilder(email.substring(0, at + 1));
    String domain = email.substring(at + 1);
    int labels = 0;
    for (int start = 0; start <= domain.length(); labels++) {
      int dot = domain.indexOf('.', start);
      int end = dot < 0 ? domain.length() : dot;
      String label = asciiLabel(domain.substring(start, end));
      if (label == null) {
        return null;
      }
      ascii.append(labels == 0 ? "" : ".").append(label);
      start = end + 1;
    }
    return labels < 2 || ascii.length() > 254 ? null : ascii.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isDotAtom(String text) {
    boolean dots = !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    return dots
        && text.chars().allMatch(c -> isLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0);
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static @Nullable String asciiLabel(String label) {
    String ascii = label;
    if (label.chars().anyMatch(c -> c > 0x7F)) {
      try {
        ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
      } catch (IllegalArgumentException e) {
        return null;
      }
      if (!IDN.toUnicode(ascii).equals(label.toLowerCase(Locale.ROOT))) {
        return null;
      }
    }
    boolean hyphens = !ascii.startsWith("-") && !ascii.endsWith("-");
    boolean length = !ascii.isEmpty() && ascii.length() <= 63;
    return hyphens && length && ascii.chars().allMatch(c -> c == '-' || isLetterOrDigit(c))
        ? ascii
        : null;
  }
}
