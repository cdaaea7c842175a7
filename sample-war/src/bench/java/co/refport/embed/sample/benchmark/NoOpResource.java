package co.refport.embed.sample.benchmark;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What any JAX-RS endpoint costs on this server: reads a body, answers one of a token's size. */
@Path("/no-op")
public class NoOpResource {

  private static final byte[] ANSWER =
      ("{\"publicToken\":\"" + "x".repeat(420) + "\",\"expires\":\"2026-01-01T00:00:00.000Z\"}")
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  @POST
  public Response post(byte[] body) {
    return Response.ok(ANSWER).type("application/json").build();
  }
}
