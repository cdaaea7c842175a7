package co.refport.embed.sample;

import co.refport.embed.EmbedException;
import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * What a host's own backend does for the partner who is signed in: mint in process, without an API
 * key. Here that is always the demo partner, and nothing that the browser sends is read.
 */
@Path("/demo/token")
@RequestScoped
public class DemoBackend {

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Inject EmbedTokens tokens;

  /** Made by the server. */
  public DemoBackend() {}

  /**
   * Mints a token for the signed-in partner.
   *
   * @return the token and its expiry, or the error as the token endpoint would say it
   */
  @POST
  public Response mint() {
    try {
      EmbedToken token = tokens.create(DemoData.ORGANIZATION, DemoData.signedInPartner());
      return json(
          Response.ok(),
          Json.createObjectBuilder()
              .add("publicToken", token.publicToken())
              .add("expires", INSTANT.format(token.expires()))
              .build());
    } catch (EmbedException e) {
      Response.ResponseBuilder response = Response.status(e.code().httpStatus());
      e.retryAfter()
          .ifPresent(wait -> response.header("Retry-After", Math.max(1, wait.toSeconds())));
      return json(
          response,
          Json.createObjectBuilder()
              .add(
                  "error",
                  Json.createObjectBuilder()
                      .add("code", e.code().name())
                      .add("message", e.getMessage())
                      .add("requestId", UUID.randomUUID().toString()))
              .build());
    }
  }

  private static Response json(Response.ResponseBuilder response, JsonObject body) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .entity(body.toString())
        .build();
  }
}
