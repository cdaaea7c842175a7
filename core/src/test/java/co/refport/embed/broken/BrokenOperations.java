package co.refport.embed.broken;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ProgramRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stores that do wrongly what operators ask for. */
final class BrokenOperations {

  static final List<Defect> ALL =
      List.of(
          new Defect(
              "forgets the origins of a new program",
              "aProgramIsFoundAsItWasInserted",
              ForgetsOrigins::new),
          new Defect(
              "replaces the active program",
              "anOrganizationHasAtMostOneActiveProgram",
              ReplacesActiveProgram::new),
          new Defect("lists the oldest program first", "programsComeNewestFirst", OldestFirst::new),
          new Defect(
              "lists all programs",
              "noMoreProgramsAreListedThanTheNewestThousand",
              ListsAllPrograms::new),
          new Defect(
              "fails when a program is active already",
              "askingForWhatIsSoAlreadyIsNoFailure",
              FailsWhenSo::new),
          new Defect(
              "activates a second program by deactivating the first",
              "aProgramIsNotActivatedBesideAnActiveOne",
              ReplacesActiveProgram::new),
          new Defect(
              "reads, then activates",
              "ofManyProgramsThatAreActivatedAtOnceOneWins",
              ReadsThenActivates::new),
          new Defect(
              "adds origins to the old ones",
              "newOriginsReplaceTheOldOnesOfTheirProgramOnly",
              AddsOrigins::new),
          new Defect(
              "takes the origins before the first that is none",
              "originsThatAreNoneAreRefusedAndChangeNothing",
              TakesSomeOrigins::new),
          new Defect(
              "shuts enrollments out for ever",
              "anEnrollmentIsShutOutAndLetInAgain",
              ShutsOutForEver::new),
          new Defect(
              "shuts enrollments out of active programs only",
              "anEnrollmentIsShutOutAndLetInWhetherOrNotItsProgramIsActive",
              NeedsActiveProgram::new),
          new Defect(
              "cuts instants to seconds", "anApiKeyIsFoundAsItWasInserted", CutsToSeconds::new),
          new Defect("takes a hash twice", "anApiKeysHashIsTakenOnce", AcceptsAnyApiKey::new),
          new Defect(
              "lists usable API keys only",
              "apiKeysComeNewestFirstInWhateverStateTheyAre",
              ListsUsableApiKeys::new),
          new Defect(
              "lists a thousand old API keys",
              "noMoreApiKeysAreListedThanTheNewestThousand",
              ListsOldApiKeys::new),
          new Defect(
              "puts an expiry off",
              "theExpiryOfAnApiKeyIsBroughtForwardAndNeverPutOff",
              PutsExpiryOff::new),
          new Defect(
              "revives an expired API key", "anApiKeyThatHasExpiredStaysSo", PutsExpiryOff::new),
          new Defect(
              "moves the last use back",
              "theLatestUseOfAnApiKeyIsRemembered",
              MovesLastUseBack::new));

  private BrokenOperations() {}

  private static final class ForgetsOrigins extends DelegatingStore {
    @Override
    public boolean insertProgram(ProgramRecord program) {
      return super.insertProgram(
          new ProgramRecord(
              program.id(),
              program.organizationId(),
              List.of(),
              program.active(),
              program.createdAt()));
    }
  }

  private static final class ReplacesActiveProgram extends DelegatingStore {
    @Override
    public boolean insertProgram(ProgramRecord program) {
      if (program.active()) {
        deactivateAll(program.organizationId());
      }
      return super.insertProgram(program);
    }

    @Override
    public boolean setProgramActive(String organizationId, String programId, boolean active) {
      if (active) {
        deactivateAll(organizationId);
      }
      return super.setProgramActive(organizationId, programId, active);
    }

    private void deactivateAll(String organizationId) {
      for (ProgramRecord old : findPrograms(organizationId)) {
        super.setProgramActive(organizationId, old.id(), false);
      }
    }
  }

  private static final class OldestFirst extends DelegatingStore {
    @Override
    public List<ProgramRecord> findPrograms(String organizationId) {
      return reversed(super.findPrograms(organizationId));
    }
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static final class ListsAllPrograms extends DelegatingStore {
    private final List<ProgramRecord> all = new CopyOnWriteArrayList<>();

    @Override
    public boolean insertProgram(ProgramRecord program) {
      all.add(0, program);
      return super.insertProgram(program);
    }

    @Override
    public List<ProgramRecord> findPrograms(String organizationId) {
      return all.stream()
          .filter(program -> program.organizationId().equals(organizationId))
          .toList();
    }
  }

