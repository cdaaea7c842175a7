package co.refport.embed.internal;

import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.Enrollments;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EnrollmentRecord;
import java.util.Optional;

/** Finds enrollments and shuts them out. */
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
}
