package co.refport.embed.internal;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.Enrollments;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EnrollmentRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds enrollments and changes them and their partners. */
record EnrollmentService(Operations operations, IdentityResolver resolver, TokenStates states)
    implements Enrollments {

  @Override
  public Optional<EnrollmentRecord> find(String organizationId, EmbedTokenRequest request) {
    Identity identity = Identity.of(request);
    return operations.gate().pass(() -> resolver.find(organizationId, identity));
  }

  @Override
  public boolean setActive(String organizationId, String enrollmentId, boolean active) {
    return operations.change(
        states::clear,
        store -> store.setEnrollmentActive(organizationId, enrollmentId, active),
        new EmbedEvent.EnrollmentActiveSet(organizationId, enrollmentId, active));
  }

  @Override
  public ChangeResult setEmail(String organizationId, String enrollmentId, String email) {
    EmailAddress address = Identity.requireEmail(email);
    return operations.change(
        states::clear,
        store -> store.setEmail(organizationId, enrollmentId, address.canonical(), address.typed()),
        ChangeResult.CHANGED,
        new EmbedEvent.EmailSet(organizationId, enrollmentId));
  }

  @Override
  public ChangeResult setTenantId(
      String organizationId, String enrollmentId, @Nullable String tenantId) {
    String checked = tenantId == null ? null : Identity.requireTenantId(tenantId);
    return operations.change(
        states::clear,
        store -> store.setTenantId(organizationId, enrollmentId, checked),
        ChangeResult.CHANGED,
        new EmbedEvent.TenantIdSet(organizationId, enrollmentId, checked == null));
  }

  @Override
  public boolean merge(String organizationId, String loserId, String winnerId) {
    return operations.change(
        states::clear,
        store -> store.mergeEnrollments(organizationId, loserId, winnerId),
        new EmbedEvent.EnrollmentsMerged(organizationId, loserId, winnerId));
  }

  @Override
  public boolean erasePartner(String organizationId, String enrollmentId) {
    return operations.change(
        states::clear,
        store -> store.erasePartner(organizationId, enrollmentId),
        new EmbedEvent.PartnerErased(organizationId, enrollmentId));
  }
}
