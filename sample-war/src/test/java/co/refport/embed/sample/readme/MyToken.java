package co.refport.embed.sample.readme;

import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

@Path("/my/token")
@RequestScoped
public class MyToken {

  @Inject EmbedTokens tokens;

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public String mint(@Context SecurityContext session) {
    String customer = session.getUserPrincipal().getName(); // your own login says who this is
    EmbedToken token =
        tokens.create("org_1", EmbedTokenRequest.builder().tenantId(customer).build());
    return Json.createObjectBuilder()
        .add("publicToken", token.publicToken())
        .add("expires", token.expires().toString())
        .build()
        .toString();
  }
}
