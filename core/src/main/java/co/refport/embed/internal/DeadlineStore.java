package co.refport.embed.internal;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.RequestDeadline;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.util.Optional;

/** Checks the request's deadline before each operation of a store. */
record DeadlineStore(EmbedStore store) implements EmbedStore {

  @Override
  public Optional<ApiKeyRecord> findApiKey(String sha256) {
    RequestDeadline.check();
    return store.findApiKey(sha256);
  }

  @Override
  public boolean hasActiveProgram(String organizationId) {
    RequestDeadline.check();
    return store.hasActiveProgram(organizationId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId) {
    RequestDeadline.check();
    return store.findEnrollmentById(organizationId, enrollmentId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    RequestDeadline.check();
    return store.findEnrollmentByTenantId(organizationId, tenantId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email) {
    RequestDeadline.check();
    return store.findEnrollmentByEmail(organizationId, email);
  }

  @Override
  public CreateResult createEnrollment(NewEnrollment enrollment) {
    RequestDeadline.check();
    return store.createEnrollment(enrollment);
  }

  @Override
  public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
    RequestDeadline.check();
    return store.bindTenantId(organizationId, enrollmentId, tenantId);
  }

  @Override
  public Optional<TokenState> findTokenState(TokenReference token) {
    RequestDeadline.check();
    return store.findTokenState(token);
  }
}
