package co.refport.embed.store;

import static java.util.Objects.requireNonNull;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the memory of this process: for tests and for a first look.
 *
 * <p>Thread-safe: one lock, held for a few map look-ups. Not bounded, not shared between nodes, and
 * gone with the process; nothing here survives a restart. Otherwise it holds the contract of the
 * interfaces, and the tests for stores run on it.
 */
public final class InMemoryEmbedStore
    implements EmbedStore, SigningKeyStore, RevocationStore, OperatorStore {

  private record Key(String scope, String id) {}

  private record Partner(String id, String typedEmail, @Nullable String name) {}

  private final Map<String, ApiKeyRecord> apiKeysByHash = new HashMap<>();
  private final Map<String, String> apiKeyHashById = new HashMap<>();
  private final Map<String, ProgramRecord> programs = new HashMap<>();
  private final Map<String, String> activeProgramByOrganization = new HashMap<>();
  private final Map<Key, Partner> partnerByEmail = new HashMap<>();
  private final Map<String, Partner> partners = new HashMap<>();
  private final Map<String, EnrollmentRecord> enrollments = new HashMap<>();
  private final Map<Key, String> enrollmentByTenantId = new HashMap<>();
  private final Map<Key, String> enrollmentByPartner = new HashMap<>();
  private final List<SigningKeyRecord> signingKeys = new ArrayList<>();
  private final Map<String, Instant> revokedTokens = new HashMap<>();

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
        || (known == null && partners.containsKey(partner.id()))) {
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
    partners.put(partner.id(), partner);
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
    enrollments.put(
        enrollmentId, with(enrollment, tenantId, enrollment.active(), enrollment.revision()));
    return true;
  }

  @Override
  public synchronized Optional<TokenState> findTokenState(TokenReference token) {
    EnrollmentRecord enrollment = enrollments.get(token.enrollmentId());
    if (enrollment == null || !enrollment.programId().equals(token.programId())) {
      return Optional.empty();
    }
    ProgramRecord program = requireNonNull(programs.get(enrollment.programId()));
    Partner partner = requireNonNull(partners.get(enrollment.partnerId()));
    boolean revoked = revokedTokens.containsKey(token.tokenId());
    if (token.apiKeyId() != null) {
      Optional<ApiKeyRecord> apiKey = apiKey(program.organizationId(), token.apiKeyId());
      if (apiKey.isEmpty()) {
        return Optional.empty();
      }
      revoked = revoked || apiKey.get().revokedAt() != null;
    }
    return Optional.of(
        new TokenState(
            new EmbeddedPartner(
                program.organizationId(),
                program.id(),
                enrollment.id(),
                partner.id(),
                enrollment.tenantId(),
                partner.name(),
                partner.typedEmail()),
            enrollment.active() && isActive(program),
            enrollment.revision(),
            revoked,
            program.origins()));
  }

  @Override
  public synchronized void revokeToken(String tokenId, Instant expiresAt) {
    revokedTokens.putIfAbsent(tokenId, expiresAt);
  }

  @Override
  public synchronized boolean raiseRevision(String organizationId, String enrollmentId) {
    EnrollmentRecord enrollment = enrollments.get(enrollmentId);
    if (enrollment == null || !isOf(organizationId, enrollment)) {
      return false;
    }
    enrollments.put(
        enrollmentId,
        with(enrollment, enrollment.tenantId(), enrollment.active(), enrollment.revision() + 1));
    return true;
  }

  @Override
  public synchronized boolean revokeApiKey(
      String organizationId, String apiKeyId, Instant revokedAt) {
    Optional<ApiKeyRecord> found = apiKey(organizationId, apiKeyId);
    found
        .filter(key -> key.revokedAt() == null)
        .ifPresent(
            key ->
                apiKeysByHash.put(
                    key.sha256(),
                    new ApiKeyRecord(
                        key.id(),
                        key.organizationId(),
                        key.sha256(),
                        key.createdAt(),
                        key.expiresAt(),
                        revokedAt)));
    return found.isPresent();
  }

  @Override
  public synchronized int deleteExpiredRevocations(Instant now) {
    int before = revokedTokens.size();
    revokedTokens.values().removeIf(expiresAt -> !expiresAt.isAfter(now));
    return before - revokedTokens.size();
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
  public synchronized boolean deleteSigningKey(String id) {
    return signingKeys.removeIf(key -> key.id().equals(id));
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
  public synchronized boolean setOrigins(String programId, List<String> origins) {
    List<String> checked = ProgramRecord.requireOrigins(origins);
    return programs.computeIfPresent(
            programId,
            (id, program) ->
                new ProgramRecord(id, program.organizationId(), checked, program.createdAt()))
        != null;
  }

  @Override
  public synchronized boolean insertApiKey(ApiKeyRecord apiKey) {
    if (apiKeysByHash.containsKey(apiKey.sha256())
        || apiKeyHashById.putIfAbsent(apiKey.id(), apiKey.sha256()) != null) {
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
        enrollmentId,
        (id, enrollment) -> with(enrollment, enrollment.tenantId(), active, enrollment.revision()));
  }

  private Optional<ApiKeyRecord> apiKey(String organizationId, String apiKeyId) {
    return Optional.ofNullable(apiKeyHashById.get(apiKeyId))
        .map(apiKeysByHash::get)
        .filter(key -> key.organizationId().equals(organizationId));
  }

  private boolean isActive(ProgramRecord program) {
    return program.id().equals(activeProgramByOrganization.get(program.organizationId()));
  }

  private boolean isOf(String organizationId, EnrollmentRecord enrollment) {
    return requireNonNull(programs.get(enrollment.programId()))
        .organizationId()
        .equals(organizationId);
  }

  private Optional<String> activeProgram(String organizationId) {
    return Optional.ofNullable(activeProgramByOrganization.get(organizationId));
  }

  private static EnrollmentRecord with(
      EnrollmentRecord enrollment, @Nullable String tenantId, boolean active, int revision) {
    return new EnrollmentRecord(
        enrollment.id(),
        enrollment.programId(),
        enrollment.partnerId(),
        tenantId,
        enrollment.email(),
        active,
        revision);
  }
}
