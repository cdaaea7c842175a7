package co.refport.embed.jaxrs.internal;

import jakarta.json.spi.JsonProvider;
import java.util.stream.Stream;

/** The JSON providers of the servers: Parsson (Payara, WildFly, Liberty, GlassFish) and Johnzon. */
final class JsonProviders {

  private JsonProviders() {}

  static Stream<JsonProvider> all() {
    return Stream.of(
        new org.eclipse.parsson.JsonProviderImpl(), new org.apache.johnzon.core.JsonProviderImpl());
  }
}
