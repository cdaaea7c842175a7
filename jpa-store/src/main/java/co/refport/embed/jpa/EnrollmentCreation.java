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

/** Creates an enrollment, and its partner if need be, within one transaction. */
final class EnrollmentCreation {

  private EnrollmentCreation() {}

  /** Throws when a rule of uniqueness stands against it. */
  static CreateResult run(EntityManager em, NewEnrollment enrollment) {
    Optional<String> programId = activeProgram(em, enrollment.organizationId());
    if (programId.isEmpty()) {
      return new CreateResult.NoActiveProgram();
    }
    Optional<String> partnerId = partner(em, enrollment.organizationId(), enrollment.email());
    if (partnerId.isEmpty()) {
      // at once, for a provider may reorder inserts and the enrollment refers to the partner
      Statements.insert(em, new PartnerRow(enrollment));
    }
    EnrollmentRecord created =
        new EnrollmentRecord(
            enrollment.enrollmentId(),
            programId.get(),
            partnerId.orElse(enrollment.partnerId()),
            enrollment.tenantId(),
            enrollment.email(),
            true,
            0);
    Statements.insert(em, new EnrollmentRow(created, enrollment.createdAt()));
    return new CreateResult.Created(created, partnerId.isEmpty());
  }

  private static Optional<String> activeProgram(EntityManager em, String organizationId) {
    return Statements.findFirst(
        em, ProgramRow.FIND_ACTIVE, String.class, Map.of("organizationId", organizationId));
  }

  private static Optional<String> partner(EntityManager em, String organizationId, String email) {
    return Statements.findFirst(
        em,
        PartnerRow.FIND,
        String.class,
        Map.of("organizationId", organizationId, "emailKey", TextKey.of(email)));
  }
}
