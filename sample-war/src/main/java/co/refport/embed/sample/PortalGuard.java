package co.refport.embed.sample;

import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.annotation.WebFilter;

/** Puts the library's guard before the portal: this is all that a host has to write. */
@WebFilter(
    urlPatterns = {"/embed/*", "/api/portal/*"},
    asyncSupported = true)
public class PortalGuard extends EmbedPortalFilter {

  /** Made by the server. */
  public PortalGuard() {}
}
