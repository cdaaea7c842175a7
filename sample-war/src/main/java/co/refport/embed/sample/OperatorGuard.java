package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from making use of the operator's browser, which sends the password by itself:
 * a request that could change something must come from a page of this origin, and nobody may frame
 * or keep what is answered.
 */
@WebFilter(urlPatterns = {"/operator/*", "/api/operator/*"})
public class OperatorGuard extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String PASSED = OperatorGuard.class.getName() + ".passed";
  private static final String JSON = "application/json";

  /** Made by the server. */
  public OperatorGuard() {}

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    setHeaders(response);
    if (READING.contains(request.getMethod())) {
      pass(request, response, chain);
    } else if (!isOfThisOrigin(request)) {
      refuse(response, 403, "FORBIDDEN", "Only the operator's own page may change anything");
    } else if (!isJson(request.getContentType())) {
      refuse(response, 415, "UNSUPPORTED_MEDIA_TYPE", "The Content-Type must be " + JSON);
    } else {
      pass(request, response, chain);
    }
  }

  private static void pass(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(PASSED, true);
    chain.doFilter(request, response);
  }

  /** Whether this guard has let the request through. */
  static boolean hasPassed(HttpServletRequest request) {
    return request.getAttribute(PASSED) != null;
  }

  /** What every answer to the operator carries. */
  static void setHeaders(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'");
  }

  /** Programs other than browsers send neither header, and no password that they were not given. */
  private static boolean isOfThisOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    return (site == null || site.equals("same-origin"))
        && (origin == null || isHost(origin, request.getHeader("Host")));
  }

  /** The scheme is left out: behind a proxy the application does not see the browser's. */
  private static boolean isHost(String origin, @Nullable String host) {
    int slashes = origin.indexOf("://");
    return slashes >= 0 && origin.substring(slashes + "://".length()).equalsIgnoreCase(host);
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  private static void refuse(HttpServletResponse response, int status, String code, String message)
      throws IOException {
    response.setStatus(status);
    response.setContentType(JSON);
    response.getOutputStream().write(JsonAnswer.errorText(code, message).getBytes(UTF_8));
  }
}
