package co.refport.embed.sample.readme;

import co.refport.embed.jaxrs.JwksResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;

@Path("/embed/jwks.json")
@ApplicationScoped
public class Keys extends JwksResource {}
