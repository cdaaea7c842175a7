package co.refport.embed.sample.portal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.annotation.WebFilter;

/** A host without CDI and JAX-RS: the guard says by itself what judges. */
public final class ServletPortalHost {

  private ServletPortalHost() {}

  @WebFilter(urlPatterns = "/portal/*", asyncSupported = true)
  public static class Guard extends EmbedPortalFilter {
    @Override
    protected EmbedTokens tokens() {
      return PortalHost.current();
    }
  }
}
