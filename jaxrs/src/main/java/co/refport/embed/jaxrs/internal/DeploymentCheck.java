package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenResource;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;

/**
 * Refuses a deployment that mounts the endpoint without exactly one bean of type {@link
 * EmbedTokens} that lives as long as the application. A deployment that mounts nothing is left
 * alone.
 */
public final class DeploymentCheck implements Extension {

  private static final Set<Class<? extends Annotation>> SHORT_LIVED =
      Set.of(Dependent.class, RequestScoped.class, SessionScoped.class, ConversationScoped.class);

  private boolean mounted;

  /** Collected one by one: what a bean manager shows to this jar leaves out the host's classes. */
  private final Set<Bean<?>> candidates = new HashSet<>();

  <T extends EmbedTokenResource> void mount(@Observes ProcessManagedBean<T> event) {
    mounted = mounted || HostBeans.areUsedBy(event.getAnnotatedBeanClass().getJavaClass());
  }

  void candidate(@Observes ProcessBean<?> event) {
    Bean<?> bean = event.getBean();
    if (bean.getTypes().contains(EmbedTokens.class)
        && bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
      candidates.add(bean);
    }
  }

  void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
    if (!mounted) {
      return;
    }
    try {
      Bean<?> bean = beans.resolve(candidates);
      if (bean == null) {
        event.addDeploymentProblem(new DeploymentException(HostBeans.problem(true)));
      } else if (SHORT_LIVED.contains(bean.getScope())) {
        event.addDeploymentProblem(
            new DeploymentException(
                "The CDI bean of type co.refport.embed.EmbedTokens is @"
                    + bean.getScope().getSimpleName()
                    + " but must live as long as the application, as @ApplicationScoped: it holds"
                    + " the rate limits."));
      }
    } catch (AmbiguousResolutionException e) {
      event.addDeploymentProblem(new DeploymentException(HostBeans.problem(false)));
    }
  }
}
