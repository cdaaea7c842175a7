package co.refport.embed.jaxrs.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a raw query string. {@code getParameter} is not used, because it would consume
 * the body of a form.
 */
final class QueryString {

  private QueryString() {}

  /**
   * Returns the values of a parameter, in order and as they were sent.
   *
   * @param query the query string; null if the address has no query
   * @param name the parameter's name
   */
  static List<String> values(@Nullable String query, String name) {
    if (query == null) {
      return List.of();
    }
    String start = name + "=";
    return Arrays.stream(query.split("&"))
        .filter(parameter -> parameter.startsWith(start))
        .map(parameter -> parameter.substring(start.length()))
        .toList();
  }

  /** Returns the decoded value; the empty text if it cannot be decoded. */
  static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
