package co.refport.embed.sample.browser;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ApiKey;
import co.refport.embed.sample.jar.SampleProcess;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The executable jar, with the organization's API key at hand. */
final class Sample implements AutoCloseable {

  /** The demo's users, with the tenant ids under which the sample keeps their numbers. */
  enum User {
    ALICE("org_001", "alice", "Alice"),
    BRUNO("org_002", "bruno", "Bruno");

    private final String tenantId;
    final String id;
    final String displayName;

    User(String tenantId, String id, String displayName) {
      this.tenantId = tenantId;
      this.id = id;
      this.displayName = displayName;
    }

    String greeting() {
      return "Hello, " + displayName;
    }
  }

  /** With which the tests sign in as the operator. */
  static final String OPERATOR_PASSWORD = "the browser tests' operator";

  /** A wildcard that the sample's program declares if it declares anything. */
  static final String WILDCARD = "https://*.shops.example";

  private static final List<String> MORE_ORIGINS =
      List.of(
          WILDCARD,
          "https://app.example.com",
          "capacitor://localhost",
          "tauri://localhost",
          "http://tauri.localhost");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String apiKey = ApiKey.generate(new Random(7)).text();
  private final SampleProcess process;

  /** Starts it; these origins, beside its own, may frame the portal: none means the default. */
  Sample(List<String> origins) {
    try {
      int port = SampleProcess.freePort();
      Map<String, String> settings = new HashMap<>();
      settings.put("REFPORT_DEMO_API_KEY", apiKey);
      settings.put("REFPORT_OPERATOR_PASSWORD", OPERATOR_PASSWORD);
      // refused tokens are what many tests are about, and all come from one address
      settings.put("REFPORT_ADDRESS_LIMIT", "100000");
      if (!origins.isEmpty()) {
        settings.put(
            "REFPORT_DEMO_ORIGINS",
            Stream.of(List.of(origin(port)), origins, MORE_ORIGINS)
                .flatMap(List::stream)
                .collect(Collectors.joining(" ")));
      }
      Path directory = Files.createTempDirectory(Path.of("target"), "sample-");
      process = SampleProcess.start(directory, port, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      process.awaitStart();
    } catch (Exception e) {
      process.close();
      throw new IllegalStateException("The sample has not started.", e);
    }
  }

  private static String origin(int port) {
    return "http://127.0.0.1:" + port;
  }

  String origin() {
    return origin(process.port());
  }

  /** The same server under a name that browsers take for another origin. */
  String otherOrigin() {
    return "http://localhost:" + process.port();
  }

  String url(String path) {
    return origin() + path;
  }

  /** The portal's address, as the clients open it, with one parameter more or none. */
  String portal(String token, String... parameters) {
    return url("/embed/referrals?token=" + token + "&dynamicHeight=true")
        + Stream.of(parameters).map(parameter -> "&" + parameter).collect(Collectors.joining());
  }

  /** What a host's backend does: mints with the API key. */
  String token(User user) {
    String body =
        Json.createObjectBuilder()
            .add("tenantId", user.tenantId)
            .add(
                "partner",
                Json.createObjectBuilder()
                    .add("email", user.id + "@example.com")
                    .add("name", user.displayName))
            .build()
            .toString();
    return publicToken(post("/api/embed/token", body));
  }

  /** Mints for a partner that is named by a tenant id, if given, and an email. */
  void mint(@Nullable String tenantId, String email) {
    assertThat(minting(tenantId, email)).isEqualTo(200);
  }

  /** The status of a request for such a token. */
  int minting(@Nullable String tenantId, String email) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("partner", Json.createObjectBuilder().add("email", email));
    if (tenantId != null) {
      body.add("tenantId", tenantId);
    }
    return post("/api/embed/token", body.build().toString()).statusCode();
  }

  String expiredToken(User user) {
    return publicToken(post("/api/demo/users/" + user.id + "/expired-token", ""));
  }

  /** A good token but for one character of its claims. */
  String tamperedToken(User user) {
    String[] parts = token(user).split("\\.", -1);
    String claims = parts[1];
    char changed = claims.charAt(20) == 'A' ? 'B' : 'A';
    return parts[0]
        + "."
        + claims.substring(0, 20)
        + changed
        + claims.substring(21)
        + "."
        + parts[2];
  }

  String revokedToken(User user) {
    String token = token(user);
    revokeAll(user);
    return token;
  }

  /** Ends all tokens of the partner that there are. */
  void revokeAll(User user) {
    assertThat(post("/api/demo/users/" + user.id + "/revoke", "").statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String publicToken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject().getString("publicToken");
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
