package co.refport.embed.jpa.internal;

import co.refport.embed.spi.SigningKeyRecord;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key that tokens are signed with. */
@Entity(name = "RefportSigningKey")
@Table(name = "refport_signing_key")
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
  @Column(name = "id", length = 64)
  String id;

  @Column(name = "generation", nullable = false)
  int generation;

  @Column(name = "jwk", length = 4000, nullable = false)
  String jwk;

  @Column(name = "created_at", nullable = false)
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
