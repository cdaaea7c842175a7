package co.refport.embed.jaxrs.internal;

import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the host's tokens when the application starts rather than at the first request, so that a
 * setting that they refuse fails the start. A web application that mounts nothing is left alone.
 *
 * <p>By a listener, which comes after CDI's own: what the host does when its application scope
 * begins has been done. CDI's event would say the same, but on Payara no class of a library hears
 * it.
 */
@HandlesTypes({EmbedTokenResource.class, EmbedTokenServlet.class})
public final class StartCheck implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> mounts, ServletContext context) {
    if (mounts != null && mounts.stream().anyMatch(HostBeans::areUsedBy)) {
      context.addListener(new Listener());
    }
  }

  private static final class Listener implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      HostBeans.createTokens();
    }
  }
}
