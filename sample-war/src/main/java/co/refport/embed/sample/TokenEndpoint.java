package co.refport.embed.sample;

import co.refport.embed.jaxrs.EmbedTokenResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;

/** Mounts the library's endpoint: this is all that a host has to write. */
@Path("/embed/token")
@ApplicationScoped
public class TokenEndpoint extends EmbedTokenResource {

  /** Made by the server. */
  public TokenEndpoint() {}
}
