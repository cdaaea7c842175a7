package co.refport.embed.jaxrs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.jaxrs.EmbedTokenRequired;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts that lack what a Jakarta EE server has. */
class OddHostsTest {

  /** Loads our classes itself, and knows no JAX-RS, CDI or interceptors, as Tomcat and Jetty. */
  private static final class ServletContainerLoader extends URLClassLoader {

    ServletContainerLoader() {
      super(
          new URL[] {StartCheck.class.getProtectionDomain().getCodeSource().getLocation()},
          OddHostsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.matches("jakarta\\.(ws\\.rs|enterprise|inject|interceptor|annotation)\\..*")) {
        throw new ClassNotFoundException(name);
      }
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("co.refport.embed.jaxrs")
            && !name.startsWith("co.refport.embed.servlet")) {
          return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }
  }

  /** A container loads these, and what is marked with or extends them, when it looks for mounts. */
  @Test
  void whatAContainerLooksForCanBeLoadedWithoutJaxrsAndCdi() throws Exception {
    List<String> names = new ArrayList<>();
    names.add(UnguardedCallInterceptor.class.getName());
    Arrays.stream(StartCheck.class.getAnnotation(HandlesTypes.class).value())
        .map(Class::getName)
        .forEach(names::add);
    try (ServletContainerLoader loader = new ServletContainerLoader()) {
      for (String name : names) {
        assertThat(loader.loadClass(name).getClassLoader()).as(name).isSameAs(loader);
      }
      Class<?> check = loader.loadClass(StartCheck.class.getName());
      assertThat(check.getAnnotation(HandlesTypes.class).value()).hasSize(names.size() - 1);
    }
  }

  @Test
  void rejectsUnguardedRequestWithoutJaxrs() throws Exception {
    try (ServletContainerLoader loader = new ServletContainerLoader()) {
      Method rejection =
          loader
              .loadClass(MissingGuard.class.getName())
              .getDeclaredMethod("rejection", String.class);
      assertThat(rejection.invoke(null, "Summary.get"))
          .isInstanceOf(IllegalStateException.class)
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
          .hasMessageStartingWith("No guard has processed this request")
          .hasCauseInstanceOf(NoClassDefFoundError.class);
    }
  }

  @ApplicationScoped
  @EmbedTokenRequired
  public static class Marked {
    public String open() {
      return "open";
    }
  }

  @Test
  void cdiWithoutServletsStartsAndOpensNothing() {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(new DeploymentCheck())
            .addBeanClasses(Marked.class)
            .initialize()) {
      Marked marked = container.select(Marked.class).get();
      assertThatThrownBy(marked::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("No guard has processed this request");
    }
  }

  @Test
  void withoutCdiAMarkedResourceNeedsAGuard() {
    List<Class<?>> marked = List.of(Marked.class);
    assertThatThrownBy(() -> GuardedResources.requireBeans(marked, false))
        .hasMessage(
            "The resource "
                + Marked.class.getName()
                + " is marked @EmbedTokenRequired but nothing guards it: add a subclass of"
                + " EmbedTokenGuard that is marked so too.");
    GuardedResources.requireBeans(marked, true);
  }

  @Test
  void aServletContainerWithoutCdiHasNoneEither() throws Exception {
    try (ServletContainerLoader loader = new ServletContainerLoader()) {
      Method require =
          loader
              .loadClass(GuardedResources.class.getName())
              .getDeclaredMethod("requireBeans", List.class, boolean.class);
      require.setAccessible(true);
      require.invoke(null, List.of(Marked.class), true);
      assertThatThrownBy(() -> require.invoke(null, List.of(Marked.class), false))
          .hasRootCauseInstanceOf(ClassNotFoundException.class)
          .cause()
          .hasMessageContaining("nothing guards it");
    }
  }
}
