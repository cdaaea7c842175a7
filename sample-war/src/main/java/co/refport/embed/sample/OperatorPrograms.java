package co.refport.embed.sample;

import static co.refport.embed.sample.DemoData.ORGANIZATION;

import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.ProgramRecord;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

/** The demo organization's programs, for its operator. */
@Path("/operator/programs")
@RequestScoped
@OperatorOnly
public class OperatorPrograms {

  private static final String ANOTHER_IS_ACTIVE =
      "Another program of the organization is active; only one can be";

  @Inject EmbedTokens tokens;

  /** Made by the server. */
  public OperatorPrograms() {}

  /**
   * Lists them.
   *
   * @return {@code programs}, newest first
   */
  @GET
  public Response list() {
    return OperatorAnswer.of(
        () -> {
          JsonArrayBuilder programs = Json.createArrayBuilder();
          tokens.programs().list(ORGANIZATION).forEach(program -> programs.add(json(program)));
          return JsonAnswer.ok(Json.createObjectBuilder().add("programs", programs).build());
        });
  }

  /**
   * Creates one, which is active.
   *
   * @param body {@code origins}
   * @return the program, or 409 when another one is active
   */
  @POST
  public Response create(InputStream body) {
    return OperatorAnswer.of(
        () ->
            tokens
                .programs()
                .create(ORGANIZATION, origins(body))
                .map(program -> JsonAnswer.created(json(program)))
                .orElseGet(() -> JsonAnswer.error(409, "CONFLICT", ANOTHER_IS_ACTIVE)));
  }

  /**
   * Replaces the origins of one.
   *
   * @param id the program's
   * @param body {@code origins}
   * @return an empty answer, or 404
   */
  @PUT
  @Path("/{id}/origins")
  public Response setOrigins(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () ->
            OperatorAnswer.done(
                tokens.programs().setOrigins(ORGANIZATION, id, origins(body)), "program"));
  }

  /**
   * Makes one active or not.
   *
   * @param id the program's
   * @param body {@code active}
   * @return an empty answer, 404, or 409 when another one is active
   */
  @PUT
  @Path("/{id}/active")
  public Response setActive(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          boolean active = OperatorBody.read(body, "active").flag("active");
          boolean done = tokens.programs().setActive(ORGANIZATION, id, active);
          return active && !done && exists(id)
              ? JsonAnswer.error(409, "CONFLICT", ANOTHER_IS_ACTIVE)
              : OperatorAnswer.done(done, "program");
        });
  }

  private boolean exists(String id) {
    return tokens.programs().list(ORGANIZATION).stream().anyMatch(p -> p.id().equals(id));
  }

  private static List<String> origins(InputStream body) {
    List<String> origins = OperatorBody.read(body, "origins").texts("origins");
    if (origins.size() > ProgramRecord.MAX_ORIGINS) {
      throw OperatorBody.bad("There can be at most " + ProgramRecord.MAX_ORIGINS + " origins");
    }
    for (int i = 0; i < origins.size(); i++) {
      require(origins.subList(i, i + 1), "Origin " + (i + 1) + " is not valid: ");
    }
    require(origins, "");
    return origins;
  }

  private static void require(List<String> origins, String start) {
    try {
      ProgramRecord.requireOrigins(origins);
    } catch (IllegalArgumentException e) {
      throw OperatorBody.bad(start + e.getMessage());
    }
  }

  private static JsonObject json(ProgramRecord program) {
    return Json.createObjectBuilder()
        .add("id", program.id())
        .add("active", program.active())
        .add("origins", Json.createArrayBuilder(program.origins()))
        .add("createdAt", program.createdAt().toString())
        .build();
  }
}
