package co.refport.embed.sample.hosts;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** A host whose classes are no beans: it keeps its tokens in the servlet context. */
public final class NoBeanParts {

  private static final String TOKENS = "host.tokens";

  private NoBeanParts() {}

  private static EmbedTokens tokensIn(ServletContext context) {
    return (EmbedTokens) context.getAttribute(TOKENS);
  }

  @WebListener
  public static class Start implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      event.getServletContext().setAttribute(TOKENS, HostParts.builder().build());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      tokensIn(event.getServletContext()).close();
    }
  }

  @Path("/embed/token")
  public static class Mount extends EmbedTokenResource {

    @Context
    @SuppressWarnings("NullAway.Init")
    private ServletContext context;

    @Override
    protected EmbedTokens tokens() {
      return tokensIn(context);
    }
  }

  @WebFilter("/portal/*")
  public static class PortalFilter extends EmbedPortalFilter {

    @SuppressWarnings("NullAway.Init")
    private ServletContext context;

    @Override
    public void init(FilterConfig configuration) throws ServletException {
      context = configuration.getServletContext();
      super.init(configuration);
    }

    @Override
    protected EmbedTokens tokens() {
      return tokensIn(context);
    }
  }
}
