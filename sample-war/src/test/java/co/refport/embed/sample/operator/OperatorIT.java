package co.refport.embed.sample.operator;

import static co.refport.embed.sample.operator.Operator.assertNobodyKeepsIt;
import static co.refport.embed.sample.operator.Operator.basic;
import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.ApiKey;
import co.refport.embed.sample.contract.RawHttp;
import co.refport.embed.sample.jar.SampleProcess;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators can do to the demo organization, and what nobody else can. */
class OperatorIT {

  private static final String KEYS = "/api/operator/keys";

  @TempDir static Path directory;

  private static SampleProcess sample;
  private static Operator operator;
  private static int addresses;

  @BeforeAll
  static void start() throws Exception {
    sample =
        SampleProcess.start(
            directory, SampleProcess.freePort(), Map.of("REFPORT_STALENESS", "PT0S"));
    sample.awaitStart().curlLine();
    operator = new Operator(sample.port(), Files.readString(passwordFile()).strip());
  }

  @AfterAll
  static void end() {
    if (sample != null) {
      sample.close();
    }
  }

  private static Path passwordFile() {
    return directory.resolve("refport-operator-password");
  }

  @Test
  void thePasswordIsInAFileForItsOwnerAndNowhereElse() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile())))
        .isEqualTo("rw-------");
    assertThat(operator.password()).hasSizeGreaterThan(20);
    assertThat(sample.text())
        .contains("For operators: http://localhost:" + operator.port() + "/operator/")
        .contains("refport-operator-password")
        .doesNotContain(operator.password());
  }

  static Stream<Arguments> strangers() {
    String password = operator.password();
    return Stream.of(
        Arguments.of("nobody", ""),
        Arguments.of("wrong password", basic("operator", "wrong password")),
        Arguments.of("part of the password", basic("operator", password.substring(1))),
        Arguments.of("wrong user", basic("admin", password)),
        Arguments.of("not Base64", "Basic rk_1234"),
        Arguments.of("no colon", "Basic b3BlcmF0b3I="),
        Arguments.of("as a token", "Bearer " + password));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void whoHasNotThePasswordGetsNothingAndDoesNothing(String who, String authorization)
      throws IOException {
    int before = operator.keys();
    for (String path : new String[] {"/operator/", "/operator/keys.js", KEYS}) {
      for (String method : new String[] {"GET", "POST", "HEAD", "OPTIONS"}) {
        RawHttp request =
            operator
                .anonymous(method, path)
                // too many failures from one address are another test's
                .from("127.0.1." + ++addresses)
                .header("Content-Type", "application/json");
        RawHttp.Answer answer =
            (authorization.isEmpty() ? request : request.header("Authorization", authorization))
                .body(method.equals("POST") ? "{}" : "")
                .send();
        assertThat(answer.status()).as(method + " " + path).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertNobodyKeepsIt(answer);
        if (!method.equals("HEAD")) {
          assertThat(Operator.json(answer).getJsonObject("error").getString("code"))
              .isEqualTo("UNAUTHORIZED");
        }
      }
    }
    assertThat(operator.keys()).isEqualTo(before);
  }

  @Test
  void limitsWrongPasswordsOfOneAddress() throws IOException {
    String address = "127.0.2.1";
    RawHttp wrong =
        operator
            .anonymous("GET", KEYS)
            .from(address)
            .header("Authorization", basic("operator", "a wrong password"));
    RawHttp right = operator.request("GET", "keys").from(address);
    RawHttp.Answer answer = wrong.send();
    for (int i = 0; answer.status() == 401 && i < 100; i++) {
      answer = wrong.send();
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).matches("[1-7]");
    assertThat(right.send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /,                        200",
    "GET,  /refport/portal.js,       200",
    "GET,  /api/embed/jwks.json,     200",
    "POST, /api/demo/users/bruno/token, 200",
    "POST, /api/embed/token,         401",
    "GET,  /api/portal/summary,      401",
    "GET,  /embed/referrals,         401"
  })
  void everythingElseAsksForNoPassword(String method, String path, int status) throws IOException {
    for (String authorization : new String[] {"", basic("operator", "wrong"), "Basic rk_1234"}) {
      RawHttp request = operator.anonymous(method, path);
      RawHttp.Answer answer =
          (authorization.isEmpty() ? request : request.header("Authorization", authorization))
              .send();
      assertThat(answer.status()).as(path + " " + authorization).isEqualTo(status);
      assertThat(answer.header("WWW-Authenticate")).doesNotContain("Basic");
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: none",
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1",
        "Origin: http://localhost:1"
      })
  void aRequestFromAnotherOriginIsRefused(String header) throws IOException {
    int before = operator.keys();
    String[] parts = header.split(": ", 2);
    RawHttp.Answer answer =
        operator.request("POST", "keys", "{}").header(parts[0], parts[1]).send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertNobodyKeepsIt(answer);
    assertThat(operator.keys()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "text/json"})
  void whatAFormCouldSendIsRefused(String type) throws IOException {
    int before = operator.keys();
    RawHttp request = operator.request("POST", "keys").body("{}");
    assertThat((type.isEmpty() ? request : request.header("Content-Type", type)).send().status())
        .isEqualTo(415);
    assertThat(operator.keys()).isEqualTo(before);
  }

  @Test
  void thePageItselfMay() throws IOException {
    RawHttp.Answer answer =
        operator
            .request("POST", "keys", "{}")
            .header("Sec-Fetch-Site", "same-origin")
            .header("Origin", "http://127.0.0.1:" + operator.port())
            .send();
    assertThat(answer.status()).isEqualTo(201);
    assertNobodyKeepsIt(answer);
  }

  @Test
  void nobodyMayFrameOrKeepThePage() throws IOException {
    RawHttp.Answer page =
        operator
            .anonymous("GET", "/operator/")
            .header("Authorization", basic("operator", operator.password()))
            .send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("API keys");
    assertNobodyKeepsIt(page);
  }

  @Test
  void aKeyIsIssuedUsedAndRevoked() throws IOException {
    JsonObject issued = operator.does(201, "POST", "keys", "{}");
    String id = issued.getString("id");
    String key = issued.getString("key");
    assertThat(operator.key(id)).doesNotContainKeys("lastUsedAt", "expiresAt", "revokedAt");
    assertThat(operator.key(id).getString("state")).isEqualTo("active");

    String token = operator.token(key, "keylife");
    assertThat(operator.key(id).getString("lastUsedAt")).isNotEmpty();
    assertThat(operator.use(token)).isEqualTo("200");

    operator.does(204, "POST", "keys/" + id + "/revocation", "{}");
    assertThat(operator.mint(key, "keylife").status()).isEqualTo(401);
    assertThat(operator.use(token)).isEqualTo("401 TOKEN_REVOKED");
    assertThat(operator.key(id).getString("state")).isEqualTo("revoked");
    assertThat(operator.request("GET", "keys").send().body())
        .as("neither keys nor hashes")
        .doesNotContain(key, ApiKey.parse(key).orElseThrow().sha256(), "sha256");
  }

  @Test
  void aKeyThatExpiresLeavesItsTokensAlone() throws IOException {
    JsonObject issued = operator.does(201, "POST", "keys", "{\"expiresIn\":\"P30D\"}");
    String id = issued.getString("id");
    String key = issued.getString("key");
    String in30Days = operator.key(id).getString("expiresAt");

    operator.does(204, "PUT", "keys/" + id + "/expiry", "{\"expiresIn\":\"P90D\"}");
    assertThat(operator.key(id).getString("expiresAt")).as("not put off").isEqualTo(in30Days);
    operator.does(204, "PUT", "keys/" + id + "/expiry", "{\"expiresIn\":\"P1D\"}");
    assertThat(operator.key(id).getString("expiresAt")).isLessThan(in30Days);
    assertThat(operator.key(id).getString("state")).isEqualTo("active");
    String token = operator.token(key, "expiring");

    operator.does(204, "PUT", "keys/" + id + "/expiry", "{\"expiresIn\":\"PT0S\"}");
    assertThat(operator.key(id).getString("state")).isEqualTo("expired");
    assertThat(operator.mint(key, "expiring").status()).isEqualTo(401);
    assertThat(operator.use(token)).isEqualTo("200");
  }

  @Test
  void aProgramThatIsNotActiveLetsNobodyIn() throws IOException {
    String key = operator.issue();
    String token = operator.token(key, "program");
    try {
      operator.does(204, "PUT", "programs/prg_demo/active", "{\"active\":false}");
      assertThat(operator.mint(key, "program").status()).isEqualTo(404);
      assertThat(operator.use(token)).isEqualTo("403 ENROLLMENT_INACTIVE");

      String second =
          operator
              .does(201, "POST", "programs", "{\"origins\":[\"https://second.example\"]}")
              .getString("id");
      assertThat(operator.csp(operator.token(key, "program"))).contains("https://second.example");
      operator.does(409, "PUT", "programs/prg_demo/active", "{\"active\":true}");
      operator.does(409, "POST", "programs", "{\"origins\":[]}");
      operator.does(204, "PUT", "programs/" + second + "/active", "{\"active\":false}");
    } finally {
      operator.does(204, "PUT", "programs/prg_demo/active", "{\"active\":true}");
    }
    assertThat(operator.use(token)).isEqualTo("200");
  }

  @Test
  void theOriginsSayWhoMayFrameThePortal() throws IOException {
    String token = operator.token(operator.issue(), "origins");
    assertThat(operator.csp(token)).contains("frame-ancestors 'self'");
    String origins = "{\"origins\":[\"https://a.example\",\"http://localhost:9\"]}";
    operator.does(204, "PUT", "programs/prg_demo/origins", origins);
    assertThat(operator.csp(token))
        .contains("frame-ancestors https://a.example http://localhost:9");

    JsonObject refused =
        operator.does(
            400,
            "PUT",
            "programs/prg_demo/origins",
            "{\"origins\":[\"https://b.example\",\"https://*\"]}");
    assertThat(refused.getJsonObject("error").getString("message"))
        .startsWith("Origin 2 is not valid");
    assertThat(operator.csp(token)).contains("https://a.example");
    operator.does(204, "PUT", "programs/prg_demo/origins", "{\"origins\":[]}");
  }

  @Test
  void anEnrollmentIsFoundSuspendedAndLetInAgain() throws IOException {
    String key = operator.issue();
    String token = operator.token(key, "suspended");
    JsonObject found =
        operator.does(200, "POST", "enrollments/search", "{\"tenantId\":\"suspended\"}");
    assertThat(
            operator.does(
                200, "POST", "enrollments/search", "{\"email\":\"Suspended@Example.com\"}"))
        .isEqualTo(found);
    assertThat(found.getString("email")).isEqualTo("suspended@example.com");
    String path = "enrollments/" + found.getString("id");

    operator.does(204, "PUT", path + "/active", "{\"active\":false}");
    assertThat(operator.mint(key, "suspended").status()).isEqualTo(404);
    assertThat(operator.use(token)).isEqualTo("403 ENROLLMENT_INACTIVE");
    operator.does(204, "PUT", path + "/active", "{\"active\":true}");
    assertThat(operator.use(token)).isEqualTo("200");

    operator.does(204, "POST", path + "/revocation", "{}");
    assertThat(operator.use(token)).isEqualTo("401 TOKEN_REVOKED");
    assertThat(operator.use(operator.token(key, "suspended"))).isEqualTo("200");
    assertThat(sample.text()).doesNotContainIgnoringCase("suspended@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | keys                          | x                                | 400
          POST | keys                          | {"expiresIn":"PT1S"}             | 400
          POST | keys                          | {"expiresAt":"2999-01-01"}       | 400
          PUT  | keys/key_none/expiry          | {"expiresIn":"P1D"}              | 404
          POST | keys/key_none/revocation      | {}                               | 404
          POST | programs                      | {"origins":"https://a.example"}  | 400
          PUT  | programs/prg_none/origins     | {"origins":[]}                   | 404
          PUT  | programs/prg_none/active      | {"active":true}                  | 404
          PUT  | programs/prg_demo/active      | {"active":"false"}               | 400
          POST | enrollments/search            | {}                               | 400
          POST | enrollments/search            | {"email":"x"}                    | 400
          POST | enrollments/search            | {"email":"a@b.cd","tenantId":""} | 400
          POST | enrollments/search            | {"tenantId":"nobody"}            | 404
          PUT  | enrollments/enr_none/active   | {"active":false}                 | 404
          POST | enrollments/enr_none/revocation | {}                             | 404
          PUT  | enrollments/enr_none/email    | {"email":"a@b.cd"}               | 404
          PUT  | enrollments/enr_none/email    | {"email":"x"}                    | 400
          PUT  | enrollments/enr_none/email    | {}                               | 400
          PUT  | enrollments/enr_none/tenant-id | {"tenantId":"t"}                | 404
          PUT  | enrollments/enr_none/tenant-id | {"tenantId":" "}                | 400
          POST | enrollments/enr_none/merge    | {"into":"enr_other"}             | 404
          POST | enrollments/enr_none/merge    | {}                               | 400
          POST | enrollments/enr_none/erasure  | {}                               | 404
          """)
  void whatDoesNotFitIsRefusedInWords(String method, String path, String body, int status)
      throws IOException {
    JsonObject error = operator.does(status, method, path, body).getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo(status == 400 ? "BAD_REQUEST" : "NOT_FOUND");
    assertThat(error.getString("message")).isNotEmpty();
    assertThat(error.getString("requestId")).isNotEmpty();
  }

  @Test
  void whatIsTooLongIsRefused() throws IOException {
    operator.does(413, "POST", "keys", " ".repeat(8193));
  }
}
