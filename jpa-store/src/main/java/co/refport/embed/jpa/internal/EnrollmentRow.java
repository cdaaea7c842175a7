package co.refport.embed.jpa.internal;

import co.refport.embed.spi.EnrollmentRecord;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An enrollment of a partner in a program. */
@Entity(name = "RefportEnrollment")
@Table(name = "refport_enrollment")
@Cacheable(false)
@NamedQuery(
    name = EnrollmentRow.FIND_BY_ID,
    query = EnrollmentRow.SELECT_IN_ACTIVE_PROGRAM + " and e.id = :enrollmentId")
@NamedQuery(
    name = EnrollmentRow.FIND_BY_TENANT_ID,
    query = EnrollmentRow.SELECT_IN_ACTIVE_PROGRAM + " and e.tenantKey = :tenantKey")
@NamedQuery(
    name = EnrollmentRow.FIND_BY_EMAIL,
    query =
        EnrollmentRow.SELECT_IN_ACTIVE_PROGRAM
            + " and p.organizationId = :organizationId and p.emailKey = :emailKey")
@NamedQuery(
    name = EnrollmentRow.BIND_TENANT_ID,
    query =
        "update RefportEnrollment e set e.tenantKey = :tenantKey, e.tenantId = :tenantId"
            + " where e.id = :enrollmentId and e.active = true and e.tenantId is null")
public class EnrollmentRow {

  public static final String FIND_BY_ID = "RefportEnrollment.findById";
  public static final String FIND_BY_TENANT_ID = "RefportEnrollment.findByTenantId";
  public static final String FIND_BY_EMAIL = "RefportEnrollment.findByEmail";
  public static final String BIND_TENANT_ID = "RefportEnrollment.bindTenantId";

  // values, not entities: no provider caches them, whatever the persistence unit says
  static final String SELECT_IN_ACTIVE_PROGRAM =
      "select e.id, e.programId, e.partnerId, e.tenantId, p.email, e.active, e.revision"
          + " from RefportEnrollment e, RefportPartner p, RefportProgram g"
          + " where g.activeOrganizationId = :organizationId"
          + " and e.programId = g.id and p.id = e.partnerId";

  @Id
  @Column(name = "id", length = 64)
  String id;

  @Column(name = "program_id", length = 64, nullable = false)
  String programId;

  @Column(name = "partner_id", length = 64, nullable = false)
  String partnerId;

  @Column(name = "tenant_key", length = 64)
  @Nullable String tenantKey;

  @Column(name = "tenant_id", length = 255)
  @Nullable String tenantId;

  @Column(name = "active", nullable = false)
  boolean active;

  @Column(name = "revision", nullable = false)
  int revision;

  @Column(name = "created_at", nullable = false)
  long createdAt;

  /** For the provider. */
  @SuppressWarnings("NullAway.Init")
  protected EnrollmentRow() {}

  public EnrollmentRow(EnrollmentRecord enrollment, Instant createdAt) {
    id = enrollment.id();
    programId = enrollment.programId();
    partnerId = enrollment.partnerId();
    tenantId = enrollment.tenantId();
    tenantKey = tenantId == null ? null : TextKey.of(tenantId);
    active = enrollment.active();
    revision = enrollment.revision();
    this.createdAt = createdAt.toEpochMilli();
  }

  /** Reads what {@link #SELECT_IN_ACTIVE_PROGRAM} selects. */
  public static EnrollmentRecord read(@Nullable Object[] row) {
    return new EnrollmentRecord(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (String) row[4],
        (boolean) row[5],
        (int) row[6]);
  }
}
