package co.refport.embed.jaxrs.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that every answer of a portal carries. */
public final class PortalHeaders {

  public static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  /** Single-valued, and the guard's: a host's own value would undo what it is for. */
  private static final Map<String, String> FIXED =
      Map.of(
          "Cache-Control", "no-store",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private static final Set<String> RESERVED =
      Set.of(
          "cache-control",
          "referrer-policy",
          "set-cookie",
          "x-content-type-options",
          "x-frame-options");

  private PortalHeaders() {}

  /** Those of a good answer: only the program's origins may frame it. */
  static Map<String, String> framedBy(List<String> origins) {
    return framedBy(origins.isEmpty() ? "'self'" : String.join(" ", origins));
  }

  /** With the sources of {@code frame-ancestors} as they are written. */
  static Map<String, String> framedBy(String sources) {
    Map<String, String> headers = new LinkedHashMap<>(FIXED);
    headers.put(CONTENT_SECURITY_POLICY, "frame-ancestors " + sources);
    return headers;
  }

  /**
   * Whether the portal's own code may not set this header: X-Frame-Options knows no list of
   * origins, a cookie would be a third party's, and no other origin has to read the answer.
   */
  public static boolean isReserved(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return RESERVED.contains(lowerCase) || lowerCase.startsWith("access-control-");
  }

  /** Puts headers on a response: the policy beside any of a filter before, all else alone. */
  static void put(Map<String, String> headers, HttpServletResponse response) {
    headers.forEach(
        (name, value) -> {
          if (name.equals(CONTENT_SECURITY_POLICY)) {
            response.addHeader(name, value);
          } else {
            response.setHeader(name, value);
          }
        });
  }
}
