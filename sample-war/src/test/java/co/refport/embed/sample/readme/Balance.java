package co.refport.embed.sample.readme;

import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.servlet.EmbedPortal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

@Path("/portal/balance")
@RequestScoped
@EmbedTokenRequired
public class Balance {

  @GET
  public String get(@Context HttpServletRequest request) {
    return EmbedPortal.partner(request).enrollmentId();
  }
}
