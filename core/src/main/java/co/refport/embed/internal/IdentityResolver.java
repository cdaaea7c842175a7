package co.refport.embed.internal;

import co.refport.embed.EmbedException;
import co.refport.embed.ErrorCode;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedEvent;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds or creates the one enrollment that an identity names.
 *
 * <ol>
 *   <li>The first enrollment found by enrollment id, tenant id, email is the chosen one; it must be
 *       active, and no other identifier may find a different one.
 *   <li>A chosen enrollment without a tenant id gets the one that was given.
 *   <li>If none is found, partner and enrollment are created in one transaction.
 *   <li>Whoever loses a race has changed nothing and starts again, a bounded number of times and
 *       for ten seconds.
 * </ol>
 */
final class IdentityResolver {

  private static final int MAX_ATTEMPTS = 16;
  private static final long MAX_NANOS = Duration.ofSeconds(10).toNanos();

  private final EmbedStore store;
  private final RandomIds ids;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Listeners listeners;

  IdentityResolver(
      EmbedStore store,
      RandomIds ids,
      InstantSource clock,
      LongSupplier ticker,
      Listeners listeners) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.ticker = ticker;
    this.listeners = listeners;
  }

  EnrollmentRecord resolve(String organizationId, Identity identity) {
    long start = ticker.getAsLong();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<EnrollmentRecord> resolved = tryResolve(organizationId, identity);
      if (resolved.isPresent()) {
        return resolved.get();
      }
      if (ticker.getAsLong() - start > MAX_NANOS) {
        break; // a store may wait long for a lock before it says that it has lost
      }
    }
    throw EmbedException.retryable(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Too many requests change this partner at the same time",
        Duration.ofSeconds(1));
  }

  /** One pass; empty when it lost a race. */
  private Optional<EnrollmentRecord> tryResolve(String organizationId, Identity identity) {
    Optional<EnrollmentRecord> found = find(organizationId, identity);
    if (found.isPresent()) {
      return use(organizationId, found.get(), identity);
    }
    if (identity.enrollmentId() != null) {
      throw notFound(organizationId); // it never creates
    }
    return create(organizationId, identity);
  }

  /** The enrollment that the identity chooses. */
  Optional<EnrollmentRecord> find(String organizationId, Identity identity) {
    if (identity.enrollmentId() != null) {
      // one that is unknown is never passed over in favour of another identifier
      return store.findEnrollmentById(organizationId, identity.enrollmentId());
    }
    Optional<EnrollmentRecord> found = Optional.empty();
    if (identity.tenantId() != null) {
      found = store.findEnrollmentByTenantId(organizationId, identity.tenantId());
    }
    if (found.isEmpty() && identity.email() != null) {
      found = store.findEnrollmentByEmail(organizationId, identity.email().canonical());
    }
    return found;
  }

  private Optional<EnrollmentRecord> use(
      String organizationId, EnrollmentRecord chosen, Identity identity) {
    if (!chosen.active()) {
      throw new EmbedException(ErrorCode.NOT_FOUND, "The enrollment is not active");
    }
    if (emailFindsAnother(organizationId, chosen, identity)) {
      return rejectUnlessChanged(organizationId, chosen);
    }
    String tenantId = identity.tenantId();
    if (tenantId == null || tenantId.equals(chosen.tenantId())) {
      return Optional.of(chosen);
    }
    // whether or not the tenant id finds another enrollment, it cannot be this one's
    if (chosen.tenantId() != null || tenantFindsAnother(organizationId, chosen, tenantId)) {
      return rejectUnlessChanged(organizationId, chosen);
    }
    if (!store.bindTenantId(organizationId, chosen.id(), tenantId)) {
      return Optional.empty();
    }
    listeners.tell(new EmbedEvent.TenantBound(organizationId, chosen.id()));
    return Optional.of(chosen);
  }

  private boolean emailFindsAnother(
      String organizationId, EnrollmentRecord chosen, Identity identity) {
    return identity.email() != null
        && !identity.email().canonical().equals(chosen.email())
        && finds(store.findEnrollmentByEmail(organizationId, identity.email().canonical()), chosen);
  }

  private boolean tenantFindsAnother(
      String organizationId, EnrollmentRecord chosen, String tenantId) {
    return finds(store.findEnrollmentByTenantId(organizationId, tenantId), chosen);
  }

  private static boolean finds(Optional<EnrollmentRecord> found, EnrollmentRecord chosen) {
    return found.isPresent() && !found.get().id().equals(chosen.id());
  }

  private Optional<EnrollmentRecord> create(String organizationId, Identity identity) {
    EmailAddress email = identity.email();
    if (email == null) {
      throw notFound(organizationId);
    }
    CreateResult result =
        store.createEnrollment(
            new NewEnrollment(
                organizationId,
                ids.next("enr_"),
                identity.tenantId(),
                ids.next("ptn_"),
                email.canonical(),
                email.typed(),
                identity.name(),
                clock.instant()));
    if (result instanceof CreateResult.NoActiveProgram) {
      throw noActiveProgram();
    }
    if (!(result instanceof CreateResult.Created created)) {
      return Optional.empty();
    }
    EnrollmentRecord enrollment = created.enrollment();
    listeners.tell(
        new EmbedEvent.EnrollmentCreated(
            organizationId,
            enrollment.programId(),
            enrollment.id(),
            enrollment.partnerId(),
            created.partnerCreated()));
    return Optional.of(enrollment);
  }

  private EmbedException notFound(String organizationId) {
    return store.hasActiveProgram(organizationId)
        ? new EmbedException(ErrorCode.NOT_FOUND, "No enrollment matches the identifiers")
        : noActiveProgram();
  }

  private static EmbedException noActiveProgram() {
    return new EmbedException(
        ErrorCode.NOT_FOUND, "The organization has no active referral program");
  }

  /**
   * Throws a conflict; empty when the chosen enrollment has changed since it was read, because an
   * operator may have merged or erased it.
   */
  private Optional<EnrollmentRecord> rejectUnlessChanged(
      String organizationId, EnrollmentRecord chosen) {
    if (store.findEnrollmentById(organizationId, chosen.id()).equals(Optional.of(chosen))) {
      throw new EmbedException(ErrorCode.CONFLICT, "The identifiers name different enrollments");
    }
    return Optional.empty();
  }
}
