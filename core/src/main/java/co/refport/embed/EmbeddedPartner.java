package co.refport.embed;

import static java.util.Objects.requireNonNull;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The one partner whom a verified token lets in, as the store knows it. Immutable; two are equal
 * when all components are. {@link #toString()} leaves tenant id, name and email out.
 *
 * @param organizationId the organization that the program belongs to
 * @param programId the program
 * @param enrollmentId the partner's enrollment in the program
 * @param partnerId the partner
 * @param tenantId the host's own id of the partner; null when none is bound
 * @param name the display name; null when none is known
 * @param email the email as it was typed first, for display
 */
public record EmbeddedPartner(
    String organizationId,
    String programId,
    String enrollmentId,
    String partnerId,
    @Nullable String tenantId,
    @Nullable String name,
    String email)
    implements Principal {

  /** Refuses null where it is not allowed with a {@link NullPointerException}. */
  public EmbeddedPartner {
    requireNonNull(organizationId, "organizationId");
    requireNonNull(programId, "programId");
    requireNonNull(enrollmentId, "enrollmentId");
    requireNonNull(partnerId, "partnerId");
    requireNonNull(email, "email");
  }

  /**
   * The principal's name.
   *
   * @return {@link #enrollmentId()}, which says nothing about the person
   */
  @Override
  public String getName() {
    return enrollmentId;
  }

  @Override
  public String toString() {
    return "EmbeddedPartner[organizationId="
        + organizationId
        + ", programId="
        + programId
        + ", enrollmentId="
        + enrollmentId
        + ", partnerId="
        + partnerId
        + "]";
  }
}
