package co.refport.embed.sample.hosts;

import co.refport.embed.jaxrs.EmbedTokenResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** The endpoint at another path than the usual one. */
public final class ContextRootParts {

  private ContextRootParts() {}

  @ApplicationPath("/rest/v2")
  public static class ScanningApplication extends Application {}

  @Path("/partners/{region}/token")
  @ApplicationScoped
  public static class Mount extends EmbedTokenResource {}
}
