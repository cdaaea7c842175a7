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
    loginTimeout = 5, // one property at least: WildFly insists
    // how long Payara lets a request wait for a connection; a minute is its default
    properties = "fish.payara.max-wait-time-in-millis=5000")
public class SampleApplication extends Application {

  /** Made by the server. */
  public SampleApplication() {}
}
