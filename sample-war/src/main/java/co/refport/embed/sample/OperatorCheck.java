package co.refport.embed.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Asks once more, when the resource is known, whether the operator calls and {@link OperatorGuard}
 * has let the request through: both go by patterns of paths, and some servers read an odd path
 * otherwise than JAX-RS does.
 */
@Provider
@OperatorOnly
public class OperatorCheck implements ContainerRequestFilter {

  @Context
  @SuppressWarnings("NullAway.Init") // injected
  HttpServletRequest request;

  /** Made by the server. */
  public OperatorCheck() {}

  /**
   * Refuses whoever is not the operator.
   *
   * @param call the request
   */
  @Override
  public void filter(ContainerRequestContext call) {
    if (!OperatorGuard.hasPassed(request) || !request.isUserInRole(OperatorLogin.OPERATOR)) {
      call.abortWith(JsonAnswer.error(403, "FORBIDDEN", "Only the operator may do that"));
    }
  }
}
