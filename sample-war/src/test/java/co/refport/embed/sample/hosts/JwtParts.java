package co.refport.embed.sample.hosts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** The parts of {@link JwtLoginIT}. */
public final class JwtParts {

  private JwtParts() {}

  @ApplicationScoped
  @ApplicationPath("/api")
  @LoginConfig(authMethod = "MP-JWT", realmName = "staff")
  public static class JwtApplication extends Application {}
}
