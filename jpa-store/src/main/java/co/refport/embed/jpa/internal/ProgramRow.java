package co.refport.embed.jpa.internal;

import co.refport.embed.spi.ProgramRecord;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program. */
@Entity(name = "RefportProgram")
@Table(
    name = "refport_program",
    uniqueConstraints =
        @UniqueConstraint(
            name = "refport_program_active_uq",
            columnNames = {"active_organization_id"}),
    indexes =
        @Index(
            name = "refport_program_organization_ix",
            columnList = "organization_id, created_at"))
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Cacheable(false)
@NamedQuery(
    name = ProgramRow.FIND_ACTIVE,
    query = "select g.id from RefportProgram g where g.activeOrganizationId = :organizationId")
@NamedQuery(
    name = ProgramRow.FIND_ACTIVE_AND_PARTNER,
    query =
        "select g.id, p.id from RefportProgram g"
            // EclipseLink writes this join first: it can refer to parameters only
            + " left join RefportPartner p"
            + " on p.organizationId = :organizationId and p.emailKey = :emailKey"
            + " where g.activeOrganizationId = :organizationId")
@NamedQuery(
    name = ProgramRow.SET_ORIGINS,
    query = "update RefportProgram g set g.origins = :origins" + ProgramRow.WHERE)
@NamedQuery(
    name = ProgramRow.ACTIVATE,
    query =
        "update RefportProgram g set g.activeOrganizationId = :organizationId" + ProgramRow.WHERE)
@NamedQuery(
    name = ProgramRow.DEACTIVATE,
    query = "update RefportProgram g set g.activeOrganizationId = null" + ProgramRow.WHERE)
@NamedQuery(
    name = ProgramRow.FIND_NEWEST,
    query =
        "select g.id, g.organizationId, g.origins, g.activeOrganizationId, g.createdAt"
            + " from RefportProgram g where g.organizationId = :organizationId"
            + " order by g.createdAt desc")
public class ProgramRow {

  public static final String FIND_ACTIVE = "RefportProgram.findActive";
  public static final String FIND_ACTIVE_AND_PARTNER = "RefportProgram.findActiveAndPartner";
  public static final String FIND_NEWEST = "RefportProgram.findNewest";
  public static final String SET_ORIGINS = "RefportProgram.setOrigins";
  public static final String ACTIVATE = "RefportProgram.activate";
  public static final String DEACTIVATE = "RefportProgram.deactivate";

  static final String WHERE = " where g.id = :programId and g.organizationId = :organizationId";

  @Id
  @Column(name = "id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String id;

  @Column(name = "organization_id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String organizationId;

  /** The organization while the program is active; unique, so that it has one at most. */
  @Column(name = "active_organization_id", length = 64)
  @Convert(disableConversion = true)
  @Nullable String activeOrganizationId;

  @Column(name = "origins", length = ProgramRecord.MAX_ORIGINS_LENGTH, nullable = false)
  @Convert(disableConversion = true)
  String origins;

  @Column(name = "created_at", nullable = false)
  @Convert(disableConversion = true)
  long createdAt;

  /** For the provider. */
  @SuppressWarnings("NullAway.Init")
  protected ProgramRow() {}

  public ProgramRow(ProgramRecord program) {
    id = program.id();
    organizationId = program.organizationId();
    activeOrganizationId = program.active() ? program.organizationId() : null;
    origins = join(program.origins());
    createdAt = program.createdAt().toEpochMilli();
  }

  /** Reads what {@link #FIND_NEWEST} selects. */
  public static ProgramRecord read(@Nullable Object[] row) {
    return new ProgramRecord(
        (String) row[0],
        (String) row[1],
        split((String) row[2]),
        row[3] != null,
        Instant.ofEpochMilli((long) row[4]));
  }

  /** Origins as the column has them. */
  public static String join(List<String> origins) {
    return String.join(" ", origins);
  }

  /** The texts that the column has; whether each is an origin is for their user to judge. */
  static List<String> split(String origins) {
    return origins.isEmpty() ? List.of() : List.of(origins.split(" ", -1));
  }
}
