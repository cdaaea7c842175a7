package co.refport.embed.jpa.internal;

import co.refport.embed.spi.ApiKeyRecord;
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
import org.jspecify.annotations.Nullable;

/** What is known of an API key. */
@Entity(name = "RefportApiKey")
@Table(
    name = "refport_api_key",
    uniqueConstraints =
        @UniqueConstraint(
            name = "refport_api_key_sha256_uq",
            columnNames = {"sha256"}),
    indexes =
        @Index(
            name = "refport_api_key_organization_ix",
            columnList = "organization_id, created_at"))
@Access(AccessType.FIELD)
@ExcludeDefaultListeners
@Cacheable(false)
@NamedQuery(name = ApiKeyRow.FIND, query = ApiKeyRow.SELECT + " where k.sha256 = :sha256")
@NamedQuery(
    name = ApiKeyRow.FIND_NEWEST,
    query =
        ApiKeyRow.SELECT + " where k.organizationId = :organizationId order by k.createdAt desc")
@NamedQuery(
    name = ApiKeyRow.REVOKE,
    query =
        "update RefportApiKey k set k.revokedAt = :revokedAt"
            + " where k.id = :apiKeyId and k.organizationId = :organizationId"
            + " and k.revokedAt is null")
@NamedQuery(
    name = ApiKeyRow.EXPIRE,
    query =
        "update RefportApiKey k set k.expiresAt = :expiresAt"
            + " where k.id = :apiKeyId and k.organizationId = :organizationId"
            + " and (k.expiresAt is null or k.expiresAt > :expiresAt)")
@NamedQuery(
    name = ApiKeyRow.RECORD_USE,
    query =
        "update RefportApiKey k set k.lastUsedAt = :usedAt"
            + " where k.id = :apiKeyId and k.organizationId = :organizationId"
            + " and (k.lastUsedAt is null or k.lastUsedAt < :usedAt)")
@NamedQuery(
    name = ApiKeyRow.FIND_BY_ID,
    query =
        "select k.id from RefportApiKey k"
            + " where k.id = :apiKeyId and k.organizationId = :organizationId")
public class ApiKeyRow {

  public static final String FIND = "RefportApiKey.find";
  public static final String FIND_BY_ID = "RefportApiKey.findById";
  public static final String FIND_NEWEST = "RefportApiKey.findNewest";
  public static final String REVOKE = "RefportApiKey.revoke";
  public static final String EXPIRE = "RefportApiKey.expire";
  public static final String RECORD_USE = "RefportApiKey.recordUse";

  static final String SELECT =
      "select k.id, k.organizationId, k.sha256, k.createdAt, k.expiresAt, k.revokedAt,"
          + " k.lastUsedAt from RefportApiKey k";

  @Id
  @Column(name = "id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String id;

  @Column(name = "organization_id", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String organizationId;

  @Column(name = "sha256", length = 64, nullable = false)
  @Convert(disableConversion = true)
  String sha256;

  @Column(name = "created_at", nullable = false)
  @Convert(disableConversion = true)
  long createdAt;

  @Column(name = "expires_at")
  @Convert(disableConversion = true)
  @Nullable Long expiresAt;

  @Column(name = "revoked_at")
  @Convert(disableConversion = true)
  @Nullable Long revokedAt;

  @Column(name = "last_used_at")
  @Convert(disableConversion = true)
  @Nullable Long lastUsedAt;

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
    lastUsedAt = toEpochMilli(apiKey.lastUsedAt());
  }

  /** Reads what {@link #SELECT} selects. */
  public static ApiKeyRecord read(@Nullable Object[] row) {
    return new ApiKeyRecord(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        Instant.ofEpochMilli((long) row[3]),
        toInstant((Long) row[4]),
        toInstant((Long) row[5]),
        toInstant((Long) row[6]));
  }

  private static @Nullable Long toEpochMilli(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant toInstant(@Nullable Long epochMilli) {
    return epochMilli == null ? null : Instant.ofEpochMilli(epochMilli);
  }
}
