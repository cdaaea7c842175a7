package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment to be created. Immutable; {@link #toString()} leaves tenant id, email and name out.
 *
 * @param organizationId the organization in whose active program to enroll
 * @param enrollmentId the id of the new enrollment, random
 * @param tenantId the tenant id to bind at once, at most 255 characters; null for none
 * @param partnerId the id of the partner, if a new one is created; random
 * @param email the partner's email in canonical form: ASCII, lower case, at most 254 characters
 * @param typedEmail the email as it was typed, for display; at most 512 characters
 * @param name the display name, if a new partner is created, at most 255 characters; null for none
 * @param createdAt when; kept to the millisecond
 */
public record NewEnrollment(
    String organizationId,
    String enrollmentId,
    @Nullable String tenantId,
    String partnerId,
    String email,
    String typedEmail,
    @Nullable String name,
    Instant createdAt) {

  /** Refuses null where it is not allowed with a {@link NullPointerException}. */
  public NewEnrollment {
    requireNonNull(organizationId, "organizationId");
    requireNonNull(enrollmentId, "enrollmentId");
    requireNonNull(partnerId, "partnerId");
    requireNonNull(email, "email");
    requireNonNull(typedEmail, "typedEmail");
    requireNonNull(createdAt, "createdAt");
  }

  @Override
  public String toString() {
    return "NewEnrollment[organizationId=" + organizationId + ", id=" + enrollmentId + "]";
  }
}
