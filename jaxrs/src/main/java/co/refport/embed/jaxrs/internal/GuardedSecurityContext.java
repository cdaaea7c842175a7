package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbeddedPartner;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The partner is the user, and in no role. */
public record GuardedSecurityContext(EmbeddedPartner partner, boolean secure)
    implements SecurityContext {

  @Override
  public Principal getUserPrincipal() {
    return new PartnerPrincipal(partner.enrollmentId());
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return "BEARER";
  }
}
