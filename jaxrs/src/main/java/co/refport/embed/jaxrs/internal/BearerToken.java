package co.refport.embed.jaxrs.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Authorization header as RFC 6750 has it (section 2.1). */
final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /**
   * Returns the token of a call, without the one or more spaces before it (RFC 9110, section 11.4).
   * Returns null unless the call has exactly one header and its scheme is Bearer.
   */
  static @Nullable String of(HttpCall call) {
    List<String> values = call.headers("Authorization");
    if (values.size() != 1) {
      return null;
    }
    String value = values.get(0);
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    int start = SCHEME.length();
    while (start < value.length() && value.charAt(start) == ' ') {
      start++;
    }
    return value.substring(start);
  }
}
