package co.refport.embed.sample.readme.servlet;

import co.refport.embed.EmbedTokens;
import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.annotation.WebFilter;

@WebFilter(
    urlPatterns = {"/embed/*", "/api/portal/*"},
    asyncSupported = true)
public class PortalGuard extends EmbedPortalFilter {
  @Override
  protected EmbedTokens tokens() {
    return Embed.TOKENS;
  }
}
