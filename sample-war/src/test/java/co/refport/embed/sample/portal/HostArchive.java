package co.refport.embed.sample.portal;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WAR that has our jars, and what they need, from the sample's: nothing else. */
public final class HostArchive {

  private static final String JARS =
      "/WEB-INF/lib/(refport-embed-(core|jaxrs)|jose4j|caffeine|bucket4j|jspecify|slf4j).*";

  private HostArchive() {}

  public static WebArchive named(String name) {
    WebArchive sample =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/refport-embed-sample.war"));
    WebArchive host = ShrinkWrap.create(WebArchive.class, name);
    sample
        .getContent(path -> path.get().matches(JARS))
        .forEach((path, node) -> host.add(node.getAsset(), path));
    return host;
  }
}
