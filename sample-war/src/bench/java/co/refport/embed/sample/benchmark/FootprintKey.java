package co.refport.embed.sample.benchmark;

import co.refport.embed.EmbedTokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** The host's operator: an API key, shown once. */
@Path("/key")
@RequestScoped
public class FootprintKey {

  @Inject EmbedTokens tokens;

  @POST
  public String issue() {
    tokens.programs().create("org_1", List.of());
    return tokens.apiKeys().issue("org_1").key().text();
  }
}
