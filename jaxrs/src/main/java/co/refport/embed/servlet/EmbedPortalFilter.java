package co.refport.embed.servlet;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.internal.AdmittedPartner;
import co.refport.embed.jaxrs.internal.ErrorPage;
import co.refport.embed.jaxrs.internal.GuardedRequest;
import co.refport.embed.jaxrs.internal.GuardedResponse;
import co.refport.embed.jaxrs.internal.HostBeans;
import co.refport.embed.jaxrs.internal.KnownTokens;
import co.refport.embed.jaxrs.internal.Mounts;
import co.refport.embed.jaxrs.internal.PortalCall;
import co.refport.embed.jaxrs.internal.PortalGuard;
import co.refport.embed.jaxrs.internal.PortalVerdict;
import co.refport.embed.jaxrs.internal.ServletAnswer;
import co.refport.embed.jaxrs.internal.ServletStart;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The guard in front of an embedded portal, to be mapped by the host to the portal's page and to
 * what the page calls, not to its scripts, styles and images, which browsers load without a token:
 *
 * <pre>{@code
 * @WebFilter(urlPatterns = {"/embed/*", "/api/portal/*"}, asyncSupported = true)
 * public class PortalGuard extends EmbedPortalFilter {}
 * }</pre>
 *
 * <p>A page, which is a GET or HEAD by navigation, brings its token in the query parameter {@code
 * token}; everything else is an API call and brings it as {@code Authorization: Bearer}. A request
 * with a valid token passes. {@link EmbedPortal#partner} returns its partner, and the name of
 * {@link HttpServletRequest#getUserPrincipal()} is the enrollment id. The user has no role. Every
 * other request is answered here: pages with HTML that tells the framing page, API calls with JSON.
 * An API call that accepts {@code application/vnd.refport.embed-session+json} and nothing else is
 * answered here too, with what its token says.
 *
 * <p>Every answer, the portal's own included, forbids caching and referrers, and may be framed by
 * the program's origins only: a {@code Content-Security-Policy} of that beside any of the host's,
 * which cannot be replaced in the chain. What the chain sets of {@code X-Frame-Options}, cookies
 * and {@code Access-Control-*} is dropped.
 *
 * <p>The host offers one CDI bean of type {@link EmbedTokens} that lives as long as the
 * application, or overrides {@link #tokens()}. Safe for any number of threads; supports
 * asynchronous requests. Reads no request parameter and no body, creates and reads no session,
 * writes no cookie. Dispatches inside a request that was let through are not judged again.
 */
public class EmbedPortalFilter implements Filter {

  private final KnownTokens knownTokens = new KnownTokens(this::tokens);

  /** For the container and for subclasses. */
  public EmbedPortalFilter() {}

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
   * Returns the texts of the error pages. The keys are {@code language} (a language tag), {@code
   * title}, and the name of each {@link co.refport.embed.ErrorCode}. A missing text is taken from
   * the English ones.
   *
   * <p>By default the texts are in English, French, German or Spanish. The parameter {@code lang}
   * of the portal's address selects the language, for example {@code lang=de} or {@code
   * lang=de-AT}. The guard ignores {@code lang} if it occurs more than once, if its value is not a
   * well-formed BCP 47 tag, or if its value is longer than 35 characters. If {@code lang} does not
   * select one of the languages, {@code Accept-Language} does, and otherwise English is used.
   *
   * <p>An override reads {@code lang} from {@link HttpServletRequest#getQueryString()}, because
   * {@code getParameter} consumes the body of a form.
   *
   * @param request the request
   * @return by default the shipped texts in the selected language
   */
  protected ResourceBundle errorTexts(HttpServletRequest request) {
    return ErrorPage.shipped(request.getQueryString(), Collections.list(request.getLocales()));
  }

  /**
   * Asks for {@link #tokens()}, and for a JSON-P implementation.
   *
   * @param configuration not used
   * @throws ServletException when there is none of either; its message is one sentence
   */
  @Override
  public void init(FilterConfig configuration) throws ServletException {
    ServletStart.require(knownTokens);
  }

  /**
   * Judges a request.
   *
   * @param request an HTTP request
   * @param response its response
   * @param chain what follows for a request with a good token
   * @throws IOException when the answer cannot be written, or what follows throws it
   * @throws ServletException when what follows throws it
   */
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    judge((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void judge(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        && AdmittedPartner.find(request).isPresent()) {
      chain.doFilter(request, response);
      return;
    }
    PortalVerdict verdict =
        PortalGuard.shared()
            .judge(
                knownTokens,
                new FilterCall(request),
                () -> ErrorPage.of(request, errorTexts(request)));
    if (verdict instanceof PortalVerdict.Admitted admitted) {
      AdmittedPartner.put(request, admitted.token().partner());
      GuardedResponse guarded = new GuardedResponse(response, admitted.headers());
      chain.doFilter(new GuardedRequest(request, guarded, admitted.token().partner()), guarded);
    } else if (verdict instanceof PortalVerdict.Answered answered) {
      ServletAnswer.write(answered.answer(), request, response);
    }
  }

  private final class FilterCall implements PortalCall {

    private final HttpServletRequest request;

    FilterCall(HttpServletRequest request) {
      this.request = request;
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
    public String clientAddress() {
      return EmbedPortalFilter.this.clientAddress(request);
    }

    @Override
    public @Nullable String query() {
      return request.getQueryString();
    }
  }
}
