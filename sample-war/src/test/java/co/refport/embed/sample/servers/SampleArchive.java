package co.refport.embed.sample.servers;

import co.refport.embed.ApiKey;
import java.io.File;
import java.util.Random;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The sample as it is built, at the server's root, on an embedded database of its own. */
public final class SampleArchive {

  /** What the demo organization's callers send. */
  static final ApiKey DEMO_KEY = ApiKey.generate(new Random(1));

  static final String OPERATOR_PASSWORD = "the suite's own operator";

  private SampleArchive() {}

  /**
   * The archive of a suite.
   *
   * @param database the name of the database
   * @param settings lines of properties
   */
  public static WebArchive with(String database, String... settings) {
    WebArchive sample =
        ShrinkWrap.create(ZipImporter.class, "ROOT.war")
            .importFrom(new File("target/refport-embed-sample.war"))
            .as(WebArchive.class);
    return ContextRoot.of(sample, "/")
        .addAsResource(
            new StringAsset(
                """
                refport.db-url=jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1
                refport.demo-api-key=%s
                refport.operator-password=%s
                %s
                """
                    .formatted(
                        database, DEMO_KEY.text(), OPERATOR_PASSWORD, String.join("\n", settings))),
            "META-INF/microprofile-config.properties");
  }
}
