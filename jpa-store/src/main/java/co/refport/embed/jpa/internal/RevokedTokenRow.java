package co.refport.embed.jpa.internal;

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
import java.time.Instant;

/** A token that is revoked, until it has expired. */
@Entity(name = "RefportRevokedToken")
@Table(
    name = "refport_revoked_token",
    indexes = @Index(name = "refport_revoked_token_expires_ix", columnList = "expires_at"))
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Cacheable(false)
@NamedQuery(
    name = RevokedTokenRow.FIND,
    query = "select t.tokenId from RefportRevokedToken t where t.tokenId = :tokenId")
@NamedQuery(
    name = RevokedTokenRow.DELETE_EXPIRED,
    query = "delete from RefportRevokedToken t where t.expiresAt <= :now")
public class RevokedTokenRow {

  public static final String FIND = "RefportRevokedToken.find";
  public static final String DELETE_EXPIRED = "RefportRevokedToken.deleteExpired";

  public static final int MAX_ID_LENGTH = 64;

  @Id
  @Column(name = "token_id", length = MAX_ID_LENGTH, nullable = false)
  @Convert(disableConversion = true)
  String tokenId;

  @Column(name = "expires_at", nullable = false)
  @Convert(disableConversion = true)
  long expiresAt;

  /** For the provider. */
  @SuppressWarnings("NullAway.Init")
  protected RevokedTokenRow() {}

  public RevokedTokenRow(String tokenId, Instant expiresAt) {
    this.tokenId = tokenId;
    this.expiresAt = expiresAt.toEpochMilli();
  }
}
