package co.refport.embed.jaxrs.internal;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the wire contract says of the response to a body. It shares no code with the product.
 *
 * @param status the status of the response
 * @param enrollment the enrollment that the token is for; null for a new one and without a token
 */
record EndpointModel(int status, @Nullable Known enrollment) {

  /** The enrollments that exist before a request. */
  enum Known {
    E1("t1", "a@x.io"),
    E2(null, "b@x.io"),
    E3("t3", "c@x.io");

    final @Nullable String tenantId;
    final String email;

    Known(@Nullable String tenantId, String email) {
      this.tenantId = tenantId;
      this.email = email;
    }

    boolean active() {
      return this != E3;
    }

    private static @Nullable Known find(Predicate<Known> condition) {
      return Stream.of(values()).filter(condition).findFirst().orElse(null);
    }
  }

  static EndpointModel of(Optional<RequestModel> valid) {
    if (valid.isEmpty()) {
      return new EndpointModel(422, null);
    }
    RequestModel request = valid.get();
    Known byId = Known.find(known -> known.name().equals(request.enrollmentId()));
    Known byTenant =
        Known.find(known -> known.tenantId != null && known.tenantId.equals(request.tenantId()));
    Known byEmail = Known.find(known -> known.email.equals(request.email()));
    if (request.enrollmentId() != null && byId == null) {
      return new EndpointModel(404, null);
    }
    Known chosen =
        Stream.of(
                Optional.ofNullable(byId),
                Optional.ofNullable(byTenant),
                Optional.ofNullable(byEmail))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
    if (chosen == null) {
      return new EndpointModel(request.partner() ? 200 : 404, null);
    }
    if (!chosen.active()) {
      return new EndpointModel(404, null);
    }
    boolean otherTenant =
        request.tenantId() != null
            && chosen.tenantId != null
            && !chosen.tenantId.equals(request.tenantId());
    if ((byTenant != null && byTenant != chosen)
        || (byEmail != null && byEmail != chosen)
        || otherTenant) {
      return new EndpointModel(409, null);
    }
    return new EndpointModel(200, chosen);
  }
}
