package co.refport.embed.jpa.internal;

import co.refport.embed.spi.ApiKeyRecord;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of an API key. */
@Entity(name = "RefportApiKey")
@Table(name = "refport_api_key")
@Cacheable(false)
@NamedQuery(
    name = ApiKeyRow.FIND,
    query =
        "select k.id, k.organizationId, k.sha256, k.createdAt, k.expiresAt, k.revokedAt"
            + " from RefportApiKey k where k.sha256 = :sha256")
@NamedQuery(
    name = ApiKeyRow.REVOKE,
    query =
        "update RefportApiKey k set k.revokedAt = :revokedAt"
            + " where k.id = :apiKeyId and k.organizationId = :organizationId"
            + " and k.revokedAt is null")
@NamedQuery(
    name = ApiKeyRow.FIND_BY_ID,
    query =
        "select k.id from RefportApiKey k"
            + " where k.id = :apiKeyId and k.organizationId = :organizationId")
public class ApiKeyRow {

  public static final String FIND = "RefportApiKey.find";
  public static final String FIND_BY_ID = "RefportApiKey.findById";
  public static final String REVOKE = "RefportApiKey.revoke";

  @Id
  @Column(name = "id", length = 64)
  String id;

  @Column(name = "organization_id", length = 64, nullable = false)
  String organizationId;

  @Column(name = "sha256", length = 64, nullable = false)
  String sha256;

  @Column(name = "created_at", nullable = false)
  long createdAt;

  @Column(name = "expires_at")
  @Nullable Long expiresAt;

  @Column(name = "revoked_at")
  @Nullable Long revokedAt;

  /** For the provider. */
  @SuppressWarnings("NullAway.Init")
  protected ApiKeyRow() {}

  public ApiKeyRow(ApiKeyRecord apiKey) {
    id = apiKey.id();
    organizationId = apiKey.organizationId();
    sha256 = apiKey.sha256();
    createdAt = apiKey.createdAt().toEpochMilli();
    expiresAt = toEpochMilli(apiKey.expiresAt());
    revokedAt = toEpochMilli(apiKey.revokedAt());
  }

  /** Reads what {@link #FIND} selects. */
  public static ApiKeyRecord read(@Nullable Object[] row) {
    return new ApiKeyRecord(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        Instant.ofEpochMilli((long) row[3]),
        toInstant((Long) row[4]),
        toInstant((Long) row[5]));
  }

  private static @Nullable Long toEpochMilli(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant toInstant(@Nullable Long epochMilli) {
    return epochMilli == null ? null : Instant.ofEpochMilli(epochMilli);
  }
}
