package co.refport.embed.jaxrs.internal;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The classes by which a host mounts what the library offers; by their names, for a host without
 * JAX-RS cannot load all of them.
 */
public final class Mounts {

  private static final Set<String> GUARDS =
      Set.of(
          "co.refport.embed.jaxrs.EmbedTokenGuard", "co.refport.embed.servlet.EmbedPortalFilter");

  private static final Set<String> ENDPOINTS =
      Set.of(
          "co.refport.embed.jaxrs.EmbedTokenResource",
          "co.refport.embed.jaxrs.JwksResource",
          "co.refport.embed.servlet.EmbedTokenServlet");

  private Mounts() {}

  /** Returns the name of the class that the host has written, without what containers add. */
  public static String hostClass(Object mount) {
    Class<?> type = mount.getClass();
    while (type.isSynthetic() || type.getName().contains("$$")) {
      type = type.getSuperclass();
    }
    return type.getName();
  }

  /** Whether this class of the host's mounts something. */
  static boolean isMount(Class<?> type) {
    return isGuard(type) || !hostsClasses(type, ENDPOINTS).isEmpty();
  }

  /** Whether this class of the host's lets only those with a token through. */
  static boolean isGuard(Class<?> type) {
    return !hostsClasses(type, GUARDS).isEmpty();
  }

  /** Whether this class of the host's goes by the bean, rather than by tokens of its own. */
  static boolean useBean(Class<?> type) {
    return isMount(type)
        && Stream.of(GUARDS, ENDPOINTS)
            .flatMap(ours -> hostsClasses(type, ours).stream())
            .noneMatch(Mounts::hasTokens);
  }

  /** A concrete class and its ancestors up to one of ours; empty for what has none of them. */
  private static List<Class<?>> hostsClasses(Class<?> type, Set<String> ours) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return List.of();
    }
    List<Class<?>> hosts = new ArrayList<>();
    Class<?> ancestor = type;
    while (ancestor != null && !ours.contains(ancestor.getName())) {
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
