package co.refport.embed.sample;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The sample's JAX-RS application, and the one data source that its parts share. */
@ApplicationPath("/api")
@DataSourceDefinition(
    name = "java:app/jdbc/refport",
    className = "co.refport.embed.sample.SampleDataSource",
    minPoolSize = 1,
    maxPoolSize = 32,
    loginTimeout = 5) // one property at least: WildFly insists
public class SampleApplication extends Application {

  /** Made by the server. */
  public SampleApplication() {}
}
