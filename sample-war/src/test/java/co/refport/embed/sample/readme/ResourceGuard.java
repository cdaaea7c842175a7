package co.refport.embed.sample.readme;

import co.refport.embed.jaxrs.EmbedTokenGuard;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import jakarta.ws.rs.ext.Provider;

@Provider
@EmbedTokenRequired
public class ResourceGuard extends EmbedTokenGuard {}
