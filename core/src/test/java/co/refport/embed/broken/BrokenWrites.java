package co.refport.embed.broken;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.CreateResult.NoActiveProgram;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stores that create or bind wrongly. */
final class BrokenWrites {

  static final List<Defect> ALL =
      List.of(
          new Defect(
              "creates enrollments that are not active",
              "aNewEnrollmentIsActiveAtRevisionZeroAndItsPartnerIsNew",
              CreatesInactive::new),
          new Defect(
              "overwrites the names of partners",
              "aPartnerThatExistsKeepsItsIdNameAndEmailInANewProgram",
              OverwritesNames::new),
          new Defect(
              "leaves the partner of a lost creation",
              "aTenantIdIsTakenOnceInAProgramAndALostCreationLeavesNoPartner",
              LeavesPartners::new),
          new Defect(
              "leaves the partners of lost creations",
              "ofManyCreationsForOneTenantIdOneWinsAndTheOthersLeaveNoPartner",
              LeavesPartners::new),
          new Defect(
              "throws what the database says of a lost creation",
              "aPartnerIsEnrolledOnceInAProgram",
              ThrowsWhenLost::new),
          new Defect(
              "says that it lost when there is no program",
              "withoutAnActiveProgramNothingIsCreated",
              LosesWithoutAProgram::new),
          new Defect("cuts names short", "theLongestTextsAreKept", CutsNames::new),
          new Defect(
              "cuts the names of enrolled partners short",
              "aTenantIdAndANameOf255CharactersAreKept",
              CutsNames::new),
          new Defect("keeps Latin names only", "namesAndEmailsOfAnyScriptAreKept", LatinNames::new),
          new Defect(
              "reads, then creates", "ofManyCreationsForOneEmailOneWins", ReadsThenCreates::new),
          new Defect(
              "reads, then creates for whole calls",
              "ofManyFirstCallsForOneEmailAllSucceedForOneEnrollment",
              ReadsThenCreates::new),
          new Defect(
              "binds what is not active", "anEnrollmentThatIsNotActiveIsNotBound", BindsAny::new),
          new Defect(
              "says that it has bound what was bound",
              "bindingTheTenantIdThatAnEnrollmentHasIsNotABinding",
              BindsAgain::new),
          new Defect(
              "reads, then binds", "ofManyBindingsOfOneEnrollmentOneWins", ReadsThenBinds::new),
          new Defect(
              "works in the caller's transaction",
              "anEnrollmentOutlivesTheRollbackOfTheCaller",
              JoinsTheCaller::new),
          new Defect(
              "mints in the caller's transaction",
              "aTokenThatWasHandedOutBeforeTheCallersRollbackLetsItsPartnerIn",
              JoinsTheCaller::new));

  private BrokenWrites() {}

  private static final class CreatesInactive extends DelegatingStore {
    @Override
    public CreateResult createEnrollment(NewEnrollment enrollment) {
      CreateResult result = super.createEnrollment(enrollment);
      super.setEnrollmentActive(enrollment.organizationId(), enrollment.enrollmentId(), false);
      return result;
    }
  }

  private static final class OverwritesNames extends DelegatingStore {
    private final Map<String, String> names = new ConcurrentHashMap<>();

    @Override
    public CreateResult createEnrollment(NewEnrollment enrollment) {
      CreateResult result = super.createEnrollment(enrollment);
      if (result instanceof Created created && enrollment.name() != null) {
        names.put(created.enrollment().partnerId(), enrollment.name());
      }
      return result;
    }

    @Override
    public Optional<TokenState> findTokenState(TokenReference token) {
      return super.findTokenState(token)
          .map(state -> named(state, names.get(state.partner().partnerId())));
    }
  }

  private static TokenState named(TokenState state, @Nullable String name) {
    EmbeddedPartner partner = state.partner();
    return new TokenState(
        new EmbeddedPartner(
            partner.organizationId(),
            partner.programId(),
            partner.enrollmentId(),
            partner.partnerId(),
            partner.tenantId(),
            name,
            partner.email()),
        state.active(),
        state.revision(),
        state.revoked(),
        state.origins());
  }

