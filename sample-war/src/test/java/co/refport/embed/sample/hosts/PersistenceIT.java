package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host with entities, an orm.xml and transactions of its own, and our store beside them. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class PersistenceIT {

  /** Ours is the second unit, as docs/stores.md has it. */
  private static final String UNITS =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="own" transaction-type="JTA">
          <jta-data-source>java:app/jdbc/host</jta-data-source>
          <exclude-unlisted-classes>true</exclude-unlisted-classes>
          <properties>
            <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
          </properties>
        </persistence-unit>
        <persistence-unit name="embed" transaction-type="JTA">
          <jta-data-source>java:app/jdbc/host</jta-data-source>
          <mapping-file>META-INF/refport-embed-orm.xml</mapping-file>
          <exclude-unlisted-classes>true</exclude-unlisted-classes>
        </persistence-unit>
      </persistence>
      """;

  /** Read by every unit, named or not. */
  private static final String ORM =
      """
      <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
        <named-query name="Note.texts">
          <query>SELECT n.text FROM HostNote n ORDER BY n.text</query>
        </named-query>
        <entity class="%s" name="HostNote" access="FIELD" metadata-complete="true">
          <table name="host_note"/>
          <attributes>
            <id name="text"/>
          </attributes>
        </entity>
      </entity-mappings>
      """
          .formatted(PersistenceParts.Note.class.getName());

  private static WebArchive war() {
    return HostWar.withStore(
            PersistenceParts.Setup.class,
            PersistenceParts.Note.class,
            PersistenceParts.Notes.class,
            HostParts.ScanningApplication.class,
            HostParts.Mount.class,
            HostParts.PortalFilter.class,
            HostParts.PortalPage.class)
        .addAsResource(new StringAsset(UNITS), "META-INF/persistence.xml")
        .addAsResource(new StringAsset(ORM), "META-INF/orm.xml");
  }

  private static RawHttp.Answer post(HostServer.Deployed host, String path, String text)
      throws Exception {
    return host.request("POST", path).header("Content-Type", "text/plain").body(text).send();
  }

  private static String enrollment(String token) {
    return Embedding.claims(token).getString("sub");
  }

  @Test
  void theHostsUnitItsMappingsAndItsRollbacksAreItsOwn(HostServer server) throws Exception {
    try (HostServer.Deployed host = server.deploy(war(), "/")) {
      Embedding embedding = Embedding.in(host);
      embedding.worksInFull();

      RawHttp.Answer kept = post(host, "/api/notes", "kept");
      assertThat(kept.status()).as(kept.body()).isEqualTo(200);
      assertThat(enrollment(embedding.mint("kept"))).isEqualTo(enrollment(kept.body()));

      RawHttp.Answer regretted = post(host, "/api/notes/regretted", "regretted");
      assertThat(regretted.status()).as(regretted.body()).isEqualTo(409);
      assertThat(host.request("GET", "/api/notes").send().body())
          .as("what the host rolled back")
          .isEqualTo("[kept]");
      assertThat(embedding.call("/portal/page", regretted.body()).body())
          .as("the token that it had handed out")
          .isEqualTo("portal of regretted");
      assertThat(enrollment(embedding.mint("regretted"))).isEqualTo(enrollment(regretted.body()));
    }
  }
}
