package co.refport.embed.store;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
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
import co.refport.embed.store.PartnerTable.Partner;
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

  private final ApiKeyTable apiKeys = new ApiKeyTable();
  private final ProgramTable programs = new ProgramTable();
  private final PartnerTable partners = new PartnerTable();
  private final EnrollmentTable enrollments = new EnrollmentTable();
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
                enrollments
                    .find(enrollmentId)
                    .filter(enrollment -> enrollment.programId().equals(program)));
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    return programs
        .active(organizationId)
        .flatMap(program -> enrollments.findByTenantId(program, tenantId));
  }

  @Override
  public synchronized Optional<EnrollmentRecord> findEnrollmentByEmail(
      String organizationId, String email) {
    return programs
        .active(organizationId)
        .flatMap(
            program ->
                partners
                    .findByEmail(organizationId, email)
                    .flatMap(partner -> enrollments.findByPartner(program, partner.id())));
  }

  @Override
  public synchronized CreateResult createEnrollment(NewEnrollment enrollment) {
    Optional<String> program = programs.active(enrollment.organizationId());
    if (program.isEmpty()) {
      return new CreateResult.NoActiveProgram();
    }
    Optional<Partner> known = partners.findByEmail(enrollment.organizationId(), enrollment.email());
    if (known.isEmpty() && partners.find(enrollment.partnerId()).isPresent()) {
      return new CreateResult.Lost();
    }
    EnrollmentRecord created =
        new EnrollmentRecord(
            enrollment.enrollmentId(),
            program.get(),
            known.map(Partner::id).orElse(enrollment.partnerId()),
            enrollment.tenantId(),
            enrollment.email(),
            true,
            0);
    if (!enrollments.insert(created)) {
      return new CreateResult.Lost();
    }
    if (known.isEmpty()) {
      partners.put(
          new Partner(
              enrollment.partnerId(),
              enrollment.organizationId(),
              enrollment.email(),
              enrollment.typedEmail(),
              enrollment.name()));
    }
    return new CreateResult.Created(created, known.isEmpty());
  }

  @Override
  public synchronized boolean bindTenantId(
      String organizationId, String enrollmentId, String tenantId) {
    return findEnrollmentById(organizationId, enrollmentId)
        .filter(enrollment -> enrollment.active() && enrollment.tenantId() == null)
        .map(enrollment -> enrollments.put(withTenantId(enrollment, tenantId)))
        .orElse(false);
  }

  @Override
  public synchronized Optional<TokenState> findTokenState(TokenReference token) {
    Optional<EnrollmentRecord> found =
        enrollments
            .find(token.enrollmentId())
            .filter(enrollment -> enrollment.programId().equals(token.programId()));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    EnrollmentRecord enrollment = found.get();
    ProgramRecord program = programs.find(enrollment.programId()).orElseThrow();
    Partner partner = partners.find(enrollment.partnerId()).orElseThrow();
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
    return findOwned(organizationId, enrollmentId)
        .map(old -> enrollments.put(with(old, old.active(), old.revision() + 1)))
        .orElse(false);
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
    return findOwned(organizationId, enrollmentId)
        .map(old -> enrollments.put(with(old, active, old.revision())))
        .orElse(false);
  }

  @Override
  public synchronized ChangeResult setEmail(
      String organizationId, String enrollmentId, String email, String typedEmail) {
    Optional<Partner> found =
        findOwned(organizationId, enrollmentId)
            .flatMap(enrollment -> partners.find(enrollment.partnerId()));
    if (found.isEmpty()) {
      return ChangeResult.NOT_FOUND;
    }
    Partner old = found.get();
    if (!partners.put(new Partner(old.id(), organizationId, email, typedEmail, old.name()))) {
      return ChangeResult.TAKEN;
    }
    enrollments.ofPartner(old.id()).forEach(one -> enrollments.put(withEmail(one, email)));
    return ChangeResult.CHANGED;
  }

  @Override
  public synchronized ChangeResult setTenantId(
      String organizationId, String enrollmentId, @Nullable String tenantId) {
    return findOwned(organizationId, enrollmentId)
        .map(
            old ->
                enrollments.put(withTenantId(old, tenantId))
                    ? ChangeResult.CHANGED
                    : ChangeResult.TAKEN)
        .orElse(ChangeResult.NOT_FOUND);
  }

  @Override
  public synchronized boolean mergeEnrollments(
      String organizationId, String loserId, String winnerId) {
    Optional<EnrollmentRecord> loser = findOwned(organizationId, loserId);
    Optional<EnrollmentRecord> winner = findOwned(organizationId, winnerId);
    if (loser.isEmpty()
        || winner.isEmpty()
        || loserId.equals(winnerId)
        || !loser.get().programId().equals(winner.get().programId())) {
      return false;
    }
    enrollments.delete(loser.get());
    if (winner.get().tenantId() == null) {
      enrollments.put(withTenantId(winner.get(), loser.get().tenantId()));
    }
    if (enrollments.ofPartner(loser.get().partnerId()).isEmpty()) {
      partners.find(loser.get().partnerId()).ifPresent(partners::delete);
    }
    return true;
  }

  @Override
  public synchronized boolean erasePartner(String organizationId, String enrollmentId) {
    Optional<Partner> found =
        findOwned(organizationId, enrollmentId)
            .flatMap(enrollment -> partners.find(enrollment.partnerId()));
    found.ifPresent(
        partner -> {
          enrollments.ofPartner(partner.id()).forEach(enrollments::delete);
          partners.delete(partner);
        });
    return found.isPresent();
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

  /** An enrollment of the organization, in whichever of its programs. */
  private Optional<EnrollmentRecord> findOwned(String organizationId, String enrollmentId) {
    return enrollments
        .find(enrollmentId)
        .filter(
            enrollment ->
                programs
                    .find(enrollment.programId())
                    .orElseThrow()
                    .organizationId()
                    .equals(organizationId));
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

  private static EnrollmentRecord with(EnrollmentRecord old, boolean active, int revision) {
    return with(old, old.tenantId(), old.email(), active, revision);
  }

  private static EnrollmentRecord withTenantId(EnrollmentRecord old, @Nullable String tenantId) {
    return with(old, tenantId, old.email(), old.active(), old.revision());
  }

  private static EnrollmentRecord withEmail(EnrollmentRecord old, String email) {
    return with(old, old.tenantId(), email, old.active(), old.revision());
  }

  private static EnrollmentRecord with(
      EnrollmentRecord old, @Nullable String tenantId, String email, boolean active, int revision) {
    return new EnrollmentRecord(
        old.id(), old.programId(), old.partnerId(), tenantId, email, active, revision);
  }
}
