package co.refport.embed;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The one partner that a verified token admits, as the store knows it.
 *
 * <p>Immutable. Two are equal when all components are equal. {@link #toString()} leaves tenant id,
 * name and email out. It is no {@link java.security.Principal}: mappers and expression languages
 * would read the principal's {@code getName()} as {@link #name()}.
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
    String email) {

  /** Refuses null where it is not allowed with a {@link NullPointerException}. */
  public EmbeddedPartner {
    requireNonNull(organizationId, "organizationId");
    requireNonNull(programId, "programId");
    requireNonNull(enrollmentId, "enrollmentId");
    requireNonNull(partnerId, "partnerId");
    requireNonNull(email, "email");
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
