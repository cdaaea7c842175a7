package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.jaxrs.JwksResource;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses a deployment whose beans mount something of ours without exactly one bean of type {@link
 * EmbedTokens} that is not of a dependent, request, session or conversation scope. A deployment
 * that mounts nothing is left alone. What CDI does not see as a bean, {@link StartCheck} sees.
 */
public final class DeploymentCheck implements Extension {

  /** The host's classes that need the bean. */
  private final Set<Class<?>> mounts = new LinkedHashSet<>();

  /** Collected one by one: what a bean manager shows to this jar leaves out the host's classes. */
  private final Set<Bean<?>> candidates = new HashSet<>();

  /** This jar is no bean archive, since it brings an extension: nobody else would find it. */
  void interceptor(@Observes BeforeBeanDiscovery event) {
    event.addAnnotatedType(
        UnguardedCallInterceptor.class, UnguardedCallInterceptor.class.getName());
  }

  <T extends EmbedTokenResource> void endpoint(@Observes ProcessManagedBean<T> event) {
    addMount(event.getAnnotatedBeanClass().getJavaClass());
  }

  <T extends JwksResource> void keys(@Observes ProcessManagedBean<T> event) {
    addMount(event.getAnnotatedBeanClass().getJavaClass());
  }

  private void addMount(Class<?> type) {
    if (Mounts.useBean(type)) {
      mounts.add(type);
    }
  }

  void candidate(@Observes ProcessBean<?> event) {
    Bean<?> bean = event.getBean();
    if (bean.getTypes().contains(EmbedTokens.class)
        && bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
      candidates.add(bean);
    }
  }

  void validate(@Observes AfterDeploymentValidation event, BeanManager beans) {
    // an EAR has several applications: each class needs a bean that its own application sees
    Map<Set<Bean<?>>, List<String>> mountsByVisible = new LinkedHashMap<>();
    for (Class<?> mount : mounts) {
      Set<Bean<?>> visible =
          candidates.stream()
              .filter(bean -> sees(mount, bean.getBeanClass()))
              .collect(Collectors.toSet());
      mountsByVisible.computeIfAbsent(visible, key -> new ArrayList<>()).add(mount.getName());
    }
    mountsByVisible.forEach(
        (visible, names) ->
            TokensBean.problem(beans, visible, names)
                .ifPresent(
                    problem -> event.addDeploymentProblem(new DeploymentException(problem))));
  }

  private static boolean sees(Class<?> mount, Class<?> beanClass) {
    try {
      return Class.forName(beanClass.getName(), false, mount.getClassLoader()) == beanClass;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
