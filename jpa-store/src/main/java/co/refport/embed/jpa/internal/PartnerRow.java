package co.refport.embed.jpa.internal;

import co.refport.embed.spi.NewEnrollment;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/** A partner of an organization. */
@Entity(name = "RefportPartner")
@Table(
    name = "refport_partner",
    uniqueConstraints =
        @UniqueConstraint(
            name = "refport_partner_email_uq",
            columnNames = {"organization_id", "email_key"}))
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Cacheable(false)
@NamedQuery(
    name = PartnerRow.SET_EMAIL,
    query =
        "update RefportPartner p set p.emailKey = :emailKey, p.email = :email,"
            + " p.typedEmail = :typedEmail"
            + PartnerRow.WHERE)
// changes nothing, but holds the row until the end of the transaction
@NamedQuery(
    name = PartnerRow.LOCK,
    query = "update RefportPartner p set p.organizationId = :organizationId" + PartnerRow.WHERE)
@NamedQuery(name = PartnerRow.DELETE, query = "delete from RefportPartner p" + PartnerRow.WHERE)
public class PartnerRow {

  public static final String SET_EMAIL = "RefportPartner.setEmail";
  public static final String LOCK = "RefportPartner.lock";
  public static final String DELETE = "RefportPartner.delete";

  static final String WHERE = " where p.id = :partnerId and p.organizationId = :organizationId";

  @Id
  @Column(name = "id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String id;

  @Column(name = "organization_id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String organizationId;

  @Column(name = "email_key", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String emailKey;

  @Column(name = "email", length = 254, nullable = false)
  @Convert(disableConversion = true)
  String email;

  @Column(name = "typed_email", length = 512, nullable = false)
  @Convert(disableConversion = true)
  String typedEmail;

  @Column(name = "name", length = 255)
  @Convert(disableConversion = true)
  @Nullable String name;

  @Column(name = "created_at", nullable = false)
  @Convert(disableConversion = true)
  long createdAt;

  /** For the provider. */
  @SuppressWarnings("NullAway.Init")
  protected PartnerRow() {}

  public PartnerRow(NewEnrollment enrollment) {
    id = enrollment.partnerId();
    organizationId = enrollment.organizationId();
    emailKey = TextKey.of(enrollment.email());
    email = enrollment.email();
    typedEmail = enrollment.typedEmail();
    name = enrollment.name();
    createdAt = enrollment.createdAt().toEpochMilli();
  }
}
