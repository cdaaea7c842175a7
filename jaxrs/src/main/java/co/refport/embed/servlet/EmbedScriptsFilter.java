package co.refport.embed.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

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
public class EmbedScriptsFilter implements Filter {

  /** For the container and for subclasses. */
  public EmbedScriptsFilter() {}

  /**
   * Allows the answer to be read by any page.
   *
   * @param request an HTTP request
   * @param response its response
   * @param chain what serves the script
   * @throws IOException when what follows throws it
   * @throws ServletException when what follows throws it
   */
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setHeader("Access-Control-Allow-Origin", "*");
    answer.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    chain.doFilter(request, response);
  }
}
