package co.refport.embed.sample.portal;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The part of the suite's host that every server takes. */
final class PortalArchive {

  private PortalArchive() {}

  static WebArchive on(WebArchive host) {
    // filters of web.xml come before annotated ones
    return host.addClasses(PortalHost.class, PortalPages.class)
        .setWebXML(
            new StringAsset(
                """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>policy</filter-name>
                    <filter-class>%s</filter-class>
                    <async-supported>true</async-supported>
                  </filter>
                  <filter-mapping>
                    <filter-name>policy</filter-name>
                    <url-pattern>/portal/*</url-pattern>
                    <url-pattern>/api/*</url-pattern>
                  </filter-mapping>
                </web-app>
                """
                    .formatted(PortalPages.HostPolicy.class.getName())));
  }
}
