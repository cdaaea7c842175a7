package co.refport.embed.servlet;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.jaxrs.internal.AdmittedPartner;
import co.refport.embed.jaxrs.internal.MissingGuard;
import jakarta.servlet.ServletRequest;

/** Access to the partner of a request, for a portal's code. */
public final class EmbedPortal {

  private EmbedPortal() {}

  /**
   * Returns the partner of a request.
   *
   * <p>If no guard has processed the request, this method throws an exception, because the portal
   * would be open. In a JAX-RS resource, do not catch it: the response is then 401 {@link
   * co.refport.embed.ErrorCode#TOKEN_MISSING}, as the guard sends it. In a servlet or a JSP, it
   * becomes a response of the server with status 500, and the server logs it.
   *
   * @param request a request that {@link EmbedPortalFilter} or {@link
   *     co.refport.embed.jaxrs.EmbedTokenGuard} has let through
   * @return the partner
   * @throws RuntimeException if neither has let the request through: a {@code
   *     jakarta.ws.rs.WebApplicationException} where the server has JAX-RS, otherwise an {@link
   *     IllegalStateException}
   */
  public static EmbeddedPartner partner(ServletRequest request) {
    return AdmittedPartner.find(request)
        .orElseThrow(() -> MissingGuard.rejection("EmbedPortal.partner"));
  }
}
