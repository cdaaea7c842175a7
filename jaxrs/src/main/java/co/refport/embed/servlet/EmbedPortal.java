package co.refport.embed.servlet;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.jaxrs.internal.AdmittedPartner;
import jakarta.servlet.ServletRequest;

/** Tells a portal's code whom a request is for. */
public final class EmbedPortal {

  private EmbedPortal() {}

  /**
   * The partner whom the request's token lets in.
   *
   * @param request a request that {@link EmbedPortalFilter} or {@link
   *     co.refport.embed.jaxrs.EmbedTokenGuard} has let through
   * @return the partner
   * @throws IllegalStateException when neither has seen the request: the portal would be open
   */
  public static EmbeddedPartner partner(ServletRequest request) {
    return AdmittedPartner.find(request).orElseThrow(AdmittedPartner::missing);
  }
}
