package co.refport.embed.internal;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of origins that a program can declare; each can be put into a header as it is. */
public final class Origins {

  /** The longest host name that DNS allows. */
  private static final int MAX_HOST_LENGTH = 253;

  /** Scheme, the longest host name and a port. */
  private static final int MAX_LENGTH = "https://".length() + MAX_HOST_LENGTH + ":65535".length();

  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern HOST =
      Pattern.compile(
          "(?:https://(?<host>"
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*+)|http://(?:localhost|tauri\\.localhost|127\\.0\\.0\\.1|\\[::1\\]))"
              + "(?::(?<port>[1-9][0-9]{0,4}))?");

  /** The last label starts with a letter: browsers read a host that ends in a number as IPv4. */
  private static final Pattern WILDCARD =
      Pattern.compile(
          "https://(?<host>\\*(?:\\." + LABEL + ")+\\.[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)");

  private static final Set<String> APP_SHELLS =
      Set.of("capacitor://localhost", "ionic://localhost", "tauri://localhost");

  private Origins() {}

  /**
   * Rejects a text that is not an allowed origin.
   *
   * @param origin any text
   * @throws IllegalArgumentException if it is not one; the message is one sentence that lists the
   *     forms and does not quote the text
   */
  public static void require(String origin) {
    if (origin.length() > MAX_LENGTH
        || !(isHost(origin) || isWildcard(origin) || APP_SHELLS.contains(origin))) {
      throw new IllegalArgumentException(
          "An origin must have one of these forms, in lower-case ASCII, without a default port and"
              + " without a path: https://host[:port], https://*.host with at least two labels"
              + " after the asterisk, http://host[:port] with the host localhost, tauri.localhost,"
              + " 127.0.0.1 or [::1], capacitor://localhost, ionic://localhost,"
              + " tauri://localhost.");
    }
  }

  private static boolean isHost(String origin) {
    Matcher matcher = HOST.matcher(origin);
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group("host");
    // a browser leaves the default port out: with it, no message would ever match
    int defaultPort = host == null ? 80 : 443;
    return (host == null || host.length() <= MAX_HOST_LENGTH)
        && isPort(matcher.group("port"), defaultPort);
  }

  private static boolean isPort(@Nullable String port, int defaultPort) {
    return port == null
        || (Integer.parseInt(port) <= 65_535 && Integer.parseInt(port) != defaultPort);
  }

  private static boolean isWildcard(String origin) {
    Matcher matcher = WILDCARD.matcher(origin);
    return matcher.matches() && matcher.group("host").length() <= MAX_HOST_LENGTH;
  }
}
