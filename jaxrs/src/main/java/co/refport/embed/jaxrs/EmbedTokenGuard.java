package co.refport.embed.jaxrs;

import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.jaxrs.internal.AdmittedPartner;
import co.refport.embed.jaxrs.internal.ErrorPage;
import co.refport.embed.jaxrs.internal.GuardedSecurityContext;
import co.refport.embed.jaxrs.internal.HostBeans;
import co.refport.embed.jaxrs.internal.JaxrsAnswer;
import co.refport.embed.jaxrs.internal.KnownTokens;
import co.refport.embed.jaxrs.internal.Mounts;
import co.refport.embed.jaxrs.internal.PortalCall;
import co.refport.embed.jaxrs.internal.PortalGuard;
import co.refport.embed.jaxrs.internal.PortalHeaders;
import co.refport.embed.jaxrs.internal.PortalVerdict;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The guard of resources that are marked {@link EmbedTokenRequired}, for portals without {@link
 * co.refport.embed.servlet.EmbedPortalFilter}. To be registered by the host as a subclass, which is
 * found where classes are scanned, and listed where {@code Application.getClasses()} lists them:
 *
 * <pre>{@code
 * @Provider
 * @EmbedTokenRequired
 * public class ResourceGuard extends EmbedTokenGuard {}
 * }</pre>
 *
 * <p>Without the mark a subclass would guard every resource of its application.
 *
 * <p>Judges and answers as that filter does, but only requests that have matched a marked method.
 * {@link co.refport.embed.servlet.EmbedPortal#partner} and the security context tell the partner.
 *
 * <p>The host offers one CDI bean of type {@link EmbedTokens} that lives as long as the
 * application, or overrides {@link #tokens()}. Safe for any number of threads.
 */
@Priority(Priorities.AUTHENTICATION)
public abstract class EmbedTokenGuard implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String HEADERS = EmbedTokenGuard.class.getName() + ".headers";

  private final KnownTokens knownTokens = new KnownTokens(this::tokens);

  /** Set by the JAX-RS runtime: the request that is being handled. */
  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletRequest servletRequest;

  /** Set by the JAX-RS runtime: where filters of the servlet container have put their headers. */
  @Context
  @SuppressWarnings("NullAway.Init")
  private HttpServletResponse servletResponse;

  /** For subclasses. */
  protected EmbedTokenGuard() {}

  /**
   * What judges the tokens.
   *
   * @return by default the application's one CDI bean of this type
   */
  protected EmbedTokens tokens() {
    return HostBeans.tokens(Mounts.hostClass(this));
  }

  /**
   * The address that refused tokens count against. Headers such as {@code X-Forwarded-For} can be
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
   * Returns the texts of the error pages. {@link
   * co.refport.embed.servlet.EmbedPortalFilter#errorTexts} lists them.
   *
   * @param request the request
   * @return by default the shipped texts in the language that {@code lang} in the query selects,
   *     otherwise {@code Accept-Language}, otherwise English
   */
  protected ResourceBundle errorTexts(HttpServletRequest request) {
    return ErrorPage.shipped(request.getQueryString(), Collections.list(request.getLocales()));
  }

  /**
   * Judges a request, unless the servlet filter has let it in already.
   *
   * @param request the request
   */
  @Override
  public void filter(ContainerRequestContext request) {
    if (AdmittedPartner.find(servletRequest).isPresent()) {
      return; // by the servlet filter, which holds the headers too
    }
    PortalVerdict verdict =
        PortalGuard.shared()
            .judge(
                knownTokens,
                new JaxrsCall(request),
                () -> ErrorPage.of(servletRequest, errorTexts(servletRequest)));
    if (verdict instanceof PortalVerdict.Admitted admitted) {
      EmbeddedPartner partner = admitted.token().partner();
      AdmittedPartner.put(servletRequest, partner);
      request.setProperty(HEADERS, admitted.headers());
      request.setSecurityContext(
          new GuardedSecurityContext(partner, request.getSecurityContext().isSecure()));
    } else if (verdict instanceof PortalVerdict.Answered answered) {
      request.setProperty(HEADERS, answered.answer().headers());
      request.abortWith(JaxrsAnswer.of(answered.answer()));
    }
  }

  /**
   * Puts the guard's headers on the answer.
   *
   * @param request the request
   * @param response the answer
   */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(HEADERS) instanceof Map<?, ?> headers)) {
      return;
    }
    MultivaluedMap<String, Object> answered = response.getHeaders();
    // by name: what is removed from the names that CXF tells stays in its map
    List.copyOf(answered.keySet()).stream()
        .filter(PortalHeaders::isReserved)
        .forEach(answered::remove);
    headers.forEach(
        (name, value) -> {
          if (name.equals(PortalHeaders.CONTENT_SECURITY_POLICY)) {
            answered.put(PortalHeaders.CONTENT_SECURITY_POLICY, policies(answered, value));
          } else {
            answered.putSingle((String) name, value);
          }
        });
  }

  /** All of them, since runtimes replace with theirs what a servlet filter has set. */
  private List<Object> policies(MultivaluedMap<String, Object> answered, Object ours) {
    Set<Object> policies =
        new LinkedHashSet<>(servletResponse.getHeaders(PortalHeaders.CONTENT_SECURITY_POLICY));
    policies.addAll(answered.getOrDefault(PortalHeaders.CONTENT_SECURITY_POLICY, List.of()));
    policies.add(ours);
    return new ArrayList<>(policies);
  }

  private final class JaxrsCall implements PortalCall {

    private final ContainerRequestContext request;

    JaxrsCall(ContainerRequestContext request) {
      this.request = request;
    }

    @Override
    public String method() {
      return request.getMethod();
    }

    @Override
    public List<String> headers(String name) {
      return request.getHeaders().getOrDefault(name, List.of());
    }

    @Override
    public String clientAddress() {
      return EmbedTokenGuard.this.clientAddress(servletRequest);
    }

    @Override
    public @Nullable String query() {
      return servletRequest.getQueryString(); // a URI takes fewer queries than browsers send
    }
  }
}
