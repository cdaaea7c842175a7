package co.refport.embed.jaxrs.internal;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The classes by which a host mounts what the library offers; by their names, for a host without
 * JAX-RS cannot load all of them.
 */
final class Mounts {

  private static final Set<String> NAMES =
      Set.of(
          "co.refport.embed.jaxrs.EmbedTokenResource",
          "co.refport.embed.jaxrs.EmbedTokenGuard",
          "co.refport.embed.jaxrs.JwksResource",
          "co.refport.embed.servlet.EmbedTokenServlet",
          "co.refport.embed.servlet.EmbedPortalFilter");

  private Mounts() {}

  /** Whether this class of the host's mounts something. */
  static boolean isMount(Class<?> type) {
    return !hostsClasses(type).isEmpty();
  }

  /** Whether this class of the host's goes by the bean, rather than by tokens of its own. */
  static boolean useBean(Class<?> type) {
    return isMount(type) && hostsClasses(type).stream().noneMatch(Mounts::hasTokens);
  }

  /** A mount and its ancestors up to ours; empty for what is no mount. */
  private static List<Class<?>> hostsClasses(Class<?> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return List.of();
    }
    List<Class<?>> hosts = new ArrayList<>();
    Class<?> ancestor = type;
    while (ancestor != null && !NAMES.contains(ancestor.getName())) {
      hosts.add(ancestor);
      ancestor = ancestor.getSuperclass();
    }
    return ancestor == null ? List.of() : hosts;
  }

  private static boolean hasTokens(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals("tokens") && method.getParameterCount() == 0);
  }
}
