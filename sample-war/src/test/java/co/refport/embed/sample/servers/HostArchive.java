package co.refport.embed.sample.servers;

import java.io.File;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR that has our jars, and what they need, from the sample's: nothing else. */
public final class HostArchive {

  private static final String JARS =
      "refport-embed-(core|jaxrs)|jose4j|caffeine|bucket4j|jspecify|slf4j";

  private HostArchive() {}

  public static WebArchive named(String name) {
    return with(JARS, name);
  }

  /** The same, with the JPA store and H2. */
  public static WebArchive withStore(String name) {
    return with(JARS + "|refport-embed-jpa-store|h2", name);
  }

  private static WebArchive with(String jars, String name) {
    WebArchive sample =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/refport-embed-sample.war"));
    WebArchive host = ShrinkWrap.create(WebArchive.class, name);
    sample
        .getContent(path -> path.get().matches("/WEB-INF/lib/(" + jars + ").*"))
        .forEach((path, node) -> host.add(node.getAsset(), path));
    return host;
  }

  /** The same for a server that is no Jakarta EE server: with a JSON-P implementation. */
  public static WebArchive withJson(String name) {
    return named(name).addAsLibraries(library("parsson"), library("jakarta.json-api"));
  }

  /** A jar of the tests' class path. */
  public static File library(String artifact) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(File::new)
        .filter(file -> file.getName().matches(artifact + "-[0-9.]+\\.jar"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path"));
  }
}