  private static final class LeavesPartners extends DelegatingStore {
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    @Override
    public CreateResult createEnrollment(NewEnrollment enrollment) {
      CreateResult result = super.createEnrollment(enrollment);
      if (result instanceof Lost) {
        left.add(enrollment.email());
      }
      return result instanceof Created created && left.contains(enrollment.email())
          ? new Created(created.enrollment(), false)
          : result;
    }
  }

  private static final class ThrowsWhenLost extends DelegatingStore {
    @Override
    public CreateResult createEnrollment(NewEnrollment enrollment) {
      CreateResult result = super.createEnrollment(enrollment);
      if (result instanceof Lost) {
        throw new IllegalStateException("unique constraint violated");
      }
      return result;
    }
  }

  private static final class LosesWithoutAProgram extends DelegatingStore {
    @Override
    public CreateResult createEnrollment(NewEnrollment enrollment) {
      CreateResult result = super.createEnrollment(enrollment);
      return result instanceof NoActiveProgram ? new Lost() : result;
    }
  }

  private abstract static class DistortsNames extends DelegatingStore {
    @Override
    public CreateResult createEnrollment(NewEnrollment given) {
      String name = given.name();
      return super.createEnrollment(
          new NewEnrollment(
              given.organizationId(),
              given.enrollmentId(),
              given.tenantId(),
              given.partnerId(),
              given.email(),
              given.typedEmail(),
              name == null ? null : distort(name),
              given.createdAt()));
    }

    abstract String distort(String name);
  }

  private static final class CutsNames extends DistortsNames {
    @Override
    String distort(String name) {
      return name.substring(0, Math.min(name.length(), 254));
    }
  }

  private static final class LatinNames extends DistortsNames {
    @Override
    String distort(String name) {
      return name.replaceAll("[^\\x00-\\xFF]", "?");
    }
  }

  private static final class ReadsThenCreates extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public CreateResult createEnrollment(NewEnrollment given) {
      boolean free = findEnrollmentByEmail(given.organizationId(), given.email()).isEmpty();
      meeting.join();
      CreateResult result = super.createEnrollment(given);
      if (!free || result instanceof Created) {
        return result;
      }
      String program = findPrograms(given.organizationId()).get(0).id();
      return new Created(
          new EnrollmentRecord(
              given.enrollmentId(),
              program,
              given.partnerId(),
              given.tenantId(),
              given.email(),
              true,
              0),
          true);
    }
  }

  private static final class BindsAny extends DelegatingStore {
    @Override
    public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
      super.setEnrollmentActive(organizationId, enrollmentId, true);
      return super.bindTenantId(organizationId, enrollmentId, tenantId);
    }
  }

  private static final class BindsAgain extends DelegatingStore {
    @Override
    public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
      return super.bindTenantId(organizationId, enrollmentId, tenantId)
          || findEnrollmentByTenantId(organizationId, tenantId)
              .filter(found -> found.id().equals(enrollmentId))
              .isPresent();
    }
  }

  private static final class ReadsThenBinds extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
      boolean free =
          findEnrollmentById(organizationId, enrollmentId)
              .filter(found -> found.tenantId() == null)
              .isPresent();
      meeting.join();
      return super.bindTenantId(organizationId, enrollmentId, tenantId) || free;
    }
  }

  /** Keeps what is created for the commit. */
  static final class JoinsTheCaller extends DelegatingStore {
    private @Nullable List<NewEnrollment> uncommitted;

    void begin() {
      uncommitted = new ArrayList<>();
    }

    void end(boolean commit) {
      List<NewEnrollment> ended = Optional.ofNullable(uncommitted).orElseThrow();
      uncommitted = null;
      if (commit) {
        ended.forEach(super::createEnrollment);
      }
    }

    @Override
    public CreateResult createEnrollment(NewEnrollment given) {
      if (uncommitted == null) {
        return super.createEnrollment(given);
      }
      uncommitted.add(given);
      String program = findPrograms(given.organizationId()).get(0).id();
      return new Created(
          new EnrollmentRecord(
              given.enrollmentId(),
              program,
              given.partnerId(),
              given.tenantId(),
              given.email(),
              true,
              0),
          true);
    }
  }
}
