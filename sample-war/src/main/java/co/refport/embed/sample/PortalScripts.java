package co.refport.embed.sample;

import co.refport.embed.servlet.EmbedScriptsFilter;
import jakarta.servlet.annotation.WebFilter;

/** Lets pages of other origins load {@code embed.js} from here. */
@WebFilter(urlPatterns = "/refport/*", asyncSupported = true)
public class PortalScripts extends EmbedScriptsFilter {

  /** Made by the server. */
  public PortalScripts() {}
}
