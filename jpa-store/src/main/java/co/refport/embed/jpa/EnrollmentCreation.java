package co.refport.embed.jpa;

import co.refport.embed.jpa.internal.EnrollmentRow;
import co.refport.embed.jpa.internal.PartnerRow;
import co.refport.embed.jpa.internal.ProgramRow;
import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates an enrollment, and its partner if need be, within one transaction. */
final class EnrollmentCreation {

  private EnrollmentCreation() {}

  /** Throws when a rule of uniqueness stands against it. */
  static CreateResult run(EntityManager em, NewEnrollment enrollment) {
    Optional<Object[]> found =
        Statements.findFirst(
            em,
            ProgramRow.FIND_ACTIVE_AND_PARTNER,
            Object[].class,
            Map.of(
                "organizationId",
                enrollment.organizationId(),
                "emailKey",
                TextKey.of(enrollment.email())));
    return found
        .map(row -> create(em, enrollment, (String) row[0], (String) row[1]))
        .orElseGet(CreateResult.NoActiveProgram::new);
  }

  private static CreateResult create(
      EntityManager em, NewEnrollment enrollment, String programId, @Nullable String partnerId) {
    if (partnerId == null) {
      // at once, for a provider may reorder inserts and the enrollment refers to the partner
      Statements.insert(em, new PartnerRow(enrollment));
    } else if (isGone(em, enrollment.organizationId(), partnerId)) {
      return new CreateResult.Lost();
    }
    EnrollmentRecord created =
        new EnrollmentRecord(
            enrollment.enrollmentId(),
            programId,
            partnerId == null ? enrollment.partnerId() : partnerId,
            enrollment.tenantId(),
            enrollment.email(),
            true,
            0);
    Statements.insert(em, new EnrollmentRow(created, enrollment.createdAt()));
    return new CreateResult.Created(created, partnerId == null);
  }

  /**
   * Whether the partner was erased since it was read; otherwise it stays until the end of the
   * transaction. H2's foreign keys do not see what another transaction is about to delete.
   */
  private static boolean isGone(EntityManager em, String organizationId, String partnerId) {
    return Statements.execute(
            em, PartnerRow.LOCK, Map.of("organizationId", organizationId, "partnerId", partnerId))
        == 0;
  }
}
