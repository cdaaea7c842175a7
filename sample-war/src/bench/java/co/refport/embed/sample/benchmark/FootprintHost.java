package co.refport.embed.sample.benchmark;

import co.refport.embed.sample.readme.EmbedProducer;
import co.refport.embed.sample.readme.TokenEndpoint;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A small application with a resource, a bean and a table, with us and without. */
final class FootprintHost {

  private static final String DATABASE = "h2-";
  private static final String OURS = "refport-embed-|jose4j-|caffeine-|bucket4j|jspecify-|slf4j-";

  private static final String OWN_MAPPING =
      """
      <entity-mappings xmlns="https://jakarta.ee/xml/ns/persistence/orm" version="3.0">
        <named-query name="Note.count"><query>select count(n) from Note n</query></named-query>
      </entity-mappings>
      """;

  private FootprintHost() {}

  /**
   * The application without us.
   *
   * @param mapped whether it has an orm.xml of its own: EclipseLink keeps what it reads such files
   *     with, once a server, whoever brings the first
   */
  static File without(Path directory, boolean mapped) {
    return export(archive(DATABASE, "", mapped), directory.resolve("without" + mapped + ".war"));
  }

  /** The same application with us. */
  static File withUs(Path directory, boolean mapped) {
    WebArchive war =
        archive(
            DATABASE + "|" + OURS,
            "<mapping-file>META-INF/refport-embed-orm.xml</mapping-file>",
            mapped);
    war.addClasses(EmbedProducer.class, TokenEndpoint.class, FootprintKey.class);
    return export(war, directory.resolve("with-us" + mapped + ".war"));
  }

  private static WebArchive archive(String jars, String mapping, boolean mapped) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class)
            .addClass(FootprintParts.class)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .addAsResource(
                new StringAsset(
                    """
                    <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                      <persistence-unit name="main">
                        <jta-data-source>java:app/jdbc/main</jta-data-source>
                        %s
                        <class>%s</class>
                        <properties>
                          <property name="jakarta.persistence.schema-generation.database.action"
                                    value="drop-and-create"/>
                        </properties>
                      </persistence-unit>
                    </persistence>
                    """
                        .formatted(mapping, FootprintParts.Note.class.getName())),
                "META-INF/persistence.xml");
    if (mapped) {
      war.addAsResource(new StringAsset(OWN_MAPPING), "META-INF/orm.xml");
    }
    ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/refport-embed-sample.war"))
        .getContent(path -> path.get().matches("/WEB-INF/lib/(" + jars + ").*"))
        .forEach((path, node) -> war.add(node.getAsset(), path));
    return war;
  }

  private static File export(WebArchive war, Path file) {
    war.as(ZipExporter.class).exportTo(file.toFile());
    return file.toFile();
  }
}
