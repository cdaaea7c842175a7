package co.refport.embed.sample.servers;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Where an archive answers: Jakarta EE leaves that to the servers, and each has its own file. */
public final class ContextRoot {

  private ContextRoot() {}

  /**
   * The same archive, which answers there whatever its name is.
   *
   * @param archive changed
   * @param root starts with a slash
   */
  public static WebArchive of(WebArchive archive, String root) {
    return archive
        .addAsWebInfResource(
            text("<glassfish-web-app><context-root>%s</context-root></glassfish-web-app>", root),
            "glassfish-web.xml")
        .addAsWebInfResource(
            text(
                "<web-ext xmlns='http://websphere.ibm.com/xml/ns/javaee' version='1.0'>"
                    + "<context-root uri='%s'/></web-ext>",
                root),
            "ibm-web-ext.xml")
        .addAsWebInfResource(
            text(
                "<jboss-web xmlns='http://www.jboss.com/xml/ns/javaee'>"
                    + "<context-root>%s</context-root></jboss-web>",
                root),
            "jboss-web.xml");
  }

  private static StringAsset text(String xml, String root) {
    return new StringAsset(xml.formatted(root));
  }
}
