package co.refport.embed.sample.readme;

import co.refport.embed.jaxrs.EmbedTokenResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

@Path("/embed/token")
@RequestScoped
public class TokenEndpoint extends EmbedTokenResource {}
