package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host that asks for the server's own login everywhere, and exempts ours as the README says. */
@ExtendWith(OnHostServer.class)
@Tag("hosts")
class LoginIT {

  private static final String LOGIN =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>everything</web-resource-name>
            <url-pattern>/*</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>**</role-name>
          </auth-constraint>
        </security-constraint>
        %s
        <login-config>
          <auth-method>BASIC</auth-method>
          <realm-name>%s</realm-name>
        </login-config>
      </web-app>
      """;

  /** The one block of the README that is about this. */
  private static String exemption() throws Exception {
    List<String> blocks =
        Pattern.compile("(?ms)^```xml\n(<security-constraint>.*?)^```$")
            .matcher(Files.readString(Path.of("..", "README.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }

  private static WebArchive war(String exemption, String realm) {
    return HostWar.of(
            HostParts.Setup.class,
            HostParts.ScanningApplication.class,
            HostParts.Hello.class,
            HostParts.Mount.class,
            LoginParts.Guard.class,
            LoginParts.Page.class,
            HostParts.PortalPage.class)
        .setWebXML(new StringAsset(LOGIN.formatted(exemption, realm)));
  }

  private static void assertAsksForLogin(HostServer.Deployed host, String path) throws Exception {
    RawHttp.Answer answer = host.request("GET", path).send();
    assertThat(answer.status()).as(path).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWithIgnoringCase("basic");
  }

  @Test
  void theReadmesExemptionLetsOursThroughAndNothingElse(HostServer server) throws Exception {
    try (HostServer.Deployed host = server.deploy(war(exemption(), server.loginRealm()), "/")) {
      for (String path : List.of("/api/hello", "/api/embed", "/api/embed/tokens", "/other")) {
        assertAsksForLogin(host, path);
      }
      String login =
          Base64.getEncoder()
              .encodeToString(
                  (LoginParts.USER + ":" + LoginParts.PASSWORD).getBytes(StandardCharsets.UTF_8));
      RawHttp.Answer hello =
          host.request("GET", "/api/hello").header("Authorization", "Basic " + login).send();
      assertThat(hello.body()).isEqualTo("hello");

      Embedding embedding = Embedding.in(host);
      embedding.endpointHoldsItsContract();
      embedding.portalIsGuarded("/embed/referrals");
      embedding.scriptsAreServed();
      Embedding.assertRefused(
          embedding.call("/api/portal/unknown", "pt_a.b.c"), 401, "TOKEN_INVALID");
    }
  }

  @Test
  void withoutItTheServerAsksForALoginBeforeOurs(HostServer server) throws Exception {
    try (HostServer.Deployed host = server.deploy(war("", server.loginRealm()), "/")) {
      for (String path : List.of("/api/hello", "/api/embed/token", "/embed/referrals")) {
        assertAsksForLogin(host, path);
      }
    }
  }
}
