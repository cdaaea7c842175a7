package co.refport.embed.jaxrs;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.internal.HostBeans;
import co.refport.embed.jaxrs.internal.HttpAnswer;
import co.refport.embed.jaxrs.internal.JaxrsAnswer;
import co.refport.embed.jaxrs.internal.KnownTokens;
import co.refport.embed.jaxrs.internal.Mounts;
import co.refport.embed.jaxrs.internal.TokenCall;
import co.refport.embed.jaxrs.internal.TokenEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;

/**
 * The token endpoint, to be mounted by a subclass at a path of the host's choice:
 *
 * <pre>{@code
 * @Path("/embed/token")
 * @ApplicationScoped
 * public class TokenEndpoint extends EmbedTokenResource {}
 * }</pre>
 *
 * <p>The host offers one CDI bean of type {@link EmbedTokens} that lives as long as the
 * application, or overrides {@link #tokens()}. A bean that is missing, ambiguous or of a dependent,
 * request, session or conversation scope, and settings that the bean refuses, stop the start of the
 * application; on TomEE such settings show at the first request.
 *
 * <p>Every answer of this class is JSON with a body, whatever mappers the host has. What the
 * runtime refuses before it comes here is the runtime's to answer: a {@code Content-Type} that is
 * repeated or cannot be parsed, an {@code Accept} that cannot be parsed, CONNECT and methods that
 * are not standard, a path below this one or an encoded spelling of it.
 *
 * <p>Safe for any number of threads, hence good in any scope; {@link #tokens()} is asked once an
 * instance, which makes the application scope the cheapest.
 */
public abstract class EmbedTokenResource {

  private final KnownTokens knownTokens = new KnownTokens(this::tokens);

  /** For subclasses. */
  protected EmbedTokenResource() {}

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
   * Mints a token.
   *
   * @param request the request
   * @param body the request's body, not read yet
   * @return the answer
   */
  @POST
  public Response post(@Context HttpServletRequest request, InputStream body) {
    return answer(request, body);
  }

  /**
   * Not a method of this endpoint.
   *
   * @param request the request
   * @return 405
   */
  @GET
  public Response get(@Context HttpServletRequest request) {
    return refuse(request);
  }

  /**
   * Not a method of this endpoint.
   *
   * @param request the request
   * @return 405
   */
  @HEAD
  public Response head(@Context HttpServletRequest request) {
    return refuse(request);
  }

  /**
   * Not a method of this endpoint.
   *
   * @param request the request
   * @return 405
   */
  @PUT
  public Response put(@Context HttpServletRequest request) {
    return refuse(request);
  }

  /**
   * Not a method of this endpoint.
   *
   * @param request the request
   * @return 405
   */
  @PATCH
  public Response patch(@Context HttpServletRequest request) {
    return refuse(request);
  }

  /**
   * Not a method of this endpoint.
   *
   * @param request the request
   * @return 405
   */
  @DELETE
  public Response delete(@Context HttpServletRequest request) {
    return refuse(request);
  }

  /**
   * Not a method of this endpoint.
   *
   * @param request the request
   * @return 405
   */
  @OPTIONS
  public Response options(@Context HttpServletRequest request) {
    return refuse(request);
  }

  private Response refuse(HttpServletRequest request) {
    return answer(request, InputStream.nullInputStream());
  }

  private Response answer(HttpServletRequest request, InputStream body) {
    HttpAnswer answer = TokenEndpoint.shared().answer(knownTokens, new JaxrsCall(request, body));
    return JaxrsAnswer.of(answer);
  }

  /** As the servlet tells it: runtimes match methods in any letter case, and merge headers. */
  private final class JaxrsCall implements TokenCall {

    private final HttpServletRequest request;
    private final InputStream body;

    JaxrsCall(HttpServletRequest request, InputStream body) {
      this.request = request;
      this.body = body;
    }

    @Override
    public String method() {
      return request.getMethod();
    }

    @Override
    public String clientAddress() {
      return EmbedTokenResource.this.clientAddress(request);
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
    public InputStream body() {
      return body;
    }

    @Override
    public List<String> headers(String name) {
      return Collections.list(request.getHeaders(name));
    }
  }
}
