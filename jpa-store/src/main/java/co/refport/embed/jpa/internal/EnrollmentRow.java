package co.refport.embed.jpa.internal;

import co.refport.embed.EmbeddedPartner;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An enrollment of a partner in a program. */
@Entity(name = "RefportEnrollment")
@Table(
    name = "refport_enrollment",
    uniqueConstraints = {
      @UniqueConstraint(
          name = "refport_enrollment_partner_uq",
          columnNames = {"program_id", "partner_id"}),
      @UniqueConstraint(
          name = "refport_enrollment_tenant_uq",
          columnNames = {"program_id", "tenant_key"})
    },
    indexes = @Index(name = "refport_enrollment_partner_ix", columnList = "partner_id"))
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
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
    name = EnrollmentRow.FIND_TOKEN_STATE,
    query =
        "select g.organizationId, g.id, e.id, p.id, e.tenantId, p.name, p.typedEmail,"
            + " e.active, g.activeOrganizationId, e.revision, g.origins,"
            + " k.organizationId, k.revokedAt, t.tokenId"
            + " from RefportEnrollment e"
            + " join RefportProgram g on g.id = e.programId"
            + " join RefportPartner p on p.id = e.partnerId"
            // EclipseLink writes these joins first: they can refer to parameters only
            + " left join RefportApiKey k on k.id = :apiKeyId"
            + " left join RefportRevokedToken t on t.tokenId = :tokenId"
            + " where e.id = :enrollmentId and e.programId = :programId")
@NamedQuery(
    name = EnrollmentRow.FIND_PROGRAM_AND_PARTNER,
    query =
        "select e.programId, e.partnerId from RefportEnrollment e, RefportProgram g"
            + " where e.id = :enrollmentId"
            + " and g.id = e.programId and g.organizationId = :organizationId")
@NamedQuery(
    name = EnrollmentRow.FIND_TENANT_ID,
    query =
        "select e.tenantId from RefportEnrollment e"
            + EnrollmentRow.WHERE
            + " and e.tenantId is not null")
@NamedQuery(
    name = EnrollmentRow.FIND_OF_PARTNER,
    query = "select e.id from RefportEnrollment e where e.partnerId = :partnerId")
// no update has a subquery: EclipseLink would put all conditions into one, which is not judged anew
// for a row that another transaction has changed meanwhile, so that two would win
@NamedQuery(
    name = EnrollmentRow.RAISE_REVISION,
    query = "update RefportEnrollment e set e.revision = e.revision + 1" + EnrollmentRow.WHERE)
@NamedQuery(
    name = EnrollmentRow.BIND_TENANT_ID,
    query =
        "update RefportEnrollment e set e.tenantKey = :tenantKey, e.tenantId = :tenantId"
            + EnrollmentRow.WHERE
            + " and e.active = true and e.tenantId is null")
@NamedQuery(
    name = EnrollmentRow.SET_TENANT_ID,
    query =
        "update RefportEnrollment e set e.tenantKey = :tenantKey, e.tenantId = :tenantId"
            + EnrollmentRow.WHERE)
@NamedQuery(
    name = EnrollmentRow.REMOVE_TENANT_ID,
    query =
        "update RefportEnrollment e set e.tenantKey = null, e.tenantId = null"
            + EnrollmentRow.WHERE)
@NamedQuery(
    name = EnrollmentRow.PASS_TENANT_ID,
    query =
        "update RefportEnrollment e set e.tenantKey = :tenantKey, e.tenantId = :tenantId"
            + EnrollmentRow.WHERE
            + " and e.tenantId is null")
// changes nothing, but holds the row until the end of the transaction
@NamedQuery(
    name = EnrollmentRow.LOCK,
    query = "update RefportEnrollment e set e.programId = :programId" + EnrollmentRow.WHERE)
@NamedQuery(
    name = EnrollmentRow.DELETE,
    query = "delete from RefportEnrollment e" + EnrollmentRow.WHERE)
