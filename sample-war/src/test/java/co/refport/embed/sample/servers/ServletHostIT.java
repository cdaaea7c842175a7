package co.refport.embed.sample.servers;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.readme.servlet.Embed;
import co.refport.embed.sample.readme.servlet.PortalGuard;
import co.refport.embed.sample.readme.servlet.TokenServlet;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A host that has followed the README's "Without a Jakarta EE server", and ones that have not. */
@OnServletContainers
class ServletHostIT {

  @TempDir Path directory;

  private static WebArchive readme(WebArchive host) {
    return host.addClasses(Embed.class, TokenServlet.class, PortalGuard.class, ServletHost.class);
  }

  private static RawHttp request(ServletContainer server, String method, String path) {
    return RawHttp.request(server.port(), method, path);
  }

  private static String token(ServletContainer server) throws IOException {
    String key = request(server, "POST", ServletHost.KEY).send().body();
    RawHttp.Answer answer =
        request(server, "POST", "/api/embed/token")
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .body("{\"partner\":{\"email\":\"alice@example.com\",\"name\":\"Alice\"}}")
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject().getString("publicToken");
    }
  }

  @Test
  void theReadmesLinesSuffice() throws Exception {
    try (ServletContainer server =
        ServletContainer.start(directory, readme(HostArchive.withJson("ROOT.war")))) {
      RawHttp.Answer page =
          request(server, "GET", ServletHost.PAGE + "?token=" + token(server))
              .header("Sec-Fetch-Mode", "navigate")
              .send();
      assertThat(page.body()).isEqualTo("Hello Alice");
      assertThat(page.header("Content-Security-Policy"))
          .isEqualTo("frame-ancestors https://app.example.com");
      assertThat(request(server, "GET", ServletHost.PAGE).send().status()).isEqualTo(401);
      for (String script : new String[] {"embed.js", "portal.js", "error.js"}) {
        RawHttp.Answer answer = request(server, "GET", "/refport/" + script).send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("javascript");
      }
      keep(request(server, "GET", ServerFacts.PATH).send().body());
      assertThat(server.stop().lines())
          .as("neither the start nor the stop has anything to complain of")
          .noneMatch(line -> line.matches(".*(SEVERE|Exception|memory leak).*"));
    }
  }

  /** For the page of servers: with the numbers of this run's reports, beside which this is kept. */
  private static void keep(String facts) throws IOException {
    assertThat(facts).contains("java=", "json=", "server=");
    Path reports = Path.of(System.getProperty("server.reports"));
    Files.createDirectories(reports);
    Files.writeString(reports.resolve(ServerReport.FACTS), facts);
  }

  static Stream<Arguments> mistakes() {
    WebArchive forgetful =
        HostArchive.withJson("ROOT.war")
            .addClass(co.refport.embed.sample.readme.TokenServlet.class);
    return Stream.of(
        Arguments.of(
            "There is no JSON-P implementation here: add one, for instance"
                + " org.eclipse.parsson:parsson.",
            HostArchive.named("ROOT.war").addClasses(Embed.class, TokenServlet.class),
            List.of()),
        Arguments.of(
            "There is no CDI here to look for a bean of type EmbedTokens: override tokens()"
                + " in co.refport.embed.sample.readme.TokenServlet.",
            forgetful,
            List.of()),
        Arguments.of(
            " but the server has not registered it: declare it in web.xml",
            readme(HostArchive.withJson("ROOT.war"))
                .setWebXML(
                    new StringAsset(
                        "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\""
                            + " metadata-complete=\"true\"/>")),
            List.of()),
        Arguments.of(
            "Setting refport.embed.cache-size ",
            readme(HostArchive.withJson("ROOT.war")),
            List.of("-Drefport.embed.cache-size=1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeStopsTheDeploymentWithOneSentence(
      String sentence, WebArchive host, List<String> options) throws Exception {
    try (ServletContainer server =
        ServletContainer.start(directory, host, options.toArray(String[]::new))) {
      for (String path : new String[] {"/api/embed/token", "/refport/embed.js"}) {
        assertThat(request(server, "GET", path).send().status())
            .as("nothing is served")
            .isIn(404, 503);
      }
      assertThat(server.stop()).contains(sentence);
    }
  }
}
