package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbeddedPartner;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** Keeps with a request whom a guard has let in: the only proof that one has run. */
public final class AdmittedPartner {

  private static final String ATTRIBUTE = AdmittedPartner.class.getName();

  private AdmittedPartner() {}

  public static void put(ServletRequest request, EmbeddedPartner partner) {
    request.setAttribute(ATTRIBUTE, partner);
  }

  public static Optional<EmbeddedPartner> find(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof EmbeddedPartner partner
        ? Optional.of(partner)
        : Optional.empty();
  }
}
