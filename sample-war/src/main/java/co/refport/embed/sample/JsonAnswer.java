package co.refport.embed.sample;

import co.refport.embed.EmbedException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Answers in JSON, errors in the form of the token endpoint's. */
final class JsonAnswer {

  private static final int RETRY_SECONDS = 5;

  private JsonAnswer() {}

  static Response ok(JsonObject body) {
    return json(Response.ok(), body);
  }

  static Response created(JsonObject body) {
    return json(Response.status(Response.Status.CREATED), body);
  }

  static Response error(EmbedException e) {
    Response.ResponseBuilder response = Response.status(e.code().httpStatus());
    // rounded up: a retry after that time is not too early
    e.retryAfter().ifPresent(wait -> response.header("Retry-After", wait.toSeconds() + 1));
    return json(response, error(e.code().name(), String.valueOf(e.getMessage())));
  }

  static Response error(int status, String code, String message) {
    return json(Response.status(status), error(code, message));
  }

  /** For what works again in a while, if all goes well. */
  static Response unavailable(String message) {
    return json(
        Response.status(503).header("Retry-After", RETRY_SECONDS),
        error("SERVICE_UNAVAILABLE", message));
  }

  /** The body of an error, for what answers before JAX-RS does. */
  static String errorText(String code, String message) {
    return error(code, message).toString();
  }

  private static JsonObject error(String code, String message) {
    return Json.createObjectBuilder()
        .add(
            "error",
            Json.createObjectBuilder()
                .add("code", code)
                .add("message", message)
                .add("requestId", UUID.randomUUID().toString()))
        .build();
  }

  private static Response json(Response.ResponseBuilder response, JsonObject body) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .entity(body.toString())
        .build();
  }
}
