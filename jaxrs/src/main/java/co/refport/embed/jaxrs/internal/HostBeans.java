package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Finds what the host offers as CDI beans. */
public final class HostBeans {

  private HostBeans() {}

  /** The application's one bean of this type, or an exception whose message is one sentence. */
  public static EmbedTokens tokens() {
    Instance<EmbedTokens> beans;
    try {
      beans = CDI.current().select(EmbedTokens.class);
    } catch (IllegalStateException | LinkageError e) {
      throw new IllegalStateException(
          "There is no CDI here to look for a bean of type EmbedTokens: override tokens().", e);
    }
    if (beans.isResolvable()) {
      return beans.get();
    }
    throw new IllegalStateException(problem(beans.isUnsatisfied()));
  }

  /** Makes the bean if it is not there yet; throws what the bean throws. */
  static void createTokens() {
    // the one method of Object that a client proxy passes on
    String made = tokens().toString();
    assert made != null;
  }

  /** Whether this class mounts the endpoint on the bean, rather than on tokens of its own. */
  static boolean areUsedBy(Class<?> mount) {
    for (Class<?> type = mount;
        type != EmbedTokenResource.class && type != EmbedTokenServlet.class && type != null;
        type = type.getSuperclass()) {
      if (Arrays.stream(type.getDeclaredMethods())
          .anyMatch(
              method -> method.getName().equals("tokens") && method.getParameterCount() == 0)) {
        return false;
      }
    }
    return !Modifier.isAbstract(mount.getModifiers());
  }

  static String problem(boolean none) {
    return "The application has "
        + (none ? "no" : "more than one")
        + " CDI bean of type co.refport.embed.EmbedTokens but must have exactly one, or override"
        + " tokens() where it mounts the endpoint.";
  }
}
