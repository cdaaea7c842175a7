package co.refport.embed.sample.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.ApiKey;
import co.refport.embed.sample.contract.RawHttp;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README promises of the executable jar, seen from outside the process. */
class SampleJarIT {

  private static final String ENDPOINT = "/api/embed/token";

  @TempDir Path directory;

  @Test
  void thePrintedLineWorksAndSurvivesKillMinusNine() throws Exception {
    String key;
    String enrollment;
    try (SampleProcess first = SampleProcess.start(directory, Map.of()).awaitStart()) {
      Matcher line = first.curlLine();
      key = line.group(2);
      assertThat(line.group(1)).isEqualTo(Integer.toString(first.port()));
      Path keyFile = directory.resolve("refport-demo-key");
      assertThat(Files.readString(keyFile).strip()).isEqualTo(key);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
          .isEqualTo("rw-------");
      assertListensOnLoopbackOnly(first.port());
      assertStartPageShowsNoSecret(first.port(), key);
      assertThat(mintInTheSamplesBackend(first.port()).getString("publicToken")).startsWith("pt_");

      RawHttp.Answer answer = mint(first.port(), key, line.group(3));
      first.kill();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      enrollment = claims(answer).getString("sub");
      assertNoSecretIn(first.text().replace(key, ""), answer);
    }
    try (SampleProcess second = SampleProcess.start(directory, Map.of()).awaitStart()) {
      Matcher line = second.curlLine();
      assertThat(line.group(2)).isEqualTo(key);
      RawHttp.Answer answer = mint(second.port(), key, line.group(3));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(claims(answer).getString("sub")).isEqualTo(enrollment);
      assertThat(oneOfManyFirstCalls(List.of(second), List.of(key), 64)).hasSize(1);
    }
  }

  @Test
  void twoNodesThatStartTogetherOnAnEmptyPostgreSqlAgree() throws Exception {
    Path left = Files.createDirectory(directory.resolve("left"));
    Path right = Files.createDirectory(directory.resolve("right"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Map<String, String> environment =
          Map.of(
              "REFPORT_DB_URL",
              postgres.getJdbcUrl("postgres", "postgres"),
              "REFPORT_DB_USER",
              "postgres",
              "REFPORT_DB_PASSWORD",
              "postgres",
              "REFPORT_SIGNING_ALGORITHM",
              "ES256",
              "REFPORT_STALENESS",
              "PT0S");
      try (SampleProcess one = SampleProcess.start(left, environment);
          SampleProcess two = SampleProcess.start(right, environment)) {
        List<SampleProcess> nodes = List.of(one.awaitStart(), two.awaitStart());
        List<String> keys = List.of(one.curlLine().group(2), two.curlLine().group(2));
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(oneOfManyFirstCalls(nodes, keys, 64)).hasSize(1);
        assertThat(mint(one.port(), keys.get(1), "{\"tenantId\":\"race\"}").status())
            .as("each node knows the other's key")
            .isEqualTo(200);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          assertThat(number(statement, "SELECT COUNT(*) FROM refport_partner")).isEqualTo(1);
          assertThat(number(statement, "SELECT COUNT(*) FROM refport_enrollment")).isEqualTo(1);
          assertThat(number(statement, "SELECT COUNT(*) FROM refport_program")).isEqualTo(1);
          assertThat(number(statement, "SELECT COUNT(*) FROM refport_signing_key")).isEqualTo(1);
          assertThat(number(statement, "SELECT COUNT(*) FROM sample_activity"))
              .as("weeks of the demo users, once")
              .isEqualTo(12 + 12 + 4);
        }
        assertTokensAreOneNodesAsMuchAsTheOthers(one.port(), two.port());
        for (SampleProcess node : nodes) {
          assertThat(node.text())
              .doesNotContainIgnoringCase("race.partner@example")
              .doesNotContain("Exception Stack", "PSQLException");
        }
      }
    }
  }

  /** Minted by one, let in by the other until the first revokes it. */
  private static void assertTokensAreOneNodesAsMuchAsTheOthers(int one, int other)
      throws IOException {
    String token = mintInTheSamplesBackend(one).getString("publicToken");
    RawHttp summary =
        RawHttp.request(other, "GET", "/api/portal/summary")
            .header("Authorization", "Bearer " + token);
    assertThat(summary.send().status()).isEqualTo(200);
    String keys = RawHttp.request(one, "GET", "/api/embed/jwks.json").send().body();
    assertThat(keys).contains("\"kty\":\"EC\"").doesNotContain("\"d\":");
    assertThat(RawHttp.request(other, "GET", "/api/embed/jwks.json").send().body()).isEqualTo(keys);
    assertThat(RawHttp.request(one, "POST", "/api/demo/users/alice/revoke").send().status())
        .isEqualTo(204);
    assertThat(summary.send().body()).contains("TOKEN_REVOKED");
  }

