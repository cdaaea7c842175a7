package co.refport.embed.broken;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores that change, merge or erase partners wrongly. */
final class BrokenPartners {

  static final List<Defect> ALL =
      List.of(
          new Defect(
              "shows the email in canonical form", "newEmailReplacesTheOldOne", LowersEmails::new),
          new Defect(
              "sets the email in the active program only",
              "newEmailHoldsInEveryProgram",
              SetsActiveEmails::new),
          new Defect(
              "says that a taken email is not found",
              "takenEmailChangesNothing",
              FindsNoTakenEmail::new),
          new Defect(
              "reads, then sets the email",
              "ofManyPartnersOneGetsTheEmail",
              ReadsThenSetsEmail::new),
          new Defect(
              "never removes a tenant id", "removedTenantIdCanBeBoundAgain", KeepsTenantIds::new),
          new Defect(
              "sets the tenant id in the active program only",
              "tenantIdIsSetInInactivePrograms",
              SetsActiveTenantIds::new),
          new Defect(
              "takes a tenant id from another", "takenTenantIdChangesNothing", TakesTenantIds::new),
          new Defect(
              "reads, then sets the tenant id",
              "ofManyEnrollmentsOneGetsTheTenantId",
              ReadsThenSetsTenantId::new),
          new Defect(
              "forgets the loser's tenant id", "winnerGetsTheMissingTenantId", ForgetsTenant::new),
          new Defect(
              "overwrites the winner's tenant id",
              "winnerKeepsItsOwnTenantId",
              OverwritesTenant::new),
          new Defect(
              "leaves the loser's partner", "loserAndItsPartnerAreGone", SuspendsLosers::new),
          new Defect(
              "deletes a loser's other enrollments",
              "loserEnrolledElsewhereStaysThere",
              ErasesLosers::new),
          new Defect(
              "merges an enrollment into itself",
              "enrollmentIsNotMergedIntoItself",
              ErasesLosers::new),
          new Defect("reads, then merges", "oneLoserIsMergedOnce", ReadsThenMerges::new),
          new Defect(
              "suspends whom it should erase", "inactiveEnrollmentsAreErased", Suspends::new),
          new Defect("erases API keys", "apiKeysOutliveErasedPartners", ForgetsApiKeys::new),
          new Defect(
              "forgets the revocations of the erased",
              "revokedTokensOutliveErasedPartners",
              ForgetsRevocations::new),
          new Defect("reads, then erases", "partnerIsErasedOnce", ReadsThenErases::new));

  private BrokenPartners() {}

  private static final class LowersEmails extends DelegatingStore {
    @Override
    public ChangeResult setEmail(
        String organizationId, String enrollmentId, String email, String typedEmail) {
      return super.setEmail(organizationId, enrollmentId, email, email);
    }
  }

  private static final class SetsActiveEmails extends DelegatingStore {
    @Override
    public ChangeResult setEmail(
        String organizationId, String enrollmentId, String email, String typedEmail) {
      return findEnrollmentById(organizationId, enrollmentId).isPresent()
          ? super.setEmail(organizationId, enrollmentId, email, typedEmail)
          : ChangeResult.NOT_FOUND;
    }
  }

  private static final class FindsNoTakenEmail extends DelegatingStore {
    @Override
    public ChangeResult setEmail(
        String organizationId, String enrollmentId, String email, String typedEmail) {
      ChangeResult result = super.setEmail(organizationId, enrollmentId, email, typedEmail);
      return result == ChangeResult.TAKEN ? ChangeResult.NOT_FOUND : result;
    }
  }

