package co.refport.embed.sample.contract;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.servers.OtherCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire contract, row by row, over HTTP, with the mounts of the endpoint in one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenContract {

  static final String SERVLET = "/servlet/embed/token";
  private static final String JSON = "application/json";
  private static final int MAX_BODY = 16_384;

  /** Where the server listens. */
  abstract int port();

  /** The paths of the endpoint: {@link #SERVLET}, and others if there are. */
  abstract List<String> mounts();

  /** The paths of mounts whose host's code has a defect. */
  abstract List<String> failingMounts();

  private RawHttp good(String mount) {
    return RawHttp.request(port(), "POST", mount)
        .header("Authorization", Keys.VALID.bearer())
        .header("Content-Type", JSON)
        .body("{\"partner\":{\"email\":\"alice@example.com\",\"name\":\"Alice\"}}");
  }

  // -- the table ---------------------------------------------------------------------------------

  static Stream<Row> rows() {
    return Stream.of(tokens(), beforeTheBody(), bodies(), fields(), order()).flatMap(rows -> rows);
  }

  private static Stream<Row> tokens() {
    String json = "{\"partner\":{\"email\":\"alice@example.com\"}}";
    return Stream.of(
        Row.token("the good request", request -> request),
        Row.token(
            "the example of the specification",
            request ->
                request.body(
                    "{ \"partner\": { \"email\": \"spec@example.com\", \"name\": \"Alice\" },"
                        + " \"tenantId\": \"org_001\" }")),
        Row.token(
            "scheme in another letter case",
            request ->
                request
                    .withoutHeader("Authorization")
                    .header("Authorization", "bEARER " + Keys.VALID.apiKey().text())),
        Row.token(
            "several spaces after the scheme",
            request ->
                request
                    .withoutHeader("Authorization")
                    .header("Authorization", "Bearer   " + Keys.VALID.apiKey().text())),
        Row.token("content type with parameters", type("Application/JSON ;charset=iso-8859-1;x=y")),
        Row.token("Accept for something else", request -> request.header("Accept", "text/html")),
        Row.token("identity", request -> request.header("Content-Encoding", "Identity")),
        Row.token("chunked", request -> request.chunked()),
        Row.token("the largest body", request -> request.body(padded(json, MAX_BODY))),
        Row.token(
            "the largest body, chunked", request -> request.body(padded(json, MAX_BODY)).chunked()),
        Row.token(
            "members of older clients",
            request ->
                request.body(
                    "{\"programId\":\"p\",\"referralId\":7,\"themeOptions\":{\"a\":[{}]},"
                        + json.substring(1))),
        Row.token(
            "null is absent",
            request ->
                request.body("{\"tenantId\":null,\"enrollmentId\":null," + json.substring(1))),
        Row.token(
            "blank name", request -> request.body(json.replace("}}", ",\"name\":\" \\t \"}}"))),
        Row.token(
            "email in another letter case",
            request -> request.body(json.replace("alice", " \\u3000ALICE").replace("com", "COM "))),
        Row.token(
            "sixteen levels",
            request ->
                request.body(
                    "{\"x\":" + "[".repeat(15) + "]".repeat(15) + "," + json.substring(1))));
  }

  private static Stream<Row> beforeTheBody() {
    return Stream.of(
        unauthorized("no key", null),
        unauthorized("empty", ""),
        unauthorized("scheme only", "Bearer"),
        unauthorized("another scheme", "Basic eDp5"),
        unauthorized("Basic without a colon", "Basic " + Keys.VALID.apiKey().text()),
        unauthorized("no scheme", Keys.VALID.apiKey().text()),
        unauthorized("two keys in one header", Keys.VALID.bearer() + ", " + Keys.VALID.bearer()),
        unauthorized("malformed", "Bearer rk_1234"),
        unauthorized("wrong checksum", otherChecksum(Keys.VALID.bearer())),
        unauthorized("unknown", Keys.UNKNOWN.bearer()),
        unauthorized("expired", Keys.EXPIRED.bearer()),
        unauthorized("revoked", Keys.REVOKED.bearer()),
        Row.error(
            "two headers",
            401,
            "UNAUTHORIZED",
            request -> request.header("Authorization", Keys.VALID.bearer())),
        mediaType("no content type", request -> request.withoutHeader("Content-Type")),
        mediaType("text", type("text/plain")),
        mediaType("form", type("application/x-www-form-urlencoded")),
        mediaType("multipart", type("multipart/form-data; boundary=x")),
        mediaType("another JSON", type("application/problem+json")),
        mediaType("JSON inside", type("text/plain;x=\"application/json\"")),
        mediaType(
            "gzip",
            request ->
                request.header("Content-Encoding", "gzip").body(gzip("{\"tenantId\":\"t\"}"))),
        mediaType("unknown encoding", request -> request.header("Content-Encoding", "x-none")),
        Row.error(
            "one byte too many",
            413,
            "PAYLOAD_TOO_LARGE",
            request -> request.body(padded("{\"tenantId\":\"t\"}", MAX_BODY + 1))),
        Row.error(
            "one byte too many, chunked",
            413,
            "PAYLOAD_TOO_LARGE",
            request -> request.body(padded("{\"tenantId\":\"t\"}", MAX_BODY + 1)).chunked()),
        Row.error(
            "a megabyte, chunked",
            413,
            "PAYLOAD_TOO_LARGE",
            request -> request.body(padded("{}", 1 << 20)).chunked()));
  }

  private static Stream<Row> bodies() {
    return Stream.concat(
        Stream.of(
                "",
                "x",
                "[]",
                "null",
                "\"text\"",
                "17",
                "{",
                "{}{}",
                "{} x",
                "{\"tenantId\":\"t\",}",
                "{tenantId:\"t\"}",
                "{\"tenantId\":\"t\",\"tenantId\":\"t\"}",
                "{\"tenantId\":\"t\",\"x\":{\"y\":1,\"y\":1}}",
                "{\"tenantId\":\"t\",\"x\":" + "[".repeat(16) + "]".repeat(16) + "}",
                "{\"tenantId\":\"t\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "\uFEFF{\"tenantId\":\"t\"}")
            .map(body -> Row.invalid("body", body)),
        Stream.of(
            notUtf8("UTF-16", "{\"tenantId\":\"t\"}".getBytes(StandardCharsets.UTF_16)),
            notUtf8("ISO 8859-1", "{\"tenantId\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1))));
  }

  private static Stream<Row> fields() {
    String tooLong = "x".repeat(256);
    return Stream.of(
        Row.invalid("body", "{}"),
        Row.invalid("body", "{\"tenantId\":null,\"partner\":null}"),
        Row.invalid("body", "{\"name\":\"Alice\"}"),
        Row.invalid("tenantId", "{\"tenantId\":7}"),
        Row.invalid("tenantId", "{\"tenantId\":[\"t\"]}"),
        Row.invalid("tenantId", "{\"tenantId\":\"\"}"),
        Row.invalid("tenantId", "{\"tenantId\":\" \\u2003\\u0085 \"}"),
        Row.invalid("tenantId", "{\"tenantId\":\"" + tooLong + "\"}"),
        Row.invalid("tenantId", "{\"tenantId\":\"a\\u0000b\"}"),
        Row.invalid("tenantId", "{\"tenantId\":\"a\\u001bb\"}"),
        Row.invalid("tenantId", "{\"tenantId\":\"a\\ud800b\"}"),
        Row.invalid("enrollmentId", "{\"enrollmentId\":true}"),
        Row.invalid("enrollmentId", "{\"enrollmentId\":\" \"}"),
        Row.invalid("enrollmentId", "{\"enrollmentId\":\"" + tooLong + "\"}"),
        Row.invalid("partner", "{\"partner\":\"alice@example.com\"}"),
        Row.invalid("partner", "{\"partner\":[]}"),
        Row.invalid("partner.email", "{\"partner\":{}}"),
        Row.invalid("partner.email", "{\"partner\":{\"name\":\"A\"},\"tenantId\":\"t\"}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":null}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":5}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\" \"}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\"alice\"}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\"a@b\"}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\"a b@example.com\"}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\"ä@example.com\"}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\"a@faß.de\"}}"),
        Row.invalid("partner.email", "{\"partner\":{\"email\":\"a\\u0000@example.com\"}}"),
        Row.invalid(
            "partner.name", "{\"partner\":{\"email\":\"a@b.cd\",\"name\":\"" + tooLong + "\"}}"),
        Row.invalid("partner.name", "{\"partner\":{\"email\":\"a@b.cd\",\"name\":{}}}"),
        Row.invalid("partner.name", "{\"partner\":{\"email\":\"a@b.cd\",\"name\":\"a\\nb\"}}"));
  }

  /** Each has two faults; the one that is judged first is answered. */
  private static Stream<Row> order() {
    return Stream.of(
        Row.error(
            "key before content type",
            401,
            "UNAUTHORIZED",
            request -> request.withoutHeader("Authorization").withoutHeader("Content-Type")),
        Row.error(
            "key before size",
            401,
            "UNAUTHORIZED",
            request -> request.withoutHeader("Authorization").body(padded("{}", MAX_BODY + 1))),
        Row.error(
            "content type before size",
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            request -> request.withoutHeader("Content-Type").body(padded("{}", MAX_BODY + 1))),
        Row.error(
            "size before JSON",
            413,
            "PAYLOAD_TOO_LARGE",
            request -> request.body("x".repeat(MAX_BODY + 1))),
        new Row(
            "fields before the program",
            request ->
                request
                    .withoutHeader("Authorization")
                    .header("Authorization", Keys.WITHOUT_PROGRAM.bearer())
                    .body("{\"tenantId\":\"\"}"),
            422,
            "VALIDATION_ERROR",
            "tenantId"));
  }

  private static Row unauthorized(String name, String authorization) {
    return Row.error(
        name,
        401,
        "UNAUTHORIZED",
        request -> {
          request.withoutHeader("Authorization");
          return authorization == null ? request : request.header("Authorization", authorization);
        });
  }

  private static String otherChecksum(String bearer) {
    char last = bearer.charAt(bearer.length() - 1);
    return bearer.substring(0, bearer.length() - 1) + (last == 'a' ? 'b' : 'a');
  }

  private static Row mediaType(String name, UnaryOperator<RawHttp> change) {
    return Row.error(name, 415, "UNSUPPORTED_MEDIA_TYPE", change);
  }

  private static Row notUtf8(String name, byte[] body) {
    return new Row(name, request -> request.body(body), 422, "VALIDATION_ERROR", "body");
  }

  private static UnaryOperator<RawHttp> type(String contentType) {
    return request -> request.withoutHeader("Content-Type").header("Content-Type", contentType);
  }

  private static byte[] padded(String json, int length) {
    return (json + " ".repeat(length - json.length())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  Stream<Arguments> rowsOnAllMounts() {
    return mounts().stream().flatMap(mount -> rows().map(row -> Arguments.of(mount, row)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rowsOnAllMounts")
  void row(String mount, Row row) throws IOException {
    RawHttp.Answer answer = row.change().apply(good(mount)).send();
    OptionalInt otherCode = OtherCode.status(row.name());
    if (otherCode.isPresent()) {
      assertThat(answer.status()).isEqualTo(otherCode.getAsInt());
      assertThat(answer.body()).doesNotContain("publicToken");
      return;
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(row.status());
    if (row.code().isEmpty()) {
      assertToken(answer);
      return;
    }
    JsonObject error = assertError(answer, row.code());
    if (row.status() == 422) {
      List<JsonObject> details = error.getJsonArray("details").getValuesAs(JsonObject.class);
      assertThat(details)
          .allSatisfy(detail -> assertThat(detail.getString("message")).isNotBlank())
          .extracting(detail -> detail.getString("field"))
          .containsExactly(row.field());
      assertThat(error.getString("message"))
          .isEqualTo(row.field() + " " + details.get(0).getString("message"));
    } else {
      assertThat(error.keySet()).doesNotContain("details");
    }
    String expectedAuthenticate = row.status() == 401 ? "Bearer realm=\"refport\"" : "";
    assertThat(answer.header("WWW-Authenticate")).isEqualTo(expectedAuthenticate);
    assertThat(answer.header("Accept-Post")).isEqualTo(row.status() == 415 ? JSON : "");
    if (row.status() == 401) {
      assertThat(error.getString("message")).isEqualTo("Invalid or missing API key");
    } else {
      assertThat(answer.header("RateLimit")).matches("\"api-key\";r=\\d+;t=\\d+");
    }
  }

  // -- what every answer holds -------------------------------------------------------------------

  private static void assertToken(RawHttp.Answer answer) {
    assertCommon(answer);
    assertThat(answer.body())
        .matches(
            "\\{\"publicToken\":\"pt_[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\","
                + "\"expires\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z\"}");
    JsonObject body = json(answer.body());
    assertThat(body.getString("publicToken").length()).isLessThanOrEqualTo(512);
    JsonObject claims = claims(answer);
    Instant expires = Instant.parse(body.getString("expires"));
    assertThat(claims.getInt("exp")).isEqualTo((int) expires.getEpochSecond());
    assertThat(expires)
        .isEqualTo(Instant.ofEpochSecond(claims.getInt("iat")).plus(15, ChronoUnit.MINUTES));
    assertThat(claims.toString()).doesNotContainIgnoringCase("alice", "example", "org_001");
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"api-key\";q=1000;w=60");
    assertThat(answer.header("RateLimit")).matches("\"api-key\";r=\\d+;t=\\d+");
  }

  private static JsonObject assertError(RawHttp.Answer answer, String code) {
    assertCommon(answer);
    JsonObject body = json(answer.body());
    assertThat(body.keySet()).containsExactly("error");
    JsonObject error = body.getJsonObject("error");
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotBlank();
    assertThat(error.getString("requestId")).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.body())
        .doesNotContain("Exception", "co.refport", "SELECT", "<", "rk_", "alice", "xxxx");
    return error;
  }

  private static void assertCommon(RawHttp.Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo(JSON);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f-]{36}");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.headers())
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"));
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

  // -- rows that need more than one request
  // --------------------------------------------------------

  @ParameterizedTest
  @MethodSource("otherMethods")
  void anotherMethodIs405BeforeAnythingElse(String mount, String method) throws IOException {
    RawHttp.Answer answer =
        RawHttp.request(port(), method, mount).header("Origin", "https://elsewhere.example").send();
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    if (method.equals("HEAD")) {
      assertThat(answer.body()).isEmpty();
      assertCommon(answer);
    } else {
      assertError(answer, "METHOD_NOT_ALLOWED");
    }
  }

  Stream<Arguments> otherMethods() {
    return Stream.concat(
        mounts().stream()
            .flatMap(
                mount ->
                    Stream.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
                        .map(method -> Arguments.of(mount, method))),
        Stream.of(Arguments.of(SERVLET, "PROPFIND")));
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void identifiersThatNameNothingAreNotFoundInOneText(String mount) throws IOException {
    RawHttp.Answer foreign =
        as(
            Keys.OTHER,
            mount,
            "{\"partner\":{\"email\":\"other@example.com\"},\"tenantId\":\"o1\"}");
    String foreignId = claims(foreign).getString("sub");
    String unknown = notFound(as(Keys.VALID, mount, "{\"enrollmentId\":\"enr_unknown\"}"));
    assertThat(notFound(as(Keys.VALID, mount, "{\"enrollmentId\":\"" + foreignId + "\"}")))
        .isEqualTo(unknown);
    assertThat(notFound(as(Keys.VALID, mount, "{\"tenantId\":\"o1\"}"))).isEqualTo(unknown);
    assertThat(
            notFound(
                as(
                    Keys.VALID,
                    mount,
                    "{\"enrollmentId\":\"enr_unknown\",\"partner\":{\"email\":\"n@example.com\"}}")))
        .isEqualTo(unknown);
    assertThat(counts("n@example.com")).isEqualTo("0 0");
    notFound(as(Keys.WITHOUT_PROGRAM, mount, "{\"partner\":{\"email\":\"w@example.com\"}}"));
    assertThat(counts("w@example.com")).isEqualTo("0 0");
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void anInactiveEnrollmentIsNotFound(String mount) throws IOException {
    String email = mount.length() + "-inactive@example.com";
    String body = "{\"partner\":{\"email\":\"" + email + "\"}}";
    String id = claims(as(Keys.VALID, mount, body)).getString("sub");
    RawHttp.Answer done =
        RawHttp.request(port(), "POST", ContractFixture.PATH + "?enrollment=" + id).send();
    assertThat(done.status()).isEqualTo(204);
    notFound(as(Keys.VALID, mount, body));
    notFound(as(Keys.VALID, mount, "{\"enrollmentId\":\"" + id + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void identifiersOfDifferentEnrollmentsAreAConflict(String mount) throws IOException {
    String prefix = "conflict" + mount.length() + "-";
    for (String name : List.of("bob", "carol")) {
      as(Keys.VALID, mount, named(prefix + name, prefix + name));
    }
    RawHttp.Answer answer = as(Keys.VALID, mount, named(prefix + "bob", prefix + "carol"));
    assertThat(answer.status()).isEqualTo(409);
    assertError(answer, "CONFLICT");
    assertThat(counts(prefix + "%@example.com")).isEqualTo("2 2");
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void concurrentFirstCallsForOnePartnerAllSucceed(String mount) throws Exception {
    String local = "race" + mount.length();
    List<Callable<RawHttp.Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String email = mixedCase(local, i) + "@Example.com";
      String tenant = i % 2 == 0 ? ",\"tenantId\":\"" + local + "\"" : "";
      calls.add(
          () -> as(Keys.RACE, mount, "{\"partner\":{\"email\":\"" + email + "\"}" + tenant + "}"));
    }
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      Set<String> enrollments = new HashSet<>();
      Set<String> tokens = new HashSet<>();
      for (Future<RawHttp.Answer> call : threads.invokeAll(calls)) {
        RawHttp.Answer answer = call.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        enrollments.add(claims(answer).getString("sub"));
        tokens.add(claims(answer).getString("jti"));
      }
      assertThat(enrollments).hasSize(1);
      assertThat(tokens).hasSize(calls.size());
      assertThat(counts(local + "@example.com")).isEqualTo("1 1");
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void anAllowanceThatIsUsedUpIs429(String mount) throws IOException {
    RawHttp.Answer answer = as(Keys.LIMITED, mount, "{}");
    for (int i = 0; answer.status() == 422 && i < 20_000; i++) {
      answer = as(Keys.LIMITED, mount, "{}");
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(assertError(answer, "RATE_LIMIT_EXCEEDED").getString("message"))
        .isEqualTo("Too many requests; retry after 1 second");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("RateLimit")).matches("\"api-key\";r=0;t=\\d+");
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void refusedKeysBlockTheirAddressOnly(String mount) throws IOException {
    String address = "127.0.0." + (100 + mount.length());
    assertThat(good(mount).from(address).send().status()).isEqualTo(200);
    RawHttp.Answer answer = unknownKey(mount, address);
    for (int i = 0; answer.status() == 401 && i < 2_000; i++) {
      answer = unknownKey(mount, address);
    }
    assertThat(answer.status()).isEqualTo(429);
    assertError(answer, "RATE_LIMIT_EXCEEDED");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(unknownKey(mount, "127.0.0.99").status()).isEqualTo(401);
    assertThat(good(mount).from(address).withoutHeader("Authorization").send().status())
        .as("malformed keys are not counted")
        .isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void trailingSlashReturnsToken(String mount) throws IOException {
    RawHttp.Answer answer = good(mount + "/").send();
    if (matchesTrailingSlash(mount)) {
      assertToken(answer);
    } else {
      assertThat(answer.status()).isEqualTo(404);
    }
  }

  /** Whether the server lets a request with a trailing slash reach this mount. */
  boolean matchesTrailingSlash(String mount) {
    return true;
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void theRequestIdIsAlwaysOurs(String mount) throws IOException {
    RawHttp.Answer answer = good(mount).header("X-Request-Id", "theirs").send();
    assertThat(answer.header("X-Request-Id")).isNotEqualTo("theirs");
    assertToken(answer);
  }

  @ParameterizedTest
  @MethodSource("mounts")
  void forwardingHeadersAreNotTrusted(String mount) throws IOException {
    String address = "127.0.0." + (150 + mount.length());
    RawHttp.Answer answer = unknownKey(mount, address);
    for (int i = 0; answer.status() == 401 && i < 2_000; i++) {
      answer =
          good(mount)
              .from(address)
              .withoutHeader("Authorization")
              .header("Authorization", Keys.UNKNOWN.bearer())
              .header("X-Forwarded-For", "192.0.2." + i % 250)
              .header("Forwarded", "for=192.0.2." + i % 250)
              .send();
    }
    assertThat(answer.status()).isEqualTo(429);
  }

  @ParameterizedTest
  @MethodSource("failingMounts")
  void aDefectInTheHostsCodeIs500AsJson(String mount) throws IOException {
    RawHttp.Answer answer = good(mount).send();
    assertThat(answer.status()).isEqualTo(500);
    assertError(answer, "INTERNAL_ERROR");
  }

  private RawHttp.Answer as(Keys key, String mount, String body) throws IOException {
    return good(mount)
        .withoutHeader("Authorization")
        .header("Authorization", key.bearer())
        .body(body)
        .send();
  }

  private RawHttp.Answer unknownKey(String mount, String address) throws IOException {
    return good(mount)
        .from(address)
        .withoutHeader("Authorization")
        .header("Authorization", Keys.UNKNOWN.bearer())
        .send();
  }

  private static String notFound(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    return assertError(answer, "NOT_FOUND").getString("message");
  }

  private static String named(String emailName, String tenantId) {
    return "{\"partner\":{\"email\":\""
        + emailName
        + "@example.com\"},\"tenantId\":\""
        + tenantId
        + "\"}";
  }

  private static String mixedCase(String text, int seed) {
    StringBuilder mixed = new StringBuilder(text);
    for (int i = 0; i < mixed.length(); i++) {
      if ((seed >> i & 1) == 1) {
        mixed.setCharAt(i, Character.toUpperCase(mixed.charAt(i)));
      }
    }
    return mixed.toString();
  }

  /** "partners enrollments" that are stored for emails like this one. */
  private String counts(String email) throws IOException {
    return RawHttp.request(
            port(), "GET", ContractFixture.PATH + "?email=" + email.replace("%", "%25"))
        .send()
        .body();
  }
}