@NamedQuery(
    name = EnrollmentRow.DELETE_OF_PARTNER,
    query = "delete from RefportEnrollment e where e.partnerId = :partnerId")
@NamedQuery(
    name = EnrollmentRow.SET_ACTIVE,
    query = "update RefportEnrollment e set e.active = :active" + EnrollmentRow.WHERE)
public class EnrollmentRow {

  public static final String FIND_BY_ID = "RefportEnrollment.findById";
  public static final String FIND_BY_TENANT_ID = "RefportEnrollment.findByTenantId";
  public static final String FIND_BY_EMAIL = "RefportEnrollment.findByEmail";
  public static final String FIND_TOKEN_STATE = "RefportEnrollment.findTokenState";
  public static final String FIND_PROGRAM_AND_PARTNER = "RefportEnrollment.findProgramAndPartner";
  public static final String FIND_TENANT_ID = "RefportEnrollment.findTenantId";
  public static final String FIND_OF_PARTNER = "RefportEnrollment.findOfPartner";
  public static final String RAISE_REVISION = "RefportEnrollment.raiseRevision";
  public static final String SET_ACTIVE = "RefportEnrollment.setActive";
  public static final String BIND_TENANT_ID = "RefportEnrollment.bindTenantId";
  public static final String SET_TENANT_ID = "RefportEnrollment.setTenantId";
  public static final String REMOVE_TENANT_ID = "RefportEnrollment.removeTenantId";
  public static final String PASS_TENANT_ID = "RefportEnrollment.passTenantId";
  public static final String LOCK = "RefportEnrollment.lock";
  public static final String DELETE = "RefportEnrollment.delete";
  public static final String DELETE_OF_PARTNER = "RefportEnrollment.deleteOfPartner";

  static final String WHERE = " where e.id = :enrollmentId and e.programId = :programId";

  // values, not entities: no provider caches them, whatever the persistence unit says
  static final String SELECT_IN_ACTIVE_PROGRAM =
      "select e.id, e.programId, e.partnerId, e.tenantId, p.email, e.active, e.revision"
          + " from RefportEnrollment e, RefportPartner p, RefportProgram g"
          + " where g.activeOrganizationId = :organizationId"
          + " and e.programId = g.id and p.id = e.partnerId";

  @Id
  @Column(name = "id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String id;

  @Column(name = "program_id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String programId;

  @Column(name = "partner_id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String partnerId;

  @Column(name = "tenant_key", length = 64)
  @Convert(disableConversion = true)
  @Nullable String tenantKey;

  @Column(name = "tenant_id", length = 255)
  @Convert(disableConversion = true)
  @Nullable String tenantId;

  @Column(name = "active", nullable = false)
  @Convert(disableConversion = true)
  boolean active;

  @Column(name = "revision", nullable = false)
  @Convert(disableConversion = true)
  int revision;

  @Column(name = "created_at", nullable = false)
  @Convert(disableConversion = true)
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

  /**
   * Reads what {@link #FIND_TOKEN_STATE} selects; empty when the token names an API key that its
   * organization doesn't have.
   */
  public static Optional<TokenState> readTokenState(TokenReference token, @Nullable Object[] row) {
    String organizationId = (String) row[0];
    if (token.apiKeyId() != null && !organizationId.equals(row[11])) {
      return Optional.empty();
    }
    EmbeddedPartner partner =
        new EmbeddedPartner(
            organizationId,
            (String) row[1],
            (String) row[2],
            (String) row[3],
            (String) row[4],
            (String) row[5],
            (String) row[6]);
    boolean programActive = row[8] != null;
    boolean apiKeyRevoked = row[12] != null;
    boolean tokenRevoked = row[13] != null;
    return Optional.of(
        new TokenState(
            partner,
            (boolean) row[7] && programActive,
            (int) row[9],
            apiKeyRevoked || tokenRevoked,
            ProgramRow.split((String) row[10])));
  }
}
