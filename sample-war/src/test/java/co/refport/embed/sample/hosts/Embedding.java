package co.refport.embed.sample.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** What a host's users see of ours, from the first token to the scripts: all of it must work. */
final class Embedding {

  private static final String TOKEN =
      "\\{\"publicToken\":\"pt_[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\","
          + "\"expires\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z\"}";

  private final HostServer.Deployed host;
  private final String endpoint;

  /** With the endpoint at this path below the context root. */
  Embedding(HostServer.Deployed host, String endpoint) {
    this.host = host;
    this.endpoint = endpoint;
  }

  static Embedding in(HostServer.Deployed host) {
    return new Embedding(host, "/api/embed/token");
  }

  /** The endpoint, the portal's page at {@code /portal/page}, and the scripts. */
  void worksInFull() throws IOException {
    endpointHoldsItsContract();
    portalIsGuarded("/portal/page");
    scriptsAreServed();
  }

  // -- the endpoint ------------------------------------------------------------------------------

  private RawHttp post(String body) {
    return host.request("POST", endpoint)
        .header("Authorization", "Bearer " + HostParts.apiKey().text())
        .header("Content-Type", "application/json")
        .body(body);
  }

  /** A request for a token of this tenant. */
  RawHttp request(String tenant) {
    return post(
        "{\"tenantId\":\"%1$s\",\"partner\":{\"email\":\"%1$s@example.com\"}}".formatted(tenant));
  }

  /** Mints a token, which must succeed as the contract says. */
  String mint(String tenant) throws IOException {
    RawHttp.Answer answer = request(tenant).send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).matches(TOKEN);
    assertIsJsonNotToBeStored(answer);
    return json(answer.body()).getString("publicToken");
  }

  /** A token, and one of each kind of refusal. */
  void endpointHoldsItsContract() throws IOException {
    mint("t-" + UUID.randomUUID());
    assertRefusalsAreOurs();
  }

  private void assertRefusalsAreOurs() throws IOException {
    RawHttp.Answer withoutKey =
        host.request("POST", endpoint).header("Content-Type", "application/json").send();
    assertRefused(withoutKey, 401, "UNAUTHORIZED");
    assertThat(withoutKey.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"refport\"");
    assertThat(error(withoutKey).getString("message")).isEqualTo("Invalid or missing API key");

    assertRefused(post("{\"enrollmentId\":\"unknown\"}").send(), 404, "NOT_FOUND");

    RawHttp.Answer get = host.request("GET", endpoint).send();
    assertRefused(get, 405, "METHOD_NOT_ALLOWED");
    assertThat(get.header("Allow")).isEqualTo("POST");

    assertRefused(post(" ".repeat(16_385)).send(), 413, "PAYLOAD_TOO_LARGE");

    RawHttp.Answer form =
        post("a=b")
            .withoutHeader("Content-Type")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .send();
    assertRefused(form, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertThat(form.header("Accept-Post")).isEqualTo("application/json");

    RawHttp.Answer withoutEmail = post("{\"partner\":{}}").send();
    assertRefused(withoutEmail, 422, "VALIDATION_ERROR");
    assertThat(error(withoutEmail).getJsonArray("details").getJsonObject(0).getString("field"))
        .isEqualTo("partner.email");
  }

  /** An answer in the contract's envelope, with nothing else in it. */
  static void assertRefused(RawHttp.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertIsJsonNotToBeStored(answer);
    assertThat(json(answer.body()).keySet()).containsExactly("error");
    JsonObject error = error(answer);
    Set<String> members =
        status == 422
            ? Set.of("code", "message", "requestId", "details")
            : Set.of("code", "message", "requestId");
    assertThat(error.keySet()).isEqualTo(members);
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotBlank();
    assertThat(answer.header("X-Request-Id")).isEqualTo(error.getString("requestId")).isNotBlank();
  }

  private static void assertIsJsonNotToBeStored(RawHttp.Answer answer) {
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** What a token says. */
  static JsonObject claims(String token) {
    String claims = token.split("\\.", -1)[1];
    return json(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
  }

  private static JsonObject error(RawHttp.Answer answer) {
    return json(answer.body()).getJsonObject("error");
  }

  // -- the portal --------------------------------------------------------------------------------

  /** Opens with a token, to its partner, and to nobody else. */
  void portalIsGuarded(String path) throws IOException {
    String tenant = "t-" + UUID.randomUUID();
    String token = mint(tenant);
    RawHttp.Answer page = host.request("GET", path + "?token=" + token).send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("portal of " + tenant);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo("frame-ancestors " + HostParts.ORIGIN);

    RawHttp.Answer stranger = host.request("GET", path).send();
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.body()).contains("<body data-code=\"TOKEN_MISSING\"");
    String script = stranger.body().replaceAll("(?s).* src=\"([^\"]+)\".*", "$1");
    assertThat(host.uri(path).resolve(script)).isEqualTo(host.uri("/refport/error.js"));

    RawHttp.Answer call =
        host.request("GET", path).header("Authorization", "Bearer pt_a.b.c").send();
    assertRefused(call, 401, "TOKEN_INVALID");
  }

  /** Answers a call with this token. */
  RawHttp.Answer call(String path, String token) throws IOException {
    return host.request("GET", path).header("Authorization", "Bearer " + token).send();
  }

  // -- the scripts -------------------------------------------------------------------------------

  void scriptsAreServed() throws IOException {
    for (String script : Set.of("embed.js", "portal.js", "error.js")) {
      RawHttp.Answer answer = host.request("GET", "/refport/" + script).send();
      assertThat(answer.status()).as(script).isEqualTo(200);
      assertThat(answer.header("Content-Type")).containsIgnoringCase("javascript");
      assertThat(answer.body()).isNotBlank();
    }
  }
}
