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
import java.util.List;
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
        "/api/operator/keys;a=b",
        "/api/Operator/keys"
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

  /**
   * What bypasses the filter's mapping meets the interceptor, which responds as the filter does.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/portal;%2f../summary",
        "/api/portal;%2F../summary",
        "/api/portal;x/summary",
        "/api/portal;a=b/summary",
        "/api/portal/summary;a=b",
        "/api/portal/summary;%2f..",
        "/api/portal;/summary",
        "/api;x/portal/summary",
        "/api;%2f../portal/summary",
        "/api/x;%2f../portal/summary",
        "/api/portal;%2f..%2f..%2fx/summary",
        "/api/portal;%5c../summary",
        "/api/portal%2fsummary",
        "/api/portal%5csummary",
        "/api%2fportal/summary",
        "/api//portal/summary",
        "/api/portal//summary",
        "//api/portal/summary",
        "/api/./portal/summary",
        "/api/x/../portal/summary",
        "/api/x/..;/portal/summary",
        "/api/x/..;a=b/portal/summary",
        "/api/portal/../portal/summary",
        "/api/%2e/portal/summary",
        "/api/x/%2e%2e/portal/summary",
        "/api/x/%2e%2e%2fportal/summary",
        "/api/x%2f..%2fportal/summary",
        "/api/x/%252e%252e/portal/summary",
        "/api/%70ortal/summary",
        "/api/portal/%73ummary",
        "/%61pi/portal/summary",
        "/api/%2570ortal/summary",
        "/api/portal/summary/",
        "/api/portal/summary//",
        "/api/portal/summary%00",
        "/api/portal/summary%20",
        "/api/portal/summary.json",
        "/api/portal/summary%3ftoken=x",
        "/api/PORTAL/summary",
        "/API/portal/summary",
        "/api/por%C3%A9tal/../portal/summary",
        "/api/portal%e0/summary",
        "/api/portal;jsessionid=x/summary",
        "/embed;%2f../referrals",
        "/embed;x/referrals",
        "/embed;a=b/referrals",
        "/embed/referrals;a=b",
        "//embed/referrals",
        "/embed//referrals",
        "/embed/./referrals",
        "/embed/x/../referrals",
        "/x/..;/embed/referrals",
        "/embed/%2e%2e/embed/referrals",
        "/%65mbed/referrals",
        "/embed/%72eferrals",
        "/embed%2freferrals",
        "/embed/referrals/",
        "/EMBED/referrals",
        "/embed/../WEB-INF/portal/referrals.html",
        "/embed;%2f../../WEB-INF/portal/referrals.html"
      })
  void noSpellingBypassesTheGuard(String path) throws IOException {
    for (String method : new String[] {"GET", "POST"}) {
      RawHttp.Answer answer = RawHttp.request(deployment.getPort(), method, path).send();
      assertThat(answer.status()).as(method).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain("totals", "Your referrals", "co.refport");
      if (answer.status() == 401) {
        assertThat(answer.body()).contains("TOKEN_MISSING");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors ");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"refport\"");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
      }
    }
    String token = token();
    for (RawHttp request :
        List.of(
            get(path).header("Authorization", "Bearer " + token),
            get(path + "?token=" + token).header("Sec-Fetch-Mode", "navigate"))) {
      assertThat(request.send().status()).isBetween(200, 499);
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
