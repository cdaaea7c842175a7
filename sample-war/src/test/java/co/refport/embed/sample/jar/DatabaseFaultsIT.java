package co.refport.embed.sample.jar;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers and the log see while a real PostgreSQL dies, refuses or fails halfway. */
class DatabaseFaultsIT {

  private static final int MAX_CONNECTIONS = 50;
  private static final int POOL_SIZE = 32;
  private static final int MAX_CALLS = 10_000;
  private static final String DOMAIN = "@faults.example";

  /** Payara's own record of a commit that fails, which always has a stack trace. */
  private static final String FAILED_COMMIT = "(?s)\\n  RAR5031:System Exception\\n.*?\\]\\]\\n";

  @TempDir static Path directory;

  private static KillablePostgres postgres;
  private static SampleProcess sample;
  private static String key;

  @BeforeAll
  static void startOnPostgreSql() throws Exception {
    postgres = new KillablePostgres(directory.resolve("data"), MAX_CONNECTIONS);
    assertThat(postgres.query("show fsync")).containsExactly("on");
    assertThat(postgres.query("show synchronous_commit")).containsExactly("on");
    Map<String, String> environment = new HashMap<>(postgres.environment());
    environment.put("REFPORT_STALENESS", "PT0S"); // each use asks the database
    environment.put("REFPORT_RATE_LIMIT", "1000000000");
    environment.put("REFPORT_TOKEN_LIMIT", "1000000000");
    Path home = Files.createDirectory(directory.resolve("sample"));
    sample = SampleProcess.start(home, environment).awaitStart();
    key = sample.curlLine().group(2);
  }

