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
import java.util.stream.Stream;

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
   * @param body {@code tenantId}, {@code email} or {@code enrollmentId}
   * @return the enrollment, or 404
   */
  @POST
  @Path("/search")
  public Response find(InputStream body) {
    return OperatorAnswer.of(
        () ->
            tokens
                .enrollments()
                .find(
                    ORGANIZATION,
                    whom(OperatorBody.read(body, "tenantId", "email", "enrollmentId")))
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

  /**
   * Sets the email of its partner.
   *
   * @param id the enrollment's
   * @param body {@code email}
   * @return an empty answer, or 404, or 409 if another partner has the email
   */
  @PUT
  @Path("/{id}/email")
  public Response setEmail(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          String email = required(OperatorBody.read(body, "email"), "email");
          return OperatorAnswer.of(
              tokens.enrollments().setEmail(ORGANIZATION, id, email),
              "Another partner has this email. Merge the two enrollments if they are of one"
                  + " person");
        });
  }

  /**
   * Sets or removes its tenant id.
   *
   * @param id the enrollment's
   * @param body {@code tenantId}, or an empty object to remove it
   * @return an empty answer, or 404, or 409 if another enrollment has the tenant id
   */
  @PUT
  @Path("/{id}/tenant-id")
  public Response setTenantId(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          Optional<String> tenantId = OperatorBody.read(body, "tenantId").text("tenantId");
          return OperatorAnswer.of(
              tokens.enrollments().setTenantId(ORGANIZATION, id, tenantId.orElse(null)),
              "Another enrollment has this tenant id");
        });
  }

  /**
   * Merges it into another one.
   *
   * @param id the enrollment's that ends
   * @param body {@code into}, the id of the enrollment that stays
   * @return an empty answer, or 404
   */
  @POST
  @Path("/{id}/merge")
  public Response merge(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          String winner = required(OperatorBody.read(body, "into"), "into");
          return tokens.enrollments().merge(ORGANIZATION, id, winner.strip())
              ? Response.noContent().build()
              : JsonAnswer.error(
                  404, "NOT_FOUND", "The organization has no two such enrollments in one program");
        });
  }

  /**
   * Erases its partner.
   *
   * @param id the enrollment's
   * @param body an empty object
   * @return an empty answer, or 404
   */
  @POST
  @Path("/{id}/erasure")
  public Response erase(@PathParam("id") String id, InputStream body) {
    return OperatorAnswer.of(
        () -> {
          OperatorBody.read(body);
          return OperatorAnswer.done(
              tokens.enrollments().erasePartner(ORGANIZATION, id), "enrollment");
        });
  }

  private static String required(OperatorBody body, String name) {
    return body.text(name).orElseThrow(() -> OperatorBody.bad("The body must have " + name));
  }

  private static EmbedTokenRequest whom(OperatorBody body) {
    Optional<String> tenantId = body.text("tenantId");
    Optional<String> email = body.text("email");
    Optional<String> enrollmentId = body.text("enrollmentId");
    if (Stream.of(tenantId, email, enrollmentId).filter(Optional::isPresent).count() != 1) {
      throw OperatorBody.bad("The body must have one of tenantId, email and enrollmentId");
    }
    EmbedTokenRequest.Builder request = EmbedTokenRequest.builder();
    tenantId.ifPresent(request::tenantId);
    enrollmentId.ifPresent(request::enrollmentId);
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
