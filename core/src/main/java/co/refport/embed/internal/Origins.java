package co.refport.embed.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins that may be declared: texts that a header and a script can be given as they are. */
public final class Origins {

  /** The longest: scheme, a host name of 253 and a port. */
  private static final int MAX_LENGTH = 267;

  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?:https://(?<host>"
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*+)|http://(?:localhost|127\\.0\\.0\\.1))(?::(?<port>[1-9][0-9]{0,4}))?");

  private Origins() {}

  /** Refuses what is no origin with a sentence; a browser's spelling is the only one that works. */
  public static void require(String origin) {
    if (!isOrigin(origin)) {
      throw new IllegalArgumentException(
          "An origin must be https://host or https://host:port (http only for localhost and"
              + " 127.0.0.1), in lower-case ASCII, without a default port, a path or a wildcard.");
    }
  }

  private static boolean isOrigin(String origin) {
    if (origin.length() > MAX_LENGTH) {
      return false;
    }
    Matcher matcher = ORIGIN.matcher(origin);
    if (!matcher.matches()) {
      return false;
    }
    String port = matcher.group("port");
    // a browser leaves the default port out: with it, no message would ever match
    int defaultPort = matcher.group("host") == null ? 80 : 443;
    return port == null
        || (Integer.parseInt(port) <= 65_535 && Integer.parseInt(port) != defaultPort);
  }
}