  @AfterAll
  static void stop() throws Exception {
    if (sample != null) {
      sample.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @AfterEach
  void theOutputTellsNoSecretAndHasNoStackTrace() {
    String output = sample.text().replaceAll("(?m)^curl -sS .*$", "");
    assertThat(output).doesNotContain(key, "pt_").doesNotContainIgnoringCase(DOMAIN);
    assertThat(output.replaceAll(FAILED_COMMIT, ""))
        .doesNotContainPattern("(?m)^\\s*at [\\w.$/]+\\(");
  }

  @Test
  void killedAndRestartedUnderLoad() throws Exception {
    String known = subject(ok(mint("known", "org_001")));
    String token = token(ok(mint("known", null)));
    String page = name(ok(summary(token)));
    Map<String, String> handedOut = new ConcurrentHashMap<>();
    Map<String, Load.Caller> callers = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      String prefix = "new-" + i + "-";
      callers.put("known " + i, n -> judged(mint("known", null), a -> assertSubject(a, known)));
      callers.put("portal " + i, n -> judged(summary(token), a -> assertName(a, page)));
      callers.put(
          "new " + i,
          n -> judged(mint(prefix + n, null), a -> handedOut.put(subject(a), prefix + n + DOMAIN)));
    }
    try (Load load = new Load(callers)) {
      load.awaitMore(20, 200);
      postgres.kill();
      load.awaitMore(20, 503);
      postgres.restart();
      load.awaitMore(20, 200);
    }
    handedOut.put(known, "known" + DOMAIN);
    assertThat(enrollments()).containsAllEntriesOf(handedOut);
  }

  @Test
  void connectionsExhausted() throws Exception {
    String token = token(ok(mint("patient", "org_002")));
    List<Connection> taken = postgres.takeAllConnections();
    try {
      assertUnavailable(mint("patient", null));
      assertUnavailable(mint("impatient", null));
      assertUnavailable(summary(token));
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    awaitOk(() -> summary(token));
    ok(mint("patient", null));
    ok(mint("impatient", null));
  }

  @Test
  void poolExhausted() throws Exception {
    ok(mint("crowd", null));
    Map<String, Load.Caller> callers = new HashMap<>();
    for (int i = 0; i < POOL_SIZE + 8; i++) {
      callers.put("crowd " + i, n -> judged(mint("crowd", null), answer -> {}));
    }
    try (Connection blocker = postgres.connect()) {
      blocker.setAutoCommit(false);
      try (Statement statement = blocker.createStatement()) {
        statement.execute("lock table refport_enrollment in access exclusive mode");
      }
      try (Load load = new Load(callers)) {
        load.awaitTotal(8, 503);
        blocker.rollback();
        load.awaitMore(1, 200);
      }
    }
  }

  @Test
  void theHostsOwnTableIsAway() throws Exception {
    String token = token(ok(mint("busy", "org_003")));
    ok(summary(token));
    postgres.execute("alter table sample_activity rename to gone");
    try {
      assertUnavailable(summary(token));
    } finally {
      postgres.execute("alter table gone rename to sample_activity");
    }
    ok(summary(token));
  }

  @ParameterizedTest
  @CsvSource({
    "53100, immediate, 503, SERVICE_UNAVAILABLE",
    "53100, deferred,  503, SERVICE_UNAVAILABLE", // fails at the commit
    "XX000, immediate, 500, INTERNAL_ERROR",
  })
  void failedHalfwayThroughACreation(String sqlState, String when, int status, String code)
      throws Exception {
    String who = ("halfway-" + sqlState + "-" + when).toLowerCase(Locale.ROOT);
    String known = "known-" + who;
    ok(mint(known, null));
    postgres.execute(
        """
        create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'refused: %%', new.id using errcode = '%s'; end $$;
        create constraint trigger refuse after insert on refport_enrollment
        deferrable initially %s for each row execute function refuse()
        """
            .formatted(sqlState, when));
    try {
      RawHttp.Answer refused = mint(who, null);
      assertThat(refused.status()).as(refused.body()).isEqualTo(status);
      assertError(refused, code);
      assertThat(refused.header("Retry-After")).matches(status == 503 ? "[1-9]\\d*" : "");
      assertThat(partners(who)).isEmpty();
      ok(mint(known, null));
    } finally {
      postgres.execute("drop trigger refuse on refport_enrollment; drop function refuse()");
    }
    String subject = subject(ok(mint(who, null)));
    assertThat(partners(who)).hasSize(1);
    assertThat(
            postgres.query(
                "select id from refport_enrollment where partner_id = '"
                    + partners(who).get(0)
                    + "'"))
        .containsExactly(subject);
  }

  /** Sends a request. */
  @FunctionalInterface
  private interface Request {
    RawHttp.Answer send() throws IOException;
  }

  /** Looks at an answer of 200. */
  @FunctionalInterface
  private interface Check {
    void accept(RawHttp.Answer answer);
  }

  /** The status, which is 200 with what the check wants or 503 with what the contract wants. */
  private static int judged(RawHttp.Answer answer, Check check) {
    if (answer.status() == 200) {
      check.accept(answer);
    } else {
      assertUnavailable(answer);
    }
    return answer.status();
  }

  private static void awaitOk(Request request) throws IOException {
    int status = 0;
    for (int i = 0; i < MAX_CALLS && status != 200; i++) {
      status = judged(request.send(), answer -> {});
    }
    assertThat(status).isEqualTo(200);
  }

  private static void assertUnavailable(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
    assertError(answer, "SERVICE_UNAVAILABLE");
  }

  private static void assertError(RawHttp.Answer answer, String code) {
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    JsonObject error = json(answer.body()).getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotEmpty();
    assertThat(error.getString("requestId")).isNotEmpty();
  }

  private static void assertSubject(RawHttp.Answer answer, String subject) {
    assertThat(subject(answer)).isEqualTo(subject);
  }

  private static void assertName(RawHttp.Answer answer, String name) {
    assertThat(name(answer)).isEqualTo(name);
  }

  private static RawHttp.Answer ok(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static RawHttp.Answer mint(String who, String tenantId) throws IOException {
    String body = "{\"partner\":{\"email\":\"" + who + DOMAIN + "\"}";
    return RawHttp.request(sample.port(), "POST", "/api/embed/token")
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .body(body + (tenantId == null ? "" : ",\"tenantId\":\"" + tenantId + "\"") + "}")
        .send();
  }

  private static RawHttp.Answer summary(String token) throws IOException {
    return RawHttp.request(sample.port(), "GET", "/api/portal/summary")
        .header("Authorization", "Bearer " + token)
        .send();
  }

  private static String token(RawHttp.Answer answer) {
    return json(answer.body()).getString("publicToken");
  }

  private static String subject(RawHttp.Answer answer) {
    byte[] claims = Base64.getUrlDecoder().decode(token(answer).split("\\.", -1)[1]);
    return json(new String(claims, StandardCharsets.UTF_8)).getString("sub");
  }

  /** Whose summary it is. */
  private static String name(RawHttp.Answer answer) {
    return json(answer.body()).getString("name");
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** The email of each enrollment. */
  private static Map<String, String> enrollments() throws Exception {
    Map<String, String> emails = new HashMap<>();
    for (String row :
        postgres.query(
            "select e.id || ' ' || p.email from refport_enrollment e"
                + " join refport_partner p on p.id = e.partner_id")) {
      emails.put(row.split(" ", 2)[0], row.split(" ", 2)[1]);
    }
    return emails;
  }

  /** The ids of the partners of this name. */
  private static List<String> partners(String who) throws Exception {
    return postgres.query("select id from refport_partner where email = '" + who + DOMAIN + "'");
  }
}
