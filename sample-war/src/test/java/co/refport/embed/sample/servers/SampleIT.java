package co.refport.embed.sample.servers;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample as a visitor, a partner and an operator meet it, and what the server is made of. */
@OnEveryServer
class SampleIT {

  @ArquillianResource URL deployment;

  @Deployment(testable = false)
  static WebArchive sample() {
    return SampleArchive.with("sample").addClass(ServerFacts.class);
  }

  private RawHttp get(String path) {
    return RawHttp.request(deployment.getPort(), "GET", path);
  }

  private static JsonObject json(RawHttp.Answer answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private String token() throws IOException {
    RawHttp.Answer answer =
        RawHttp.request(deployment.getPort(), "POST", "/api/embed/token")
            .header("Authorization", "Bearer " + SampleArchive.DEMO_KEY.text())
            .header("Content-Type", "application/json")
            .body("{\"tenantId\":\"org_001\",\"partner\":{\"email\":\"alice@example.com\"}}")
            .send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("publicToken");
  }

  @Test
  void theHostsPageIsServed() throws IOException {
    RawHttp.Answer page = get("/").send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<refport-embed");
  }

  @ParameterizedTest
  @CsvSource({
    "/refport/embed.js,javascript",
    "/refport/portal.js,javascript",
    "/refport/error.js,javascript",
    "/refport/error.css,css"
  })
  void theScriptsComeOutOfTheJar(String path, String type) throws IOException {
    RawHttp.Answer script = get(path).send();
    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("Content-Type")).contains(type);
    assertThat(script.body()).isNotBlank();
  }

  @Test
  void aTokenOpensThePartnersPortal() throws IOException {
    String token = token();
    RawHttp.Answer page =
        get("/embed/referrals?token=" + token).header("Sec-Fetch-Mode", "navigate").send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'self'");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    RawHttp.Answer numbers =
        get("/api/portal/summary").header("Authorization", "Bearer " + token).send();
    assertThat(numbers.status()).isEqualTo(200);
    assertThat(json(numbers)).containsKey("totals");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/embed/referrals", "/api/portal/summary"})
  void withoutATokenThereIsNoPortal(String path) throws IOException {
    assertThat(get(path).send().status()).isEqualTo(401);
  }

  /**
   * Servers and JAX-RS read such paths differently, so that what goes by a pattern may not see it.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/operator;%2f../keys",
        "/api/x;%2f../operator/keys",
        "/api/operator;%2f..%2f..%2fx/keys",
        "/api//operator/keys",
        "/api/operator;a=b/keys",
        "/api/%6fperator/keys",
        "/api/x/../operator/keys",
        "/api/operator/%2e%2e/operator/keys",
        "/api/portal;%2f../summary",
        "/api//portal/summary",
        "/api/portal;a=b/summary",
        "/api/%70ortal/summary",
        "/api/x/..;/portal/summary",
        "/embed;%2f../referrals",
        "//embed/referrals",
        "/embed;a=b/referrals"
      })
  void noSpellingOfAPathOpensIt(String path) throws IOException {
    for (String method : new String[] {"GET", "POST"}) {
      RawHttp.Answer answer =
          RawHttp.request(deployment.getPort(), method, path)
              .header("Content-Type", "application/json")
              .body(method.equals("POST") ? "{}" : "")
              .send();
      assertThat(answer.status()).as(method).isGreaterThanOrEqualTo(400);
      assertThat(answer.body()).doesNotContain("\"keys\"", "\"key\"", "totals", "Your referrals");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/operator/", "/api/operator/keys"})
  void onlyTheOperatorOperates(String path) throws IOException {
    RawHttp.Answer stranger = get(path).send();
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.header("WWW-Authenticate")).startsWith("Basic realm=");
    String credentials = "operator:" + SampleArchive.OPERATOR_PASSWORD;
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    assertThat(get(path).header("Authorization", "Basic " + basic).send().status()).isEqualTo(200);
  }

  /** For the page of servers: with the numbers of this run's reports, beside which this is kept. */
  @Test
  void theServerSaysWhatItIsMadeOf() throws IOException {
    RawHttp.Answer facts = get(ServerFacts.PATH).send();
    assertThat(facts.status()).isEqualTo(200);
    assertThat(facts.body()).contains("java=", "jaxrs=", "jpa=", "cdi=", "json=");
    Path reports = Path.of(System.getProperty("server.reports"));
    Files.createDirectories(reports);
    Files.writeString(
        reports.resolve(ServerReport.FACTS),
        facts.body() + "server=" + System.getProperty("server.name") + "\n");
  }
}
