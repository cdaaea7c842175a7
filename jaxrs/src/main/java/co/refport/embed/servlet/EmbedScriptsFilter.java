package co.refport.embed.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * Lets pages of other origins load {@code embed.js} from here: browsers load modules from elsewhere
 * only if the answer allows it. To be mapped to the scripts, and to nothing else:
 *
 * <pre>{@code
 * @WebFilter("/refport/*")
 * public class Scripts extends EmbedScriptsFilter {}
 * }</pre>
 *
 * <p>Not needed where the host page and the portal have one origin, or where the page's own
 * application has these jars too. The scripts are public and the same for everybody, hence {@code
 * Access-Control-Allow-Origin: *}. Safe for any number of threads.
 */
public class EmbedScriptsFilter extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  /** For the container and for subclasses. */
  public EmbedScriptsFilter() {}

  /**
   * Allows the answer to be read by any page.
   *
   * @param request the request
   * @param response the response
   * @param chain what serves the script
   * @throws IOException when what follows throws it
   * @throws ServletException when what follows throws it
   */
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    chain.doFilter(request, response);
  }
}
