package co.refport.embed.store;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the memory of this process: for tests and for a first look.
 *
 * <p>Thread-safe: one lock, held for a few map look-ups. Not bounded, not shared between nodes, and
 * gone with the process; nothing here survives a restart. Otherwise it holds the contract of the
 * interfaces, and the tests for stores run on it.
 */
public final class InMemoryEmbedStore implements EmbedStore, SigningKeyStore, OperatorStore {

  private record Key(String scope, String id) {}

  private record Partner(String id, String typedEmail, @Nullable String name) {}

  private final Map<String, ApiKeyRecord> apiKeysByHash = new HashMap<>();
  private final Set<String> apiKeyIds = new HashSet<>();
  private final Map<String, ProgramRecord> programs = new HashMap<>();
  private final Map<String, String> activeProgramByOrganization = new HashMap<>();
  private final Map<Key, Partner> partnerByEmail = new HashMap<>();
  private final Set<String> partnerIds = new HashSet<>();
  private final Map<String, EnrollmentRecord> enrollments = new HashMap<>();
  private final Map<Key, String> enrollmentByTenantId = new HashMap<>();
  private final Map<Key, String> enrollmentByPartner = new HashMap<>();
  private final List<SigningKeyRecord> signingKeys = new ArrayList<>();

  /** Makes an empty store. */
  public InMemoryEmbedStore() {}

  @Override
  public synchronized Optional<ApiKeyRecord> findApiKey(String sha256) {
    return Optional.ofNullable(apiKeysByHash.get(sha256));
  }

  @Override
  public synchronized boolean hasActiveProgram(String organizationId) {
    return activeProgramByOrganization.containsKey(organizationId);
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentById(
      String organizationId, String enrollmentId) {
    return activeProgram(organizationId)
        .flatMap(
            program ->
                Optional.ofNullable(enrollments.get(enrollmentId))
                    .filter(enrollment -> enrollment.programId().equals(program)));
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    return activeProgram(organizationId)
        .map(program -> enrollmentByTenantId.get(new Key(program, tenantId)))
        .map(enrollments::get);
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentByEmail(
      String organizationId, String email) {
    return activeProgram(organizationId)
        .flatMap(
            program ->
                Optional.ofNullable(partnerByEmail.get(new Key(organizationId, email)))
                    .map(partner -> enrollmentByPartner.get(new Key(program, partner.id())))
                    .map(enrollments::get));
  }

  @Override
  public synchronized CreateResult createEnrollment(NewEnrollment enrollment) {
    Optional<String> program = activeProgram(enrollment.organizationId());
    if (program.isEmpty()) {
      return new CreateResult.NoActiveProgram();
    }
    Key emailKey = new Key(enrollment.organizationId(), enrollment.email());
    Partner known = partnerByEmail.get(emailKey);
    Partner partner =
        known != null
            ? known
            : new Partner(enrollment.partnerId(), enrollment.typedEmail(), enrollment.name());
    Key partnerKey = new Key(program.get(), partner.id());
    String tenantId = enrollment.tenantId();
    if (enrollments.containsKey(enrollment.enrollmentId())
        || enrollmentByPartner.containsKey(partnerKey)
        || (tenantId != null && enrollmentByTenantId.containsKey(new Key(program.get(), tenantId)))
        || (known == null && partnerIds.contains(partner.id()))) {
      return new CreateResult.Lost();
    }
    EnrollmentRecord created =
        new EnrollmentRecord(
            enrollment.enrollmentId(),
            program.get(),
            partner.id(),
            tenantId,
            enrollment.email(),
            true,
            0);
    partnerByEmail.put(emailKey, partner);
    partnerIds.add(partner.id());
    enrollments.put(created.id(), created);
    enrollmentByPartner.put(partnerKey, created.id());
    if (tenantId != null) {
      enrollmentByTenantId.put(new Key(program.get(), tenantId), created.id());
    }
    return new CreateResult.Created(created, known == null);
  }

  @Override
  public synchronized boolean bindTenantId(String enrollmentId, String tenantId) {
    EnrollmentRecord enrollment = enrollments.get(enrollmentId);
    if (enrollment == null || !enrollment.active() || enrollment.tenantId() != null) {
      return false;
    }
    if (enrollmentByTenantId.putIfAbsent(new Key(enrollment.programId(), tenantId), enrollmentId)
        != null) {
      return false;
    }
    enrollments.put(enrollmentId, with(enrollment, tenantId, true));
    return true;
  }

  @Override
  public synchronized List<SigningKeyRecord> findSigningKeys() {
    return List.copyOf(signingKeys);
  }

  @Override
  public synchronized boolean insertSigningKey(SigningKeyRecord key) {
    for (SigningKeyRecord other : signingKeys) {
      if (other.id().equals(key.id()) || other.generation() == key.generation()) {
        return false;
      }
    }
    signingKeys.add(key);
    signingKeys.sort((a, b) -> Integer.compare(a.generation(), b.generation()));
    return true;
  }

  @Override
  public synchronized boolean insertProgram(ProgramRecord program) {
    if (programs.containsKey(program.id())
        || activeProgramByOrganization.containsKey(program.organizationId())) {
      return false;
    }
    programs.put(program.id(), program);
    activeProgramByOrganization.put(program.organizationId(), program.id());
    return true;
  }

  @Override
  public synchronized boolean insertApiKey(ApiKeyRecord apiKey) {
    if (apiKeysByHash.containsKey(apiKey.sha256()) || !apiKeyIds.add(apiKey.id())) {
      return false;
    }
    apiKeysByHash.put(apiKey.sha256(), apiKey);
    return true;
  }

  /**
   * Makes a program active or not.
   *
   * @param programId the program; nothing happens when there is none
   * @param active whether it is active from now on
   * @throws IllegalStateException when another program of the organization is active
   */
  public synchronized void setProgramActive(String programId, boolean active) {
    ProgramRecord program = programs.get(programId);
    if (program == null) {
      return;
    }
    if (!active) {
      activeProgramByOrganization.remove(program.organizationId(), programId);
      return;
    }
    String other = activeProgramByOrganization.putIfAbsent(program.organizationId(), programId);
    if (other != null && !other.equals(programId)) {
      throw new IllegalStateException("another program of the organization is active");
    }
  }

  /**
   * Makes an enrollment active or not.
   *
   * @param enrollmentId the enrollment; nothing happens when there is none
   * @param active whether it is active from now on
   */
  public synchronized void setEnrollmentActive(String enrollmentId, boolean active) {
    enrollments.computeIfPresent(
        enrollmentId, (id, enrollment) -> with(enrollment, enrollment.tenantId(), active));
  }

  private Optional<String> activeProgram(String organizationId) {
    return Optional.ofNullable(activeProgramByOrganization.get(organizationId));
  }

  private static EnrollmentRecord with(
      EnrollmentRecord enrollment, @Nullable String tenantId, boolean active) {
    return new EnrollmentRecord(
        enrollment.id(),
        enrollment.programId(),
        enrollment.partnerId(),
        tenantId,
        enrollment.email(),
        active,
        enrollment.revision());
  }
}
