package co.refport.embed.broken;

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
import co.refport.embed.store.InMemoryEmbedStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Right in everything that a subclass does not get wrong. */
class DelegatingStore implements EmbedStore, OperatorStore, RevocationStore, SigningKeyStore {

  final InMemoryEmbedStore right = new InMemoryEmbedStore();

  private final Map<String, String> owners = new ConcurrentHashMap<>();

  /** The organization that a program, an enrollment or an API key belongs to. */
  String owner(String id, String otherwise) {
    return owners.getOrDefault(id, otherwise);
  }

  static ApiKeyRecord with(
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

  @Override
  public Optional<ApiKeyRecord> findApiKey(String sha256) {
    return right.findApiKey(sha256);
  }

  @Override
  public boolean hasActiveProgram(String organizationId) {
    return right.hasActiveProgram(organizationId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId) {
    return right.findEnrollmentById(organizationId, enrollmentId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    return right.findEnrollmentByTenantId(organizationId, tenantId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email) {
    return right.findEnrollmentByEmail(organizationId, email);
  }

  @Override
  public CreateResult createEnrollment(NewEnrollment enrollment) {
    owners.putIfAbsent(enrollment.enrollmentId(), enrollment.organizationId());
    return right.createEnrollment(enrollment);
  }

  @Override
  public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
    return right.bindTenantId(organizationId, enrollmentId, tenantId);
  }

  @Override
  public Optional<TokenState> findTokenState(TokenReference token) {
    return right.findTokenState(token);
  }

  @Override
  public boolean insertProgram(ProgramRecord program) {
    owners.putIfAbsent(program.id(), program.organizationId());
    return right.insertProgram(program);
  }

  @Override
  public List<ProgramRecord> findPrograms(String organizationId) {
    return right.findPrograms(organizationId);
  }

  @Override
  public boolean setProgramActive(String organizationId, String programId, boolean active) {
    return right.setProgramActive(organizationId, programId, active);
  }

  @Override
  public boolean setOrigins(String organizationId, String programId, List<String> origins) {
    return right.setOrigins(organizationId, programId, origins);
  }

  @Override
  public boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active) {
    return right.setEnrollmentActive(organizationId, enrollmentId, active);
  }

  @Override
  public ChangeResult setEmail(
      String organizationId, String enrollmentId, String email, String typedEmail) {
    return right.setEmail(organizationId, enrollmentId, email, typedEmail);
  }

  @Override
  public ChangeResult setTenantId(
      String organizationId, String enrollmentId, @Nullable String tenantId) {
    return right.setTenantId(organizationId, enrollmentId, tenantId);
  }

  @Override
  public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
    return right.mergeEnrollments(organizationId, loserId, winnerId);
  }

  @Override
  public boolean erasePartner(String organizationId, String enrollmentId) {
    return right.erasePartner(organizationId, enrollmentId);
  }

  @Override
  public boolean insertApiKey(ApiKeyRecord apiKey) {
    owners.putIfAbsent(apiKey.id(), apiKey.organizationId());
    return right.insertApiKey(apiKey);
  }

  @Override
  public List<ApiKeyRecord> findApiKeys(String organizationId) {
    return right.findApiKeys(organizationId);
  }

  @Override
  public boolean expireApiKey(String organizationId, String apiKeyId, Instant expiresAt) {
    return right.expireApiKey(organizationId, apiKeyId, expiresAt);
  }

  @Override
  public boolean recordApiKeyUse(String organizationId, String apiKeyId, Instant usedAt) {
    return right.recordApiKeyUse(organizationId, apiKeyId, usedAt);
  }

  @Override
  public void revokeToken(String tokenId, Instant expiresAt) {
    right.revokeToken(tokenId, expiresAt);
  }

  @Override
  public boolean raiseRevision(String organizationId, String enrollmentId) {
    return right.raiseRevision(organizationId, enrollmentId);
  }

  @Override
  public boolean revokeApiKey(String organizationId, String apiKeyId, Instant revokedAt) {
    return right.revokeApiKey(organizationId, apiKeyId, revokedAt);
  }

  @Override
  public int deleteExpiredRevocations(Instant now) {
    return right.deleteExpiredRevocations(now);
  }

  @Override
  public List<SigningKeyRecord> findSigningKeys() {
    return right.findSigningKeys();
  }

  @Override
  public boolean insertSigningKey(SigningKeyRecord key) {
    return right.insertSigningKey(key);
  }

  @Override
  public boolean deleteSigningKey(String id) {
    return right.deleteSigningKey(id);
  }
}
