package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two applications in one archive, each with our jars and settings of its own; servers with EARs.
 */
@Tag("ear")
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class EarIT {

  private static final String MODULES =
      """
      <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
        <module><web><web-uri>first.war</web-uri><context-root>/first</context-root></web></module>
        <module><web><web-uri>second.war</web-uri><context-root>/second</context-root></web></module>
      </application>
      """;

  private static WebArchive war(String name, String settings) {
    return ShrinkWrap.create(WebArchive.class, name)
        .merge(HostWar.embedding(HostParts.ScanningApplication.class))
        .addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
  }

  /** Two such applications, because each has a bean of its own. */
  @Test
  void jarsInLibOfEarServeEachApplication(HostServer server) throws Exception {
    EnterpriseArchive ear =
        ShrinkWrap.create(EnterpriseArchive.class, "shared.ear")
            .addAsModule(thinWar("first.war"))
            .addAsModule(thinWar("second.war"))
            .setApplicationXML(new StringAsset(MODULES));
    HostWar.of().getContent(path -> path.get().endsWith(".jar")).values().stream()
        .forEach(jar -> ear.addAsLibrary(jar.getAsset(), jar.getPath().get().substring(13)));
    try (HostServer.Deployed ears = server.deploy(ear, "/")) {
      for (String root : List.of("/first", "/second")) {
        HostServer.Deployed module = ears.module(root);
        Embedding.in(module).worksInFull();
        assertThat(module.request("GET", "/refport/embed.js").send().status()).isEqualTo(200);
      }
    }
  }

  private static WebArchive thinWar(String name) {
    WebArchive war =
        HostWar.embedding(HostParts.ScanningApplication.class, FrontParts.Scripts.class);
    war.getContent(path -> path.get().endsWith(".jar")).keySet().forEach(war::delete);
    return ShrinkWrap.create(WebArchive.class, name).merge(war);
  }

  private static void assertMints(Embedding embedding, String issuer, int lifetime)
      throws Exception {
    JsonObject claims = Embedding.claims(embedding.mint("alice"));
    assertThat(claims.getString("iss")).isEqualTo(issuer);
    assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(lifetime);
  }

  @Test
  void twoApplicationsOfOneArchiveShareNothing(HostServer server) throws Exception {
    EnterpriseArchive ear =
        ShrinkWrap.create(EnterpriseArchive.class, "hosts.ear")
            .addAsModule(
                war("first.war", "refport.embed.issuer=first\nrefport.embed.token-lifetime=PT1M\n"))
            .addAsModule(
                war(
                    "second.war",
                    "refport.embed.issuer=second\nrefport.embed.token-lifetime=PT2H\n"))
            .setApplicationXML(new StringAsset(MODULES));
    try (HostServer.Deployed ears = server.deploy(ear, "/")) {
      Embedding first = Embedding.in(ears.module("/first"));
      Embedding second = Embedding.in(ears.module("/second"));
      first.worksInFull();
      second.worksInFull();
      assertMints(first, "first", 60);
      assertMints(second, "second", 7200);
      assertMints(first, "first", 60);
      Embedding.assertRefused(
          second.call("/portal/page", first.mint("alice")), 401, "TOKEN_INVALID");
      Embedding.assertRefused(
          first.call("/portal/page", second.mint("alice")), 401, "TOKEN_INVALID");
    }
  }
}
