package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who signs in, and with what, as RFC 7617 has it; {@code toString()} leaves both out. */
record BasicCredentials(String user, String password) {

  private static final String SCHEME = "Basic ";
  private static final int MAX_LENGTH = 1024;

  /** The credentials in an {@code Authorization} header; empty when there are none. */
  static Optional<BasicCredentials> parse(@Nullable String header) {
    if (header == null
        || header.length() > MAX_LENGTH
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String text = new String(bytes, UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no Base64
    }
  }

  @Override
  public String toString() {
    return "BasicCredentials[(hidden)]";
  }
}
