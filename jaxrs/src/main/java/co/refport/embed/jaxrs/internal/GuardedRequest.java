package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbeddedPartner;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request of a partner, who is its user; nothing that a login of the host's says counts here. */
public final class GuardedRequest extends HttpServletRequestWrapper {

  private final GuardedResponse response;
  private final Principal principal;

  public GuardedRequest(
      HttpServletRequest request, GuardedResponse response, EmbeddedPartner partner) {
    super(request);
    this.response = response;
    this.principal = new PartnerPrincipal(partner.enrollmentId());
  }

  @Override
  public Principal getUserPrincipal() {
    return principal;
  }

  @Override
  public String getRemoteUser() {
    return principal.getName();
  }

  @Override
  public String getAuthType() {
    return "BEARER";
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  /** With the wrapped objects, for by default an asynchronous answer goes past all wrappers. */
  @Override
  public AsyncContext startAsync() {
    return super.startAsync(this, response);
  }
}
