package co.refport.embed.sample;

import co.refport.embed.jaxrs.JwksResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;

/** Publishes the keys for a portal elsewhere: none, unless the algorithm is ES256 or EdDSA. */
@Path("/embed/jwks.json")
@ApplicationScoped
public class PublishedKeys extends JwksResource {

  /** Made by the server. */
  public PublishedKeys() {}
}
