package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.util.Set;

/**
 * Stops a deployment that mounts the endpoint without exactly one bean of type {@link EmbedTokens},
 * or whose bean refuses its settings. A deployment that mounts nothing is left alone.
 */
public final class DeploymentCheck implements Extension {

  private boolean mounted;

  <T extends EmbedTokenResource> void mount(@Observes ProcessManagedBean<T> event) {
    mounted = mounted || !overridesTokens(event.getAnnotatedBeanClass().getJavaClass());
  }

  void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
    if (!mounted) {
      return;
    }
    Set<Bean<?>> candidates = beans.getBeans(EmbedTokens.class);
    try {
      if (beans.resolve(candidates) == null) {
        event.addDeploymentProblem(new DeploymentException(HostBeans.problem(true)));
      }
    } catch (AmbiguousResolutionException e) {
      event.addDeploymentProblem(new DeploymentException(HostBeans.problem(false)));
    }
  }

  /** Makes the bean now rather than at the first request. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event, BeanManager beans) {
    if (mounted) {
      create(beans, beans.resolve(beans.getBeans(EmbedTokens.class)));
    }
  }

  private static <T> void create(BeanManager beans, Bean<T> bean) {
    beans.getContext(bean.getScope()).get(bean, beans.createCreationalContext(bean));
  }

  private static boolean overridesTokens(Class<?> mount) {
    for (Class<?> type = mount;
        type != null && type != EmbedTokenResource.class;
        type = type.getSuperclass()) {
      for (var method : type.getDeclaredMethods()) {
        if (method.getName().equals("tokens") && method.getParameterCount() == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
