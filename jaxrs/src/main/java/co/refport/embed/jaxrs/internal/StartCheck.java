package co.refport.embed.jaxrs.internal;

import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.jaxrs.JwksResource;
import co.refport.embed.servlet.EmbedPortalFilter;
import co.refport.embed.servlet.EmbedScriptsFilter;
import co.refport.embed.servlet.EmbedScriptsServlet;
import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the host's tokens when the application starts rather than at the first request, so that a
 * setting that they refuse fails the start; and fails it without JSON-P, or for a resource that
 * asks for a token but is no bean, which nobody could refuse to an open call, unless there is no
 * CDI but a guard. A web application that mounts nothing is left alone. No type is named here that
 * a host without JAX-RS cannot load.
 *
 * <p>By a listener, which comes after CDI's own: what the host does when its application scope
 * begins has been done. CDI's event would say the same, but on Payara no class of a library hears
 * it. On TomEE the listener comes before CDI's own and does not make the tokens: there a refused
 * setting shows at the first request.
 */
@HandlesTypes({
  EmbedTokenResource.class,
  EmbedTokenServlet.class,
  EmbedPortalFilter.class,
  EmbedScriptsFilter.class,
  EmbedScriptsServlet.class,
  JwksResource.class,
  EmbedTokenRequired.class
})
public final class StartCheck implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> types, ServletContext context)
      throws ServletException {
    if (types == null) {
      return;
    }
    RegistrationCheck.requireRegistrations(types, context);
    boolean mounted = types.stream().anyMatch(Mounts::isMount);
    List<String> useBean =
        types.stream().filter(Mounts::useBean).map(Class::getName).sorted().toList();
    List<Class<?>> guarded = types.stream().filter(GuardedResources::isGuarded).toList();
    boolean guardIsThere = types.stream().anyMatch(Mounts::isGuard);
    if (mounted || !guarded.isEmpty()) {
      context.addListener(new Listener(mounted, useBean, guarded, guardIsThere));
    }
  }

  private record Listener(
      boolean mounted, List<String> useBean, List<Class<?>> guarded, boolean guardIsThere)
      implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      if (mounted) {
        // Tomcat goes on without a servlet whose start has failed
        ServletStart.requireJson();
      }
      GuardedResources.requireBeans(guarded, guardIsThere);
      if (!useBean.isEmpty()) {
        HostBeans.createTokens(useBean);
      }
    }
  }
}
