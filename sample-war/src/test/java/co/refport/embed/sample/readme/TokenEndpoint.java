package co.refport.embed.sample.readme;

import co.refport.embed.jaxrs.EmbedTokenResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;

@Path("/embed/token")
@ApplicationScoped
public class TokenEndpoint extends EmbedTokenResource {}
