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
import java.util.function.UnaryOperator;
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

  private final ApiKeyTable apiKeys = new ApiKeyTable();
  private final ProgramTable programs = new ProgramTable();
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
    return apiKeys.find(sha256);
  }

  @Override
  public synchronized boolean hasActiveProgram(String organizationId) {
    return programs.active(organizationId).isPresent();
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentById(
      String organizationId, String enrollmentId) {
    return programs
        .active(organizationId)
        .flatMap(
            program ->
                Optional.ofNullable(enrollments.get(enrollmentId))
                    .filter(enrollment -> enrollment.programId().equals(program)));
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    return programs
        .active(organizationId)
        .map(program -> enrollmentByTenantId.get(new Key(program, tenantId)))
        .map(enrollments::get);
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentByEmail(
      String organizationId, String email) {
    return programs
        .active(organizationId)
        .flatMap(
            program ->
                Optional.ofNullable(partnerByEmail.get(new Key(organizationId, email)))
                    .map(partner -> enrollmentByPartner.get(new Key(program, partner.id())))
                    .map(enrollments::get));
  }

  @Override
  public synchronized CreateResult createEnrollment(NewEnrollment enrollment) {
    Optional<String> program = programs.active(enrollment.organizationId());
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
  public synchronized boolean bindTenantId(
      String organizationId, String enrollmentId, String tenantId) {
    Optional<EnrollmentRecord> found =
        findEnrollmentById(organizationId, enrollmentId)
            .filter(enrollment -> enrollment.active() && enrollment.tenantId() == null);
    if (found.isEmpty()) {
      return false;
    }
    EnrollmentRecord enrollment = found.get();
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
    ProgramRecord program = programs.find(enrollment.programId()).orElseThrow();
    Partner partner = requireNonNull(partners.get(enrollment.partnerId()));
    boolean revoked = revokedTokens.containsKey(token.tokenId());
    if (token.apiKeyId() != null) {
      Optional<ApiKeyRecord> apiKey = apiKeys.find(program.organizationId(), token.apiKeyId());
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
            enrollment.active() && program.active(),
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
    return update(
        organizationId,
        enrollmentId,
        old -> with(old, old.tenantId(), old.active(), old.revision() + 1));
  }

  @Override
  public synchronized boolean revokeApiKey(
      String organizationId, String apiKeyId, Instant revokedAt) {
    return apiKeys.update(
        organizationId,
        apiKeyId,
        old ->
            old.revokedAt() != null
                ? old
                : with(old, old.expiresAt(), revokedAt, old.lastUsedAt()));
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
    return programs.insert(program);
  }

  @Override
  public synchronized List<ProgramRecord> findPrograms(String organizationId) {
    return programs.newest(organizationId, MAX_LISTED);
  }

  @Override
  public synchronized boolean setProgramActive(
      String organizationId, String programId, boolean active) {
    return programs.setActive(organizationId, programId, active);
  }

  @Override
  public synchronized boolean setOrigins(
      String organizationId, String programId, List<String> origins) {
    return programs.setOrigins(organizationId, programId, ProgramRecord.requireOrigins(origins));
  }

  @Override
  public synchronized boolean setEnrollmentActive(
      String organizationId, String enrollmentId, boolean active) {
    return update(
        organizationId, enrollmentId, old -> with(old, old.tenantId(), active, old.revision()));
  }

  @Override
  public synchronized boolean insertApiKey(ApiKeyRecord apiKey) {
    return apiKeys.insert(apiKey);
  }

  @Override
  public synchronized List<ApiKeyRecord> findApiKeys(String organizationId) {
    return apiKeys.newest(organizationId, MAX_LISTED);
  }

  @Override
  public synchronized boolean expireApiKey(
      String organizationId, String apiKeyId, Instant expiresAt) {
    return apiKeys.update(
        organizationId,
        apiKeyId,
        old ->
            old.expiresAt() != null && !expiresAt.isBefore(old.expiresAt())
                ? old
                : with(old, expiresAt, old.revokedAt(), old.lastUsedAt()));
  }

  @Override
  public synchronized boolean recordApiKeyUse(
      String organizationId, String apiKeyId, Instant usedAt) {
    return apiKeys
            .find(organizationId, apiKeyId)
            .filter(key -> key.lastUsedAt() == null || usedAt.isAfter(key.lastUsedAt()))
            .isPresent()
        && apiKeys.update(
            organizationId, apiKeyId, old -> with(old, old.expiresAt(), old.revokedAt(), usedAt));
  }

  /** Replaces an enrollment; false when the organization doesn't have it. */
  private boolean update(
      String organizationId, String enrollmentId, UnaryOperator<EnrollmentRecord> change) {
    EnrollmentRecord old = enrollments.get(enrollmentId);
    if (old == null
        || !programs.find(old.programId()).orElseThrow().organizationId().equals(organizationId)) {
      return false;
    }
    enrollments.put(enrollmentId, change.apply(old));
    return true;
  }

  private static ApiKeyRecord with(
      ApiKeyRecord key,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {
    return new ApiKeyRecord(
        key.id(),
        key.organizationId(),
        key.sha256(),
        key.createdAt(),
        expiresAt,
        revokedAt,
        lastUsedAt);
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