  private static final class ReadsThenSetsEmail extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public ChangeResult setEmail(
        String organizationId, String enrollmentId, String email, String typedEmail) {
      boolean free = findEnrollmentByEmail(organizationId, email).isEmpty();
      meeting.join();
      ChangeResult result = super.setEmail(organizationId, enrollmentId, email, typedEmail);
      return free ? ChangeResult.CHANGED : result;
    }
  }

  private static final class KeepsTenantIds extends DelegatingStore {
    @Override
    public ChangeResult setTenantId(
        String organizationId, String enrollmentId, @Nullable String tenantId) {
      return tenantId == null
          ? ChangeResult.CHANGED
          : super.setTenantId(organizationId, enrollmentId, tenantId);
    }
  }

  private static final class SetsActiveTenantIds extends DelegatingStore {
    @Override
    public ChangeResult setTenantId(
        String organizationId, String enrollmentId, @Nullable String tenantId) {
      return findEnrollmentById(organizationId, enrollmentId).isPresent()
          ? super.setTenantId(organizationId, enrollmentId, tenantId)
          : ChangeResult.NOT_FOUND;
    }
  }

  private static final class TakesTenantIds extends DelegatingStore {
    @Override
    public ChangeResult setTenantId(
        String organizationId, String enrollmentId, @Nullable String tenantId) {
      if (tenantId != null) {
        findEnrollmentByTenantId(organizationId, tenantId)
            .ifPresent(holder -> super.setTenantId(organizationId, holder.id(), null));
      }
      return super.setTenantId(organizationId, enrollmentId, tenantId);
    }
  }

  private static final class ReadsThenSetsTenantId extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public ChangeResult setTenantId(
        String organizationId, String enrollmentId, @Nullable String tenantId) {
      boolean free =
          tenantId != null && findEnrollmentByTenantId(organizationId, tenantId).isEmpty();
      meeting.join();
      ChangeResult result = super.setTenantId(organizationId, enrollmentId, tenantId);
      return free ? ChangeResult.CHANGED : result;
    }
  }

  private static final class ForgetsTenant extends DelegatingStore {
    @Override
    public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
      super.setTenantId(organizationId, loserId, null);
      return super.mergeEnrollments(organizationId, loserId, winnerId);
    }
  }

  private static final class OverwritesTenant extends DelegatingStore {
    @Override
    public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
      super.setTenantId(organizationId, winnerId, null);
      return super.mergeEnrollments(organizationId, loserId, winnerId);
    }
  }

  /** Suspends losers instead of deleting them. */
  private static final class SuspendsLosers extends DelegatingStore {
    @Override
    public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
      return super.setEnrollmentActive(organizationId, loserId, false);
    }
  }

  private static final class ErasesLosers extends DelegatingStore {
    @Override
    public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
      return super.erasePartner(organizationId, loserId);
    }
  }

  private static final class ReadsThenMerges extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
      boolean there = findEnrollmentById(organizationId, loserId).isPresent();
      meeting.join();
      return super.mergeEnrollments(organizationId, loserId, winnerId) || there;
    }
  }

  private static final class Suspends extends DelegatingStore {
    @Override
    public boolean erasePartner(String organizationId, String enrollmentId) {
      return super.setEnrollmentActive(organizationId, enrollmentId, false);
    }
  }

  private static final class ForgetsApiKeys extends DelegatingStore {
    private final Set<String> erased = ConcurrentHashMap.newKeySet();

    @Override
    public boolean erasePartner(String organizationId, String enrollmentId) {
      erased.add(organizationId);
      return super.erasePartner(organizationId, enrollmentId);
    }

    @Override
    public Optional<ApiKeyRecord> findApiKey(String sha256) {
      return super.findApiKey(sha256).filter(key -> !erased.contains(key.organizationId()));
    }
  }

  private static final class ForgetsRevocations extends DelegatingStore {
    @Override
    public boolean erasePartner(String organizationId, String enrollmentId) {
      super.deleteExpiredRevocations(Instant.MAX);
      return super.erasePartner(organizationId, enrollmentId);
    }
  }

  private static final class ReadsThenErases extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public boolean erasePartner(String organizationId, String enrollmentId) {
      boolean there = findEnrollmentById(organizationId, enrollmentId).isPresent();
      meeting.join();
      return super.erasePartner(organizationId, enrollmentId) || there;
    }
  }
}
