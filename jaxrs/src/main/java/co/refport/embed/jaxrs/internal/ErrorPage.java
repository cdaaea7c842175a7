package co.refport.embed.jaxrs.internal;

import co.refport.embed.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page that stands in for a portal that cannot be shown: fixed texts only, readable without a
 * script.
 *
 * @param texts {@code language}, {@code title} and a sentence for each code; what it lacks is said
 *     in English
 * @param root the way from the page's address to the application's root, as {@code ../} or empty
 */
public record ErrorPage(ResourceBundle texts, String root) {

  /** The length that BCP 47 (RFC 5646, section 4.4.1) recommends to support. */
  private static final int MAX_LANG_LENGTH = 35;

  // by itself, not by ResourceBundle.getBundle: its cache would keep this class loader
  private static final ResourceBundle ENGLISH = load("en");
  private static final Map<String, ResourceBundle> SHIPPED =
      Map.of("de", load("de"), "en", ENGLISH, "es", load("es"), "fr", load("fr"));

  /** Returns the page for a request. */
  public static ErrorPage of(HttpServletRequest request, ResourceBundle texts) {
    return new ErrorPage(texts, root(request.getRequestURI(), request.getContextPath()));
  }

  /**
   * Returns the relative address of the root, because a proxy may mount the application elsewhere.
   *
   * @param path the request's path as it was sent; browsers divide it at each slash
   */
  static String root(String path, String contextPath) {
    long depth = slashes(path) - slashes(contextPath);
    return depth > 1 ? "../".repeat((int) depth - 1) : "";
  }

  private static long slashes(String path) {
    return path.chars().filter(character -> character == '/').count();
  }

  /**
   * Returns the shipped texts in the first of these languages that they have: {@code lang} in the
   * query, the accepted ones in order, English.
   *
   * @param query the raw query string; null if the address has no query
   * @param accepted the languages that the browser accepts, the best first
   */
  public static ResourceBundle shipped(@Nullable String query, List<Locale> accepted) {
    return Stream.concat(lang(query).stream(), accepted.stream())
        .map(Locale::getLanguage)
        .filter(SHIPPED::containsKey)
        .findFirst()
        .map(SHIPPED::get)
        .orElse(ENGLISH);
  }

  /**
   * Returns the one well-formed value of {@code lang}; empty if it is absent, repeated or
   * malformed.
   */
  private static Optional<Locale> lang(@Nullable String query) {
    List<String> values = QueryString.values(query, "lang");
    String tag = values.size() == 1 ? QueryString.decode(values.get(0)) : "";
    if (tag.isEmpty() || tag.length() > MAX_LANG_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Locale.Builder().setLanguageTag(tag).build());
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }

  private static ResourceBundle load(String language) {
    String name = "errors_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(ErrorPage.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      return new PropertyResourceBundle(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  byte[] write(ErrorCode code) {
    String message = escape(text(code.name()));
    String title = escape(text("title"));
    String folder = root + "refport/";
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
        <title>%s</title>
        <link rel="stylesheet" href="%serror.css">
        <script type="module" src="%serror.js"></script>
        </head>
        <body data-code="%s" data-message="%s">
        <main><h1>%s</h1><p>%s</p></main>
        </body>
        </html>
        """
        .formatted(
            escape(text("language")), title, folder, folder, code.name(), message, title, message)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String text(String key) {
    return texts.containsKey(key) ? texts.getString(key) : ENGLISH.getString(key);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
