package co.refport.embed.jaxrs.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Authorization header as RFC 6750 has it (section 2.1). */
final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /** What a call carries; null unless there is exactly one header and its scheme is Bearer. */
  static @Nullable String of(HttpCall call) {
    List<String> values = call.headers("Authorization");
    if (values.size() != 1) {
      return null;
    }
    String value = values.get(0);
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? value.substring(SCHEME.length())
        : null;
  }
}
