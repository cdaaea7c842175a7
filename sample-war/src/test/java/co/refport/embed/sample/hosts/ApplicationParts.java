package co.refport.embed.sample.hosts;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The JAX-RS applications of {@link ApplicationsIT}. */
public final class ApplicationParts {

  private ApplicationParts() {}

  /** Lists its classes, the endpoint among them. */
  @ApplicationPath("/api")
  public static class WithEndpoint extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(HostParts.Hello.class, HostParts.Mount.class);
    }
  }

  /** Lists its classes, the endpoint not among them. */
  @ApplicationPath("/own")
  public static class WithoutEndpoint extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(HostParts.Hello.class);
    }
  }
}