  @Test
  void theKeyAndTheLimitsAreSettings() throws Exception {
    String key = ApiKey.generate(new Random(5)).text();
    Map<String, String> environment =
        Map.of(
            "REFPORT_DEMO_API_KEY", key,
            "REFPORT_RATE_LIMIT", "1",
            "REFPORT_TOKEN_LIFETIME", "PT1M");
    try (SampleProcess sample = SampleProcess.start(directory, environment).awaitStart()) {
      assertThat(sample.curlLine().group(2)).isEqualTo(key);
      assertThat(directory.resolve("refport-demo-key")).doesNotExist();
      RawHttp.Answer answer = mint(sample.port(), key, sample.curlLine().group(3));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      JsonObject claims = claims(answer);
      assertThat(claims.getInt("exp") - claims.getInt("iat")).isEqualTo(60);
      RawHttp.Answer limited = mint(sample.port(), key, "{}");
      assertThat(limited.status()).isEqualTo(429);
      assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REFPORT_TOKEN_LIFETIME | 5s        | is "5s" but must be an ISO 8601 duration of whole seconds from PT1M to PT24H.
          REFPORT_RATE_LIMIT     | 0         | is "0" but must be a whole number from 1 to 1000000000.
          REFPORT_DEMO_API_KEY   | rk_secret | REFPORT_DEMO_API_KEY
          REFPORT_OPERATOR_PASSWORD | hunter2 | is "(hidden)" but must be 20 to 128 printable ASCII characters.
          REFPORT_DB_URL         | mysql://x | REFPORT_DB_URL
          REFPORT_DEMO_ORIGINS   | https://* | is "https://*" but must be at most 64 origins of 6000 characters together, separated by commas or spaces: https://host[:port], https://*.host, http://host[:port] for localhost, tauri.localhost, 127.0.0.1 and [::1], capacitor://localhost, ionic://localhost or tauri://localhost (without its own origin in the list, the sample's own page is blocked).
          """)
  void aWrongSettingStopsTheDeploymentWithOneSentence(String name, String value, String sentence)
      throws Exception {
    try (SampleProcess sample = SampleProcess.start(directory, Map.of(name, value))) {
      boolean runs = sample.awaitOutcome();
      assertThat(sample.text()).contains(name).contains(sentence);
      assertThat(sample.text()).doesNotContain("rk_secret", "hunter2", "curl -sS");
      if (runs) {
        assertThat(mint(sample.port(), "x", "{}").status()).isEqualTo(404);
      }
    }
  }

  private static void assertListensOnLoopbackOnly(int port) throws IOException {
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          assertThatThrownBy(
                  () -> {
                    try (Socket socket = new Socket()) {
                      socket.connect(new InetSocketAddress(address, port), 2_000);
                    }
                  })
              .as("another address of this machine")
              .isInstanceOfAny(ConnectException.class, IOException.class);
        }
      }
    }
  }

  private static void assertStartPageShowsNoSecret(int port, String key) throws IOException {
    RawHttp.Answer page = RawHttp.request(port, "GET", "/start.html").send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("/api/embed/token").doesNotContain(key);
  }

  private static JsonObject mintInTheSamplesBackend(int port) throws IOException {
    RawHttp.Answer answer = RawHttp.request(port, "POST", "/api/demo/users/alice/token").send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private static void assertNoSecretIn(String log, RawHttp.Answer answer) {
    String token = json(answer.body()).getString("publicToken");
    assertThat(log).doesNotContain(token, token.substring(token.lastIndexOf('.')));
    assertThat(log.replaceAll("(?m)^curl -sS .*$", "")).doesNotContainIgnoringCase("alice@");
  }

  /** The enrollments that concurrent first calls for one new partner end up with. */
  private static Set<String> oneOfManyFirstCalls(
      List<SampleProcess> nodes, List<String> keys, int count) throws Exception {
    List<Callable<RawHttp.Answer>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SampleProcess node = nodes.get(i % nodes.size());
      String key = keys.get(i % keys.size());
      String email = (i % 3 == 0 ? "RACE.Partner" : "race.partner") + "@exAMPle.com";
      String body =
          "{\"partner\":{\"email\":\""
              + email
              + "\"}"
              + (i % 4 == 0 ? "" : ",\"tenantId\":\"race\"")
              + "}";
      calls.add(() -> mint(node.port(), key, body));
    }
    Set<String> enrollments = new HashSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      for (Future<RawHttp.Answer> call : threads.invokeAll(calls)) {
        RawHttp.Answer answer = call.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        enrollments.add(claims(answer).getString("sub"));
      }
    } finally {
      threads.shutdownNow();
    }
    return enrollments;
  }

  private static RawHttp.Answer mint(int port, String key, String body) throws IOException {
    return RawHttp.request(port, "POST", ENDPOINT)
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .body(body)
        .send();
  }

  private static JsonObject claims(RawHttp.Answer answer) {
    String payload = json(answer.body()).getString("publicToken").split("\\.", -1)[1];
    return json(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static long number(Statement statement, String sql) throws Exception {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
