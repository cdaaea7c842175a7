package co.refport.embed.sample;

import static co.refport.embed.sample.DemoData.ORGANIZATION;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.EnrollmentRecord;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** The enrollments of the demo organization's partners, for its operator. */
@Path("/operator/enrollments")
@RequestScoped
@OperatorOnly
public class OperatorEnrollments {

  @Inject EmbedTokens tokens;

  /** Made by the server. */
  public OperatorEnrollments() {}

  /**
   * Finds one in the active program; by POST, so that no email comes into a log of addresses.
   *
   * @param body {@code tenantId} or {@code email}
   * @return the enrollment, or 404
   */
  @POST
  @Path("/search")
  public Response find(InputStream body) {
    return OperatorAnswer.of(
        () ->
            tokens
                .enrollments()
                .find(ORGANIZATION, whom(OperatorBody.read(body, "tenantId", "email")))
                .map(enrollment -> JsonAnswer.ok(json(enrollment)))
                .orElseGet(
                    () ->
                        JsonAnswer.error(
                            404, "NOT_FOUND", "The active program has no such enrollment")));
  }

  /**
   * Suspends one, or lets it in again.
   *
   * @param id the enrollment's
   * @param body {@code active}
   * @return an empty answer, or 404
   */
  @PUT
  @Path("/{id}/active")
  public Response setActive(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          boolean active = OperatorBody.read(body, "active").flag("active");
          return OperatorAnswer.done(
              tokens.enrollments().setActive(ORGANIZATION, id, active), "enrollment");
        });
  }

  /**
   * Ends all tokens of one that have been minted until now.
   *
   * @param id the enrollment's
   * @param body an empty object
   * @return an empty answer, or 404
   */
  @POST
  @Path("/{id}/revocation")
  public Response revoke(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          OperatorBody.read(body);
          return OperatorAnswer.done(
              tokens.revocations().revokeEnrollment(ORGANIZATION, id), "enrollment");
        });
  }

  private static EmbedTokenRequest whom(OperatorBody body) {
    Optional<String> tenantId = body.text("tenantId");
    Optional<String> email = body.text("email");
    if (tenantId.isPresent() == email.isPresent()) {
      throw OperatorBody.bad("The body must have either tenantId or email");
    }
    EmbedTokenRequest.Builder request = EmbedTokenRequest.builder();
    tenantId.ifPresent(request::tenantId);
    email.ifPresent(address -> request.partner(address, null));
    return request.build();
  }

  private static JsonObject json(EnrollmentRecord enrollment) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", enrollment.id())
            .add("email", enrollment.email())
            .add("active", enrollment.active());
    if (enrollment.tenantId() != null) {
      json.add("tenantId", enrollment.tenantId());
    }
    return json.build();
  }
}
