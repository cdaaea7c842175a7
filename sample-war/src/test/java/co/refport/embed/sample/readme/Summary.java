package co.refport.embed.sample.readme;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.servlet.EmbedPortal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

@Path("/portal/summary")
@RequestScoped
@EmbedTokenRequired
public class Summary {

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String get(@Context HttpServletRequest request) {
    EmbeddedPartner partner = EmbedPortal.partner(request);
    return "Hello " + partner.name() + ", " + partner.tenantId();
  }
}
