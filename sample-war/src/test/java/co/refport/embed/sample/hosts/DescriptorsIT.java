package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts whose descriptors keep the server from looking into classes or jars. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class DescriptorsIT {

  private static final String WITHOUT_OUR_FRAGMENTS =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <absolute-ordering/>
      </web-app>
      """;

  private static final String NO_BEANS =
      """
      <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="none"/>
      """;

  /** With all that the host would otherwise have annotated. */
  private static String metadataComplete() {
    return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
          <servlet>
            <servlet-name>endpoint</servlet-name>
            <servlet-class>%1$s</servlet-class>
            <load-on-startup>1</load-on-startup>
          </servlet>
          <servlet-mapping>
            <servlet-name>endpoint</servlet-name>
            <url-pattern>/declared/embed/token</url-pattern>
          </servlet-mapping>
          <servlet>
            <servlet-name>page</servlet-name>
            <servlet-class>%2$s</servlet-class>
          </servlet>
          <servlet-mapping>
            <servlet-name>page</servlet-name>
            <url-pattern>/portal/page</url-pattern>
          </servlet-mapping>
          <filter>
            <filter-name>guard</filter-name>
            <filter-class>%3$s</filter-class>
            <async-supported>true</async-supported>
          </filter>
          <filter-mapping>
            <filter-name>guard</filter-name>
            <url-pattern>/portal/*</url-pattern>
          </filter-mapping>
        </web-app>
        """
        .formatted(
            HostParts.ServletMount.class.getName(),
            HostParts.PortalPage.class.getName(),
            HostParts.PortalFilter.class.getName());
  }

  @Test
  void aHostWhoseMetadataAreCompleteDeclaresOurs(HostServer server) throws Exception {
    WebArchive war =
        HostWar.of(
                HostParts.Setup.class,
                HostParts.ServletMount.class,
                HostParts.PortalFilter.class,
                HostParts.PortalPage.class)
            .setWebXML(new StringAsset(metadataComplete()));
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      assertThat(host.request("GET", "/servlet/embed/token").send().status())
          .as("annotations do not count")
          .isEqualTo(404);
      new Embedding(host, "/declared/embed/token").worksInFull();
    }
  }

  @Test
  void anAbsoluteOrderingWithoutOursTakesNothingFromWhatIsMounted(HostServer server)
      throws Exception {
    WebArchive war =
        HostWar.embedding(HostParts.ScanningApplication.class, HostParts.ServletMount.class)
            .setWebXML(new StringAsset(WITHOUT_OUR_FRAGMENTS));
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      Embedding.in(host).endpointHoldsItsContract();
      Embedding.in(host).portalIsGuarded("/portal/page");
      new Embedding(host, "/servlet/embed/token").endpointHoldsItsContract();
      Embedding.in(host).scriptsAreServed();
    }
  }

  @Test
  void underAnAbsoluteOrderingAMissingBeanIsStillRefused(HostServer server) throws Exception {
    WebArchive war =
        HostWar.of(
                HostParts.ScanningApplication.class, HostParts.Hello.class, HostParts.Mount.class)
            .setWebXML(new StringAsset(WITHOUT_OUR_FRAGMENTS));
    try (HostServer.Deployed host = server.tryToDeploy(war, "/")) {
      host.awaitInLog("The application has no CDI bean of type");
      assertThat(host.request("GET", "/api/hello").send().status()).isIn(404, 500);
    }
  }

  @Test
  void underAnAbsoluteOrderingAForgottenGuardIsClosed(HostServer server) throws Exception {
    WebArchive war =
        HostWar.embedding(HostParts.ScanningApplication.class, MistakeParts.ForgottenGuard.class)
            .setWebXML(new StringAsset(WITHOUT_OUR_FRAGMENTS));
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      Embedding.assertRefused(host.request("GET", "/api/forgotten").send(), 401, "TOKEN_MISSING");
      host.awaitInLog("register a subclass of EmbedTokenGuard");
    }
  }

  @Test
  void underAnAbsoluteOrderingAMarkedResourceThatIsNoBeanIsNotOpen(HostServer server)
      throws Exception {
    WebArchive war =
        HostWar.embedding(HostParts.ScanningApplication.class, MistakeParts.NoBean.class)
            .setWebXML(new StringAsset(WITHOUT_OUR_FRAGMENTS));
    try (HostServer.Deployed host = server.tryToDeploy(war, "/")) {
      assertThat(host.request("GET", "/api/no-bean").send().body()).doesNotContain("open");
      host.awaitInLog("@EmbedTokenRequired", "register a subclass of EmbedTokenGuard");
    }
  }

  @Test
  void aHostWithoutBeansOverridesTokens(HostServer server) throws Exception {
    WebArchive war =
        HostWar.of(
                HostParts.ScanningApplication.class, HostParts.PortalPage.class, NoBeanParts.class)
            .addAsWebInfResource(new StringAsset(NO_BEANS), "beans.xml");
    try (HostServer.Deployed host = server.deploy(war, "/")) {
      Embedding.in(host).worksInFull();
    }
  }

  @Test
  void aHostWithoutBeansThatDoesNotIsRefusedWithOneSentence(HostServer server) throws Exception {
    WebArchive war =
        HostWar.embedding(HostParts.ScanningApplication.class, HostParts.Hello.class)
            .addAsWebInfResource(new StringAsset(NO_BEANS), "beans.xml");
    try (HostServer.Deployed host = server.tryToDeploy(war, "/")) {
      host.awaitInLog(
          "The application has no CDI bean of type co.refport.embed.EmbedTokens but must have"
              + " exactly one, or override tokens() in co.refport.embed.sample.hosts.HostParts$Mount",
          "There is no CDI here to look for a bean of type EmbedTokens: override tokens() in"
              + " co.refport.embed.sample.hosts.HostParts$Mount");
      assertThat(host.request("GET", "/api/hello").send().status()).isIn(404, 500);
    }
  }

  @Test
  void aHostWithoutBeansHasNoMarkedResourceThatIsOpen(HostServer server) throws Exception {
    WebArchive war =
        HostWar.of(
                HostParts.ScanningApplication.class,
                HostParts.Hello.class,
                MistakeParts.ForgottenGuard.class)
            .addAsWebInfResource(new StringAsset(NO_BEANS), "beans.xml");
    try (HostServer.Deployed host = server.tryToDeploy(war, "/")) {
      assertThat(host.request("GET", "/api/forgotten").send().body()).doesNotContain("open");
      host.awaitInLog("@EmbedTokenRequired");
    }
  }
}
