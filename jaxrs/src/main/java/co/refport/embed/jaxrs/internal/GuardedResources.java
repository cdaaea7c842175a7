package co.refport.embed.jaxrs.internal;

import co.refport.embed.jaxrs.EmbedTokenRequired;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The host's resources that are marked {@link EmbedTokenRequired}. */
final class GuardedResources {

  private static final Pattern PROVIDERS =
      Pattern.compile("jakarta\\.ws\\.rs\\.(container|ext)\\..*");

  private GuardedResources() {}

  /** Whether a class is such a resource, not a guard of such resources. */
  static boolean isGuarded(Class<?> type) {
    return (type.isInterface() || !Modifier.isAbstract(type.getModifiers()))
        && !type.isAnnotation()
        && !isProvider(type)
        && !type.getName().equals(UnguardedCallInterceptor.class.getName())
        && (type.isAnnotationPresent(EmbedTokenRequired.class)
            || Arrays.stream(type.getMethods())
                .anyMatch(method -> method.isAnnotationPresent(EmbedTokenRequired.class)));
  }

  /**
   * Whether it is a filter or another part of the runtime, and no resource besides; by name, for a
   * host without JAX-RS cannot load the types.
   */
  static boolean isProvider(Class<?> type) {
    for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
      if (Arrays.stream(ancestor.getAnnotations())
          .anyMatch(mark -> mark.annotationType().getName().equals("jakarta.ws.rs.Path"))) {
        return false;
      }
    }
    for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
      if (Arrays.stream(ancestor.getInterfaces())
          .anyMatch(implemented -> PROVIDERS.matcher(implemented.getName()).matches())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses a resource that no interceptor can close, with a sentence.
   *
   * @param resources what is marked
   * @param guardIsThere whether the host has a guard, which has to do where there is no CDI
   */
  static void requireBeans(List<Class<?>> resources, boolean guardIsThere) {
    for (Class<?> resource : resources) {
      if (resource.isInterface()) {
        throw new IllegalStateException(
            "The interface "
                + resource.getName()
                + " is marked @EmbedTokenRequired but nothing can close what implements it: mark the"
                + " classes.");
      }
    }
    if (resources.isEmpty()) {
      return;
    }
    BeanManager beans;
    try {
      beans = HostBeans.beanManager();
    } catch (IllegalStateException | LinkageError e) {
      if (guardIsThere) {
        return; // no CDI here: the guard alone stands in front of the resources
      }
      throw new IllegalStateException(
          "The resource "
              + resources.get(0).getName()
              + " is marked @EmbedTokenRequired but nothing guards it: add a subclass of"
              + " EmbedTokenGuard that is marked so too.",
          e);
    }
    for (Class<?> resource : resources) {
      if (beans.getBeans(resource, Any.Literal.INSTANCE).isEmpty()) {
        throw new IllegalStateException(
            "The resource "
                + resource.getName()
                + " is marked @EmbedTokenRequired but is no CDI bean: annotate it @RequestScoped or"
                + " @ApplicationScoped.");
      }
    }
  }
}