  private static final class FailsWhenSo extends DelegatingStore {
    @Override
    public boolean setProgramActive(String organizationId, String programId, boolean active) {
      return hasActiveProgram(organizationId) != active
          && super.setProgramActive(organizationId, programId, active);
    }
  }

  private static final class ReadsThenActivates extends DelegatingStore {
    private final Meeting meeting = new Meeting();

    @Override
    public boolean setProgramActive(String organizationId, String programId, boolean active) {
      boolean free = !hasActiveProgram(organizationId);
      meeting.join();
      return super.setProgramActive(organizationId, programId, active) || free;
    }
  }

  private static final class AddsOrigins extends DelegatingStore {
    @Override
    public boolean setOrigins(String organizationId, String programId, List<String> origins) {
      List<String> together = new ArrayList<>(origins);
      findPrograms(organizationId).stream()
          .filter(program -> program.id().equals(programId))
          .forEach(program -> together.addAll(program.origins()));
      return super.setOrigins(organizationId, programId, together);
    }
  }

  private static final class TakesSomeOrigins extends DelegatingStore {
    @Override
    public boolean setOrigins(String organizationId, String programId, List<String> origins) {
      super.setOrigins(organizationId, programId, origins.subList(0, 1));
      return super.setOrigins(organizationId, programId, origins);
    }
  }

  private static final class ShutsOutForEver extends DelegatingStore {
    @Override
    public boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active) {
      return super.setEnrollmentActive(organizationId, enrollmentId, false);
    }
  }

  private static final class NeedsActiveProgram extends DelegatingStore {
    @Override
    public boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active) {
      return findEnrollmentById(organizationId, enrollmentId).isPresent()
          && super.setEnrollmentActive(organizationId, enrollmentId, active);
    }
  }

  private static final class CutsToSeconds extends DelegatingStore {
    @Override
    public boolean insertApiKey(ApiKeyRecord key) {
      return super.insertApiKey(
          new ApiKeyRecord(
              key.id(),
              key.organizationId(),
              key.sha256(),
              key.createdAt().truncatedTo(ChronoUnit.SECONDS),
              key.expiresAt(),
              key.revokedAt(),
              key.lastUsedAt()));
    }
  }

  private static final class AcceptsAnyApiKey extends DelegatingStore {
    @Override
    public boolean insertApiKey(ApiKeyRecord apiKey) {
      super.insertApiKey(apiKey);
      return true;
    }
  }

  private static final class ListsUsableApiKeys extends DelegatingStore {
    @Override
    public List<ApiKeyRecord> findApiKeys(String organizationId) {
      return super.findApiKeys(organizationId).stream()
          .filter(key -> key.isValidAt(Instant.EPOCH))
          .toList();
    }
  }

  private static final class ListsOldApiKeys extends DelegatingStore {
    private final List<ApiKeyRecord> listed = new CopyOnWriteArrayList<>();

    @Override
    public boolean insertApiKey(ApiKeyRecord apiKey) {
      if (listed.size() < MAX_LISTED) {
        listed.add(0, apiKey);
      }
      return super.insertApiKey(apiKey);
    }

    @Override
    public List<ApiKeyRecord> findApiKeys(String organizationId) {
      return List.copyOf(listed);
    }
  }

  private static final class PutsExpiryOff extends DelegatingStore {
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    @Override
    public boolean expireApiKey(String organizationId, String apiKeyId, Instant expiresAt) {
      expiries.put(apiKeyId, expiresAt);
      return super.expireApiKey(organizationId, apiKeyId, expiresAt);
    }

    @Override
    public Optional<ApiKeyRecord> findApiKey(String sha256) {
      return super.findApiKey(sha256)
          .map(
              key ->
                  with(
                      key,
                      expiries.getOrDefault(key.id(), key.expiresAt()),
                      key.revokedAt(),
                      key.lastUsedAt()));
    }
  }

  private static final class MovesLastUseBack extends DelegatingStore {
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();

    @Override
    public boolean recordApiKeyUse(String organizationId, String apiKeyId, Instant usedAt) {
      uses.put(apiKeyId, usedAt);
      return super.recordApiKeyUse(organizationId, apiKeyId, usedAt);
    }

    @Override
    public Optional<ApiKeyRecord> findApiKey(String sha256) {
      return super.findApiKey(sha256)
          .map(key -> with(key, key.expiresAt(), key.revokedAt(), uses.get(key.id())));
    }
  }
}
