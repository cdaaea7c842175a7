package co.refport.embed.spi;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An enrollment as far as minting needs it. Immutable; {@link #toString()} leaves tenant id and
 * email out.
 *
 * @param id its random id
 * @param programId the program that it is an enrollment of
 * @param partnerId the partner that is enrolled
 * @param tenantId the caller's id of the partner; null when none is bound
 * @param email the partner's email in canonical form
 * @param active whether tokens may be minted for it
 * @param revision the number that "revoke all" raises; not negative
 */
public record EnrollmentRecord(
    String id,
    String programId,
    String partnerId,
    @Nullable String tenantId,
    String email,
    boolean active,
    int revision) {

  /** Refuses null where it is not allowed with a {@link NullPointerException}. */
  public EnrollmentRecord {
    requireNonNull(id, "id");
    requireNonNull(programId, "programId");
    requireNonNull(partnerId, "partnerId");
    requireNonNull(email, "email");
  }

  @Override
  public String toString() {
    return "EnrollmentRecord[id=" + id + ", programId=" + programId + ", active=" + active + "]";
  }
}
