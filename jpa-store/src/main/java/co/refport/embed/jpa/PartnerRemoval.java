package co.refport.embed.jpa;

import co.refport.embed.jpa.internal.EnrollmentRow;
import co.refport.embed.jpa.internal.PartnerRow;
import co.refport.embed.jpa.internal.TextKey;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Merges enrollments and erases partners, each within one transaction.
 *
 * <p>Each locks the partner that may go, before any enrollment, and enrollments in the order of
 * their ids: so no two of them wait for each other. Each throws when a creation has enrolled the
 * partner at the same time, because its row is then still referred to.
 */
final class PartnerRemoval {

  /**
   * An enrollment with what never changes of it.
   *
   * @param organizationId whose it is
   * @param programId the program that it is of
   * @param partnerId the partner that it is of
   * @param id its id
   */
  record Owned(String organizationId, String programId, String partnerId, String id) {

    private Map<String, String> partner() {
      return Map.of("organizationId", organizationId, "partnerId", partnerId);
    }

    private Map<String, String> enrollment() {
      return Map.of("programId", programId, "enrollmentId", id);
    }
  }

  private PartnerRemoval() {}

  /** Whether both were there. */
  static boolean merge(EntityManager em, Owned loser, Owned winner) {
    Statements.execute(em, PartnerRow.LOCK, loser.partner());
    boolean bothThere =
        Stream.of(loser, winner)
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .allMatch(one -> Statements.execute(em, EnrollmentRow.LOCK, one.enrollment()) == 1);
    if (!bothThere) {
      return false;
    }
    Optional<String> tenantId =
        Statements.findFirst(em, EnrollmentRow.FIND_TENANT_ID, String.class, loser.enrollment());
    Statements.execute(em, EnrollmentRow.DELETE, loser.enrollment());
    tenantId.ifPresent(passed -> pass(em, winner, passed));
    Map<String, String> partner = Map.of("partnerId", loser.partnerId());
    if (Statements.findFirst(em, EnrollmentRow.FIND_OF_PARTNER, String.class, partner).isEmpty()) {
      Statements.execute(em, PartnerRow.DELETE, loser.partner());
    }
    return true;
  }

  private static void pass(EntityManager em, Owned winner, String tenantId) {
    Statements.execute(
        em,
        EnrollmentRow.PASS_TENANT_ID,
        Map.of(
            "programId", winner.programId(),
            "enrollmentId", winner.id(),
            "tenantKey", TextKey.of(tenantId),
            "tenantId", tenantId));
  }

  /** Whether it was there. */
  static boolean erase(EntityManager em, Owned enrollment) {
    Statements.execute(em, PartnerRow.LOCK, enrollment.partner());
    if (Statements.execute(em, EnrollmentRow.DELETE, enrollment.enrollment()) == 0) {
      return false;
    }
    Statements.execute(
        em, EnrollmentRow.DELETE_OF_PARTNER, Map.of("partnerId", enrollment.partnerId()));
    Statements.execute(em, PartnerRow.DELETE, enrollment.partner());
    return true;
  }
}
