package co.refport.embed.servlet;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.internal.HostBeans;
import co.refport.embed.jaxrs.internal.HttpAnswer;
import co.refport.embed.jaxrs.internal.KnownTokens;
import co.refport.embed.jaxrs.internal.Mounts;
import co.refport.embed.jaxrs.internal.ServletAnswer;
import co.refport.embed.jaxrs.internal.ServletStart;
import co.refport.embed.jaxrs.internal.TokenCall;
import co.refport.embed.jaxrs.internal.TokenEndpoint;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.Collections;
import java.util.List;

/**
 * The token endpoint for hosts without JAX-RS, to be mapped by the host to a path of its choice:
 *
 * <pre>{@code
 * @WebServlet(
 *     urlPatterns = {"/api/embed/token", "/api/embed/token/"},
 *     loadOnStartup = 1,
 *     asyncSupported = true)
 * public class TokenServlet extends EmbedTokenServlet {}
 * }</pre>
 *
 * <p>The host offers one CDI bean of type {@link EmbedTokens} that lives as long as the
 * application, or overrides {@link #tokens()}. It is asked for when the servlet starts, so that
 * with {@code loadOnStartup} a missing bean stops the deployment.
 *
 * <p>With {@code asyncSupported}, on the servlet and on the filters before it, Tomcat closes the
 * connection of a rejected request immediately. Otherwise a thread of Tomcat waits for the rest of
 * the body, for as long as the client sends a byte now and then. The second pattern is for a
 * trailing slash.
 *
 * <p>Safe for any number of threads. Reads no request parameter, no session, and writes no cookie.
 */
public abstract class EmbedTokenServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient KnownTokens knownTokens = new KnownTokens(this::tokens);

  /** For subclasses. */
  protected EmbedTokenServlet() {}

  /**
   * What mints the tokens.
   *
   * @return by default the application's one CDI bean of this type
   */
  protected EmbedTokens tokens() {
    return HostBeans.tokens(Mounts.hostClass(this));
  }

  /**
   * The address that refused API keys count against. Headers such as {@code X-Forwarded-For} can be
   * forged by whoever reaches the server: override this only to read what a proxy of the host's own
   * has set.
   *
   * @param request the request
   * @return by default the address of the network peer
   */
  protected String clientAddress(HttpServletRequest request) {
    return request.getRemoteAddr();
  }

  /**
   * Asks for {@link #tokens()}, and for a JSON-P implementation.
   *
   * @throws ServletException when there is none of either; its message is one sentence
   */
  @Override
  public void init() throws ServletException {
    ServletStart.require(knownTokens);
  }

  /**
   * Answers every method.
   *
   * @param request the request
   * @param response the response
   * @throws IOException when the answer cannot be written
   */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpAnswer answer = TokenEndpoint.shared().answer(knownTokens, new ServletCall(request));
    ServletAnswer.write(answer, request, response);
    if (answer.headers().containsKey("Connection") && request.isAsyncSupported()) {
      // Tomcat then closes the connection without waiting for the rest of the body
      request.startAsync(request, response).complete();
    }
  }

  private final class ServletCall implements TokenCall {

    private final HttpServletRequest request;

    ServletCall(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public String clientAddress() {
      return EmbedTokenServlet.this.clientAddress(request);
    }

    @Override
    public String method() {
      return request.getMethod();
    }

    @Override
    public List<String> headers(String name) {
      return Collections.list(request.getHeaders(name));
    }

    @Override
    public String protocol() {
      return request.getProtocol();
    }

    @Override
    public long contentLength() {
      return request.getContentLengthLong();
    }

    @Override
    public InputStream body() throws IOException {
      return request.getInputStream();
    }
  }
}
