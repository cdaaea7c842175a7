package co.refport.embed.sample.readme;

import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.annotation.WebFilter;

@WebFilter(
    urlPatterns = {"/embed/*", "/api/portal/*"},
    asyncSupported = true)
public class PortalGuard extends EmbedPortalFilter {}
