package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server has Caffeine and jose4j in its own library, but other versions of them. */
@Tag("hosts")
class ServerLibrariesIT {

  /** Copied there by the build. */
  private static Path[] oldLibraries() throws Exception {
    try (Stream<Path> jars = Files.list(Path.of("target", "old-libraries"))) {
      return jars.toArray(Path[]::new);
    }
  }

  /** For Payara and GlassFish, which look into their own library first. */
  private static final String OURS_FIRST =
      """
      <glassfish-web-app>
        <class-loader delegate="false"/>
      </glassfish-web-app>
      """;

  /** For WildFly, where a host takes no more of the library than it wants. */
  private static final String WITHOUT_LIBRARY =
      """
      <jboss-deployment-structure>
        <deployment>
          <exclusions>
            <module name="%s"/>
          </exclusions>
        </deployment>
      </jboss-deployment-structure>
      """
          .formatted(WildFlyServer.LIBRARY_MODULE);

  @Test
  void ourVersionsAreUsed() throws Exception {
    WebArchive war =
        HostWar.embedding(HostParts.ScanningApplication.class, LibraryParts.Origin.class)
            .addAsWebInfResource(new StringAsset(OURS_FIRST), "glassfish-web.xml")
            .addAsWebInfResource(
                new StringAsset(WITHOUT_LIBRARY), "jboss-deployment-structure.xml");
    try (HostServer server = HostServer.start(oldLibraries());
        HostServer.Deployed host = server.deploy(war, "/")) {
      for (Class<?> type : List.of(Caffeine.class, JsonWebSignature.class)) {
        assertThat(host.request("GET", "/api/origin/" + type.getName()).send().body())
            .contains(HostWar.jarOf(type).getName());
      }
      Embedding.in(host).worksInFull();
    }
  }
}
