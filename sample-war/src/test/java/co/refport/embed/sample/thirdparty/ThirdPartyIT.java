package co.refport.embed.sample.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.jar.SampleProcess;
import co.refport.embed.sample.thirdparty.Crawl.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hawtio's console, a released WAR of somebody else's, before and after it has our jars and the
 * mount: its filters answer every path, it has its own Caffeine and SLF4J, and no CDI beans.
 */
class ThirdPartyIT {

  /** Everybody is let in, so that there is more to see. */
  private static final String OPEN = "-Dhawtio.authenticationEnabled=false";

  @TempDir static Path directory;

  private static Path warWithUs;
  private static Map<Call, RawHttp.Answer> before;
  private static Map<Call, RawHttp.Answer> after;
  private static SampleProcess server;

  @BeforeAll
  static void crawl() throws Exception {
    Path released = ThirdPartyWar.RELEASED.toAbsolutePath();
    try (SampleProcess alone = SampleProcess.deploy(directory, released, OPEN)) {
      before = Crawl.from(alone.awaitStart().port(), firstCalls());
    }
    warWithUs = ThirdPartyWar.withUs(directory);
    server = SampleProcess.deploy(directory, warWithUs, OPEN);
    after = Crawl.from(server.awaitStart().port(), firstCalls());
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static List<Call> firstCalls() {
    List<Call> calls = new ArrayList<>();
    // pages, and paths that only the page's script knows
    Stream.of("/", "/index.html", "/login", "/connect", "/jmx/view?nid=root", "/no/such.js")
        .map(Call::get)
        .forEach(calls::add);
    ThirdPartyWar.files(ThirdPartyWar.RELEASED).keySet().stream()
        .map(file -> Call.get("/" + file))
        .forEach(calls::add);
    // what the page's script asks for
    Stream.of(
            "/user",
            "/plugin",
            "/auth/login",
            "/auth/logout",
            "/auth/config/session-timeout",
            "/keycloak/enabled",
            "/keycloak/client-config",
            "/proxy/enabled",
            "/proxy/example.invalid/80/")
        .map(Call::get)
        .forEach(calls::add);
    calls.add(new Call("POST", "/auth/login", "{\"username\":\"a\",\"password\":\"b\"}"));
    // the REST interface
    Stream.of(
            "version",
            "search/java.*:*",
            "search/hawtio:*",
            "read/java.lang:type=Runtime/SpecName,VmName",
            "read/java.lang:type=OperatingSystem/AvailableProcessors",
            "read/java.lang:type=NoSuch",
            "write/java.lang:type=Memory/Verbose/false",
            "exec/java.util.logging:type=Logging/getLoggerLevel/",
            "no-such-operation")
        .map(path -> Call.get("/jolokia/" + path))
        .forEach(calls::add);
    calls.add(
        new Call(
            "POST",
            "/jolokia",
            """
            [{"type": "read", "mbean": "java.lang:type=Runtime", "attribute": "SpecName"},
             {"type": "read", "mbean": "java.lang:type=NoSuch"}]
            """));
    calls.add(new Call("POST", "/jolokia", "{\"type\": \"no-such\"}"));
    calls.add(new Call("OPTIONS", "/jolokia", ""));
    calls.add(new Call("HEAD", "/jolokia/version", ""));
    return calls;
  }

  @Test
  void theArchiveGainsOurJarsAndTheMount() {
    Map<String, Long> released = ThirdPartyWar.files(ThirdPartyWar.RELEASED);
    Map<String, Long> withUs = ThirdPartyWar.files(warWithUs);
    assertThat(withUs).containsAllEntriesOf(released);
    withUs.keySet().removeAll(released.keySet());
    assertThat(withUs.keySet())
        .as("its own Caffeine and SLF4J stay")
        .satisfiesExactly(
            file -> assertThat(file).endsWith("/thirdparty/TokenServlet.class"),
            file -> assertThat(file).startsWith("WEB-INF/lib/bucket4j_jdk17-core-"),
            file -> assertThat(file).startsWith("WEB-INF/lib/jose4j-"),
            file -> assertThat(file).startsWith("WEB-INF/lib/jspecify-"),
            file -> assertThat(file).startsWith("WEB-INF/lib/refport-embed-core-"),
            file -> assertThat(file).startsWith("WEB-INF/lib/refport-embed-jaxrs-"));
  }

  @Test
  void theCrawlSawTheApplication() {
    assertThat(before).hasSizeGreaterThan(120);
    assertThat(before.get(Call.get("/jmx/view?nid=root")).body()).contains("<title>Hawtio</title>");
    assertThat(before.get(Call.get("/img/hawtio-logo.svg")).status()).isEqualTo(200);
    assertThat(before.get(Call.get("/WEB-INF/web.xml")).status()).isEqualTo(404);
    assertThat(before.get(Call.get("/user")).body()).isEqualToIgnoringNewLines("\"public\"");
    assertThat(before.entrySet())
        .filteredOn(entry -> entry.getKey().path().startsWith("/jolokia/list/"))
        .hasSizeGreaterThan(15)
        .allSatisfy(entry -> assertThat(entry.getValue().body()).contains("\"status\":200"));
  }

  @Test
  void everyAnswerIsWhatItWas() {
    assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
    assertSoftly(
        softly ->
            before.forEach(
                (call, answer) ->
                    softly.assertThat(after.get(call)).as("%s", call).isEqualTo(answer)));
  }

  private static RawHttp tokenCall() {
    return RawHttp.request(server.port(), "POST", TokenServlet.PATH)
        .header("Authorization", "Bearer " + TokenServlet.apiKey().text())
        .header("Content-Type", "application/json")
        .body("{\"tenantId\":\"customer-7\",\"partner\":{\"email\":\"alice@example.com\"}}");
  }

  @Test
  void tokensAreMinted() throws IOException {
    RawHttp.Answer answer = tokenCall().send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"publicToken\":\"pt_[\\w-]+\\.[\\w-]+\\.[\\w-]+\","
                + "\"expires\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z\"}");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Frame-Options")).as("the host's own").isEqualTo("DENY");
  }

  @Test
  void whatIsNoGoodIsRefused() throws IOException {
    assertRefused(tokenCall().withoutHeader("Authorization"), 401, "UNAUTHORIZED");
    assertRefused(tokenCall().body("{\"tenantId\":7}"), 422, "VALIDATION_ERROR");
    assertRefused(tokenCall().body("not JSON"), 422, "VALIDATION_ERROR");
    assertRefused(
        tokenCall().withoutHeader("Content-Type").header("Content-Type", "text/plain"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    assertRefused(
        RawHttp.request(server.port(), "GET", TokenServlet.PATH), 405, "METHOD_NOT_ALLOWED");
  }

  private static void assertRefused(RawHttp request, int status, String code) throws IOException {
    RawHttp.Answer answer = request.send();
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"" + code + "\"");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
  }
}
