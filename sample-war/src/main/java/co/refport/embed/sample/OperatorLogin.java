package co.refport.embed.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.refport.embed.ratelimit.CaffeineRateLimiter;
import co.refport.embed.spi.RateLimit;
import co.refport.embed.spi.RateLimiter;
import co.refport.embed.spi.RateLimiter.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Signs the operator in by HTTP Basic, where {@code web.xml} asks for the role and nowhere else:
 * the standard's own Basic mechanism would also read an {@code Authorization} header that is meant
 * for the token endpoint.
 *
 * <p>After ten wrong passwords a minute from one address, the response to the next one is 429. The
 * right password is always accepted, so that no other client can lock the operator out. The
 * password is too long to be guessed. No session is created.
 */
@ApplicationScoped
public class OperatorLogin implements HttpAuthenticationMechanism {

  /** The user's name, and the role that {@code web.xml} asks for. */
  static final String OPERATOR = "operator";

  private static final RateLimit FAILURES = RateLimit.perMinute(10);
  private static final int MAX_ADDRESSES = 10_000;
  private static final String CHALLENGE = "Basic realm=\"refport operator\", charset=\"UTF-8\"";

  @Inject
  @SuppressWarnings("NullAway.Init")
  OperatorPassword password;

  private final RateLimiter limiter = new CaffeineRateLimiter(MAX_ADDRESSES, System::nanoTime);

  /** Made by the server. */
  public OperatorLogin() {}

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    if (!context.isProtected()) {
      return context.doNothing();
    }
    Optional<BasicCredentials> credentials =
        BasicCredentials.parse(request.getHeader("Authorization"));
    if (credentials.isEmpty()) {
      return challenge(response);
    }
    if (isOperator(credentials.get())) {
      return context.notifyContainerAboutLogin(OPERATOR, Set.of(OPERATOR));
    }
    RateLimiter.Decision decision =
        limiter.tryAcquire(Scope.CLIENT_ADDRESS, request.getRemoteAddr(), FAILURES);
    if (decision.allowed()) {
      return challenge(response);
    }
    response.setHeader("Retry-After", String.valueOf(decision.retryAfter().toSeconds() + 1));
    return refuse(response, 429, "RATE_LIMIT_EXCEEDED", "Too many wrong passwords; wait a while");
  }

  private boolean isOperator(BasicCredentials credentials) {
    boolean known = password.matches(credentials.password()); // judged for every user's name
    return known && credentials.user().equals(OPERATOR);
  }

  private static AuthenticationStatus challenge(HttpServletResponse response)
      throws AuthenticationException {
    response.setHeader("WWW-Authenticate", CHALLENGE);
    return refuse(
        response,
        HttpServletResponse.SC_UNAUTHORIZED,
        "UNAUTHORIZED",
        "Sign in as " + OPERATOR + "; the sample said at its start where the password is");
  }

  /** No filter runs for what is refused here, and a server's own error page is not JSON. */
  private static AuthenticationStatus refuse(
      HttpServletResponse response, int status, String code, String message)
      throws AuthenticationException {
    OperatorGuard.setHeaders(response);
    response.setStatus(status);
    response.setContentType("application/json");
    try {
      response.getOutputStream().write(JsonAnswer.errorText(code, message).getBytes(UTF_8));
    } catch (IOException e) {
      throw new AuthenticationException(e);
    }
    return AuthenticationStatus.SEND_CONTINUE;
  }
}
