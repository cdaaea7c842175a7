package co.refport.embed.jpa.internal;

import co.refport.embed.spi.SigningKeyRecord;
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
import java.time.Instant;

/** A key that tokens are signed with. */
@Entity(name = "RefportSigningKey")
@Table(
    name = "refport_signing_key",
    uniqueConstraints =
        @UniqueConstraint(
            name = "refport_signing_key_generation_uq",
            columnNames = {"generation"}))
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Cacheable(false)
@NamedQuery(
    name = SigningKeyRow.FIND_ALL,
    query =
        "select k.id, k.generation, k.jwk, k.createdAt"
            + " from RefportSigningKey k order by k.generation")
@NamedQuery(name = SigningKeyRow.DELETE, query = "delete from RefportSigningKey k where k.id = :id")
public class SigningKeyRow {

  public static final String FIND_ALL = "RefportSigningKey.findAll";
  public static final String DELETE = "RefportSigningKey.delete";

  @Id
  @Column(name = "id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String id;

  @Column(name = "generation", nullable = false)
  @Convert(disableConversion = true)
  int generation;

  @Column(name = "jwk", length = 4000, nullable = false)
  @Convert(disableConversion = true)
  String jwk;

  @Column(name = "created_at", nullable = false)
  @Convert(disableConversion = true)
  long createdAt;

  /** For the provider. */
  @SuppressWarnings("NullAway.Init")
  protected SigningKeyRow() {}

  public SigningKeyRow(SigningKeyRecord signingKey) {
    id = signingKey.id();
    generation = signingKey.generation();
    jwk = signingKey.jwk();
    createdAt = signingKey.createdAt().toEpochMilli();
  }

  /** Reads what {@link #FIND_ALL} selects. */
  public static SigningKeyRecord read(Object[] row) {
    return new SigningKeyRecord(
        (String) row[0], (int) row[1], (String) row[2], Instant.ofEpochMilli((long) row[3]));
  }
}
