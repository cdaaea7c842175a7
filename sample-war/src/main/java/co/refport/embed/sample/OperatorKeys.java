package co.refport.embed.sample;

import static co.refport.embed.sample.DemoData.ORGANIZATION;

import co.refport.embed.ApiKeys;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.ApiKeyRecord;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The demo organization's API keys, for its operator: a key's text is answered once, no hash ever.
 */
@Path("/operator/keys")
@RequestScoped
@OperatorOnly
public class OperatorKeys {

  private static final String EXPIRES_IN = "expiresIn";

  @Inject EmbedTokens tokens;

  /** Made by the server. */
  public OperatorKeys() {}

  /**
   * Lists them.
   *
   * @return {@code keys}, newest first
   */
  @GET
  public Response list() {
    return OperatorAnswer.of(
        () -> {
          Instant now = Instant.now();
          JsonArrayBuilder keys = Json.createArrayBuilder();
          tokens.apiKeys().list(ORGANIZATION).forEach(key -> keys.add(json(key, now)));
          return JsonAnswer.ok(Json.createObjectBuilder().add("keys", keys).build());
        });
  }

  /**
   * Issues one.
   *
   * @param body {@code expiresIn}, an ISO 8601 duration, or nothing for a key that does not expire
   * @return {@code id} and {@code key}
   */
  @POST
  public Response issue(InputStream body) {
    return OperatorAnswer.of(
        () -> {
          ApiKeys keys = tokens.apiKeys();
          ApiKeys.Issued issued =
              OperatorBody.read(body, EXPIRES_IN)
                  .duration(EXPIRES_IN, Duration.ofMinutes(1))
                  .map(lifetime -> keys.issue(ORGANIZATION, Instant.now().plus(lifetime)))
                  .orElseGet(() -> keys.issue(ORGANIZATION));
          return JsonAnswer.created(
              Json.createObjectBuilder()
                  .add("id", issued.id())
                  .add("key", issued.key().text())
                  .build());
        });
  }

  /**
   * Has one expire some time from now.
   *
   * @param id the key's
   * @param body {@code expiresIn}, an ISO 8601 duration
   * @return an empty answer, or 404
   */
  @PUT
  @Path("/{id}/expiry")
  public Response expire(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          Duration wait =
              OperatorBody.read(body, EXPIRES_IN)
                  .duration(EXPIRES_IN, Duration.ZERO)
                  .orElseThrow(() -> OperatorBody.bad(EXPIRES_IN + " is missing"));
          return OperatorAnswer.done(
              tokens.apiKeys().expire(ORGANIZATION, id, Instant.now().plus(wait)), "key");
        });
  }

  /**
   * Ends one, and all tokens that were minted with it.
   *
   * @param id the key's
   * @param body an empty object
   * @return an empty answer, or 404
   */
  @POST
  @Path("/{id}/revocation")
  public Response revoke(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          OperatorBody.read(body);
          return OperatorAnswer.done(tokens.apiKeys().revoke(ORGANIZATION, id), "key");
        });
  }

  private static JsonObject json(ApiKeyRecord key, Instant now) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", key.id())
            .add("state", state(key, now))
            .add("createdAt", key.createdAt().toString());
    add(json, "expiresAt", key.expiresAt());
    add(json, "revokedAt", key.revokedAt());
    add(json, "lastUsedAt", key.lastUsedAt());
    return json.build();
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable Instant instant) {
    if (instant != null) {
      json.add(name, instant.toString());
    }
  }

  private static String state(ApiKeyRecord key, Instant now) {
    if (key.revokedAt() != null) {
      return "revoked";
    }
    return key.isValidAt(now) ? "active" : "expired";
  }
}
