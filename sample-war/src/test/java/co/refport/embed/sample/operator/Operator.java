package co.refport.embed.sample.operator;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.sample.contract.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The operator at a sample, and what partners and backends see of what the operator does. */
record Operator(int port, String password) {

  private static final String API = "/api/operator/";

  static String basic(String user, String password) {
    byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  /** A request that nobody has signed. */
  RawHttp anonymous(String method, String path) {
    return RawHttp.request(port, method, path);
  }

  RawHttp request(String method, String path) {
    return anonymous(method, API + path).header("Authorization", basic("operator", password));
  }

  RawHttp request(String method, String path, String body) {
    return request(method, path).header("Content-Type", "application/json").body(body);
  }

  /** Does something that answers with this status, and gives the answer's object, if it has one. */
  JsonObject does(int status, String method, String path, String body) throws IOException {
    RawHttp.Answer answer = request(method, path, body).send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.body().isEmpty() ? JsonObject.EMPTY_JSON_OBJECT : json(answer);
  }

  JsonObject reads(String path) throws IOException {
    RawHttp.Answer answer = request("GET", path).send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  /** What is listed of a key. */
  JsonObject key(String id) throws IOException {
    return reads("keys").getJsonArray("keys").getValuesAs(JsonObject.class).stream()
        .filter(key -> key.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** How many keys are listed. */
  int keys() throws IOException {
    return reads("keys").getJsonArray("keys").size();
  }

  /** A new key. */
  String issue() throws IOException {
    return does(201, "POST", "keys", "{}").getString("key");
  }

  /** What a backend with this key gets for a partner. */
  RawHttp.Answer mint(String key, String name) throws IOException {
    return anonymous("POST", "/api/embed/token")
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .body(
            "{\"tenantId\":\"%s\",\"partner\":{\"email\":\"%s@example.com\"}}"
                .formatted(name, name))
        .send();
  }

  String token(String key, String name) throws IOException {
    RawHttp.Answer answer = mint(key, name);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("publicToken");
  }

  /** What the portal answers to a call with this token: a status and, of an error, its code. */
  String use(String token) throws IOException {
    RawHttp.Answer answer =
        anonymous("GET", "/api/portal/summary").header("Authorization", "Bearer " + token).send();
    return answer.status() == 200
        ? "200"
        : answer.status() + " " + json(answer).getJsonObject("error").getString("code");
  }

  /** The policies of the portal that this token opens, which say who may frame it. */
  String csp(String token) throws IOException {
    RawHttp.Answer page = anonymous("GET", "/embed/referrals?token=" + token).send();
    assertThat(page.status()).isEqualTo(200);
    return page.header("Content-Security-Policy");
  }

  /** What is to be true of every answer to operators, and to those who are none. */
  static void assertNobodyKeepsIt(RawHttp.Answer answer) {
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  static JsonObject json(RawHttp.Answer answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }
}
