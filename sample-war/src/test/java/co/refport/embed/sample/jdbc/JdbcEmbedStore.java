package co.refport.embed.sample.jdbc;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.spi.RevocationStore;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.SigningKeyStore;
import co.refport.embed.spi.TokenReference;
import co.refport.embed.spi.TokenState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the tables of tables.sql, with nothing but JDBC. Thread-safe: it has no state
 * but the data source.
 */
public final class JdbcEmbedStore
    implements EmbedStore, OperatorStore, RevocationStore, SigningKeyStore {

  private static final int MAX_TOKEN_ID = 64;

  private final Sql sql;

  /** The connections must not take part in transactions of the caller. */
  public JdbcEmbedStore(DataSource dataSource) {
    sql = new Sql(dataSource);
  }

  // --- EmbedStore: look-ups, one SELECT each

  @Override
  public Optional<ApiKeyRecord> findApiKey(String sha256) {
    return first(sql.query(API_KEY + " where sha256 = ?", Rows::apiKey, sha256));
  }

  @Override
  public boolean hasActiveProgram(String organizationId) {
    return !sql.query(ACTIVE_PROGRAM, row -> row.getString(1), organizationId).isEmpty();
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentById(String organizationId, String enrollmentId) {
    return findEnrollment("e.id = ?", organizationId, enrollmentId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByTenantId(
      String organizationId, String tenantId) {
    return findEnrollment("e.tenant_id = ?", organizationId, tenantId);
  }

  @Override
  public Optional<EnrollmentRecord> findEnrollmentByEmail(String organizationId, String email) {
    return findEnrollment(
        "p.organization_id = ? and p.email = ?", organizationId, organizationId, email);
  }

  private Optional<EnrollmentRecord> findEnrollment(String which, Object... parameters) {
    String select =
        """
        select e.id, e.program_id, e.partner_id, e.tenant_id, p.email, e.active, e.revision
        from embed_program g
        join embed_enrollment e on e.program_id = g.id
        join embed_partner p on p.id = e.partner_id
        where g.active_for = ? and\s""";
    return first(sql.query(select + which, Rows::enrollment, parameters));
  }

  @Override
  public Optional<TokenState> findTokenState(TokenReference token) {
    if (!canBeRevoked(token.tokenId())) {
      return Optional.empty();
    }
    String select =
        """
        select g.organization_id, g.id, e.id, p.id, e.tenant_id, p.name, p.typed_email,
          e.active and g.active_for is not null, e.revision,
          k.revoked_at is not null or t.id is not null, g.origins
        from embed_enrollment e
        join embed_program g on g.id = e.program_id
        join embed_partner p on p.id = e.partner_id
        left join embed_api_key k on k.id = ? and k.organization_id = g.organization_id
        left join embed_revoked_token t on t.id = ?
        where e.id = ? and e.program_id = ?""";
    return first(
        sql.query(
            select + (token.apiKeyId() == null ? "" : " and k.id is not null"),
            Rows::tokenState,
            token.apiKeyId(),
            token.tokenId(),
            token.enrollmentId(),
            token.programId()));
  }

  // --- EmbedStore: writes, each conditional, each in a transaction of its own

  @Override
  public CreateResult createEnrollment(NewEnrollment enrollment) {
    try {
      return sql.transaction(connection -> create(connection, enrollment));
    } catch (Sql.Taken e) {
      return new CreateResult.Lost();
    }
  }

  private static CreateResult create(Connection connection, NewEnrollment enrollment)
      throws SQLException {
    Optional<String> programId =
        first(
            Sql.query(
                connection, ACTIVE_PROGRAM, row -> row.getString(1), enrollment.organizationId()));
    if (programId.isEmpty()) {
      return new CreateResult.NoActiveProgram();
    }
    Optional<String> known =
        first(
            Sql.query(
                connection,
                "select id from embed_partner where organization_id = ? and email = ?",
                row -> row.getString(1),
                enrollment.organizationId(),
                enrollment.email()));
    if (known.isEmpty()) {
      Sql.insert(
          connection,
          "insert into embed_partner (id, organization_id, email, typed_email, name, created_at)"
              + " values (?, ?, ?, ?, ?, ?)",
          enrollment.partnerId(),
          enrollment.organizationId(),
          enrollment.email(),
          enrollment.typedEmail(),
          enrollment.name(),
          enrollment.createdAt().toEpochMilli());
    } else if (Sql.update(connection, LOCK_PARTNER, known.get()) == 0) {
      return new CreateResult.Lost(); // erased since it was read
    }
    String partnerId = known.orElse(enrollment.partnerId());
    Sql.insert(
        connection,
        "insert into embed_enrollment"
            + " (id, program_id, partner_id, tenant_id, active, revision, created_at)"
            + " values (?, ?, ?, ?, true, 0, ?)",
        enrollment.enrollmentId(),
        programId.get(),
        partnerId,
        enrollment.tenantId(),
        enrollment.createdAt().toEpochMilli());
    return new CreateResult.Created(
        new EnrollmentRecord(
            enrollment.enrollmentId(),
            programId.get(),
            partnerId,
            enrollment.tenantId(),
            enrollment.email(),
            true,
            0),
        known.isEmpty());
  }

  @Override
  public boolean bindTenantId(String organizationId, String enrollmentId, String tenantId) {
    return sql.changed(
        """
        update embed_enrollment set tenant_id = ?
        where id = ? and active and tenant_id is null
        and program_id = (select id from embed_program where active_for = ?)""",
        tenantId,
        enrollmentId,
        organizationId);
  }

  // --- RevocationStore

  @Override
  public void revokeToken(String tokenId, Instant expiresAt) {
    // nobody is let in by any other id, see findTokenState; and who was first has done it
    if (canBeRevoked(tokenId)) {
      sql.changed(
          "insert into embed_revoked_token (id, expires_at) values (?, ?)",
          tokenId,
          expiresAt.toEpochMilli());
    }
  }

  @Override
  public boolean raiseRevision(String organizationId, String enrollmentId) {
    return sql.changed(
        "update embed_enrollment set revision = revision + 1" + WHERE_ENROLLMENT,
        enrollmentId,
        organizationId);
  }

  @Override
  public boolean revokeApiKey(String organizationId, String apiKeyId, Instant revokedAt) {
    return sql.changed(
        "update embed_api_key set revoked_at = coalesce(revoked_at, ?)" + WHERE_OWNED,
        revokedAt.toEpochMilli(),
        apiKeyId,
        organizationId);
  }

  @Override
  public int deleteExpiredRevocations(Instant now) {
    return sql.update("delete from embed_revoked_token where expires_at <= ?", now.toEpochMilli());
  }

  // --- SigningKeyStore

  @Override
  public List<SigningKeyRecord> findSigningKeys() {
    return sql.query(
        "select id, generation, jwk, created_at from embed_signing_key order by generation",
        Rows::signingKey);
  }

  @Override
  public boolean insertSigningKey(SigningKeyRecord key) {
    return sql.changed(
        "insert into embed_signing_key (id, generation, jwk, created_at) values (?, ?, ?, ?)",
        key.id(),
        key.generation(),
        key.jwk(),
        key.createdAt().toEpochMilli());
  }

  @Override
  public boolean deleteSigningKey(String id) {
    return sql.changed("delete from embed_signing_key where id = ?", id);
  }

  // --- OperatorStore

  @Override
  public boolean insertProgram(ProgramRecord program) {
    return sql.changed(
        "insert into embed_program (id, organization_id, active_for, origins, created_at)"
            + " values (?, ?, ?, ?, ?)",
        program.id(),
        program.organizationId(),
        program.active() ? program.organizationId() : null,
        Rows.join(program.origins()),
        program.createdAt().toEpochMilli());
  }

  @Override
  public List<ProgramRecord> findPrograms(String organizationId) {
    return sql.query(
        "select id, organization_id, origins, active_for is not null, created_at from embed_program"
            + NEWEST,
        Rows::program,
        organizationId);
  }

  @Override
  public boolean setProgramActive(String organizationId, String programId, boolean active) {
    return sql.changed(
        "update embed_program set active_for = "
            + (active ? "organization_id" : "null")
            + WHERE_OWNED,
        programId,
        organizationId);
  }

  @Override
  public boolean setOrigins(String organizationId, String programId, List<String> origins) {
    return sql.changed(
        "update embed_program set origins = ?" + WHERE_OWNED,
        Rows.join(ProgramRecord.requireOrigins(origins)),
        programId,
        organizationId);
  }

  @Override
  public boolean setEnrollmentActive(String organizationId, String enrollmentId, boolean active) {
    return sql.changed(
        "update embed_enrollment set active = ?" + WHERE_ENROLLMENT,
        active,
        enrollmentId,
        organizationId);
  }

  @Override
  public ChangeResult setEmail(
      String organizationId, String enrollmentId, String email, String typedEmail) {
    return sql.change(
        "update embed_partner set email = ?, typed_email = ? where id ="
            + " (select partner_id from embed_enrollment"
            + WHERE_ENROLLMENT
            + ")",
        email,
        typedEmail,
        enrollmentId,
        organizationId);
  }

  @Override
  public ChangeResult setTenantId(
      String organizationId, String enrollmentId, @Nullable String tenantId) {
    return sql.change(
        "update embed_enrollment set tenant_id = ?" + WHERE_ENROLLMENT,
        tenantId,
        enrollmentId,
        organizationId);
  }

  @Override
  public boolean mergeEnrollments(String organizationId, String loserId, String winnerId) {
    return sql.remove(
        connection -> {
          Optional<String> partnerId = lockPartner(connection, organizationId, loserId);
          // both stay as they are until the end, and in one order, so that nobody waits in a circle
          List<Merged> both =
              Sql.query(
                  connection,
                  "select id, program_id, tenant_id from embed_enrollment where id in (?, ?)"
                      + " and program_id in (select id from embed_program where organization_id = ?)"
                      + " order by id for update",
                  row -> new Merged(row.getString(1), row.getString(2), row.getString(3)),
                  loserId,
                  winnerId,
                  organizationId);
          if (partnerId.isEmpty()
              || both.size() != 2
              || !both.get(0).programId().equals(both.get(1).programId())) {
            return false;
          }
          Merged loser = both.get(both.get(0).id().equals(loserId) ? 0 : 1);
          Sql.update(connection, "delete from embed_enrollment where id = ?", loserId);
          Sql.update(
              connection,
              "update embed_enrollment set tenant_id = ? where id = ? and tenant_id is null",
              loser.tenantId(),
              winnerId);
          Sql.update(
              connection,
              """
              delete from embed_partner p where p.id = ?
              and not exists (select 1 from embed_enrollment e where e.partner_id = p.id)""",
              partnerId.get());
          return true;
        });
  }

  private record Merged(String id, String programId, @Nullable String tenantId) {}

  @Override
  public boolean erasePartner(String organizationId, String enrollmentId) {
    return sql.remove(
        connection -> {
          Optional<String> partnerId = lockPartner(connection, organizationId, enrollmentId);
          if (partnerId.isEmpty()
              || Sql.update(connection, "delete from embed_enrollment where id = ?", enrollmentId)
                  == 0) {
            return false;
          }
          Sql.update(
              connection, "delete from embed_enrollment where partner_id = ?", partnerId.get());
          Sql.update(connection, "delete from embed_partner where id = ?", partnerId.get());
          return true;
        });
  }

  /** The partner of an enrollment, which nobody else deletes or enrolls before this is done. */
  private static Optional<String> lockPartner(
      Connection connection, String organizationId, String enrollmentId) throws SQLException {
    Optional<String> partnerId =
        first(
            Sql.query(
                connection,
                "select partner_id from embed_enrollment" + WHERE_ENROLLMENT,
                row -> row.getString(1),
                enrollmentId,
                organizationId));
    return partnerId.isPresent() && Sql.update(connection, LOCK_PARTNER, partnerId.get()) == 1
        ? partnerId
        : Optional.empty();
  }

  @Override
  public boolean insertApiKey(ApiKeyRecord key) {
    return sql.changed(
        "insert into embed_api_key (" + API_KEY_COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)",
        key.id(),
        key.organizationId(),
        key.sha256(),
        key.createdAt().toEpochMilli(),
        Rows.millis(key.expiresAt()),
        Rows.millis(key.revokedAt()),
        Rows.millis(key.lastUsedAt()));
  }

  @Override
  public List<ApiKeyRecord> findApiKeys(String organizationId) {
    return sql.query(API_KEY + NEWEST, Rows::apiKey, organizationId);
  }

  @Override
  public boolean expireApiKey(String organizationId, String apiKeyId, Instant expiresAt) {
    return sql.changed(
        "update embed_api_key set expires_at = least(coalesce(expires_at, ?), ?)" + WHERE_OWNED,
        expiresAt.toEpochMilli(),
        expiresAt.toEpochMilli(),
        apiKeyId,
        organizationId);
  }

  @Override
  public boolean recordApiKeyUse(String organizationId, String apiKeyId, Instant usedAt) {
    return sql.changed(
        "update embed_api_key set last_used_at = ?"
            + WHERE_OWNED
            + " and (last_used_at is null or last_used_at < ?)",
        usedAt.toEpochMilli(),
        apiKeyId,
        organizationId,
        usedAt.toEpochMilli());
  }

  // --- SQL and rows

  private static final String ACTIVE_PROGRAM = "select id from embed_program where active_for = ?";
  // changes nothing, but holds the row until the end of the transaction
  private static final String LOCK_PARTNER = "update embed_partner set id = id where id = ?";
  private static final String WHERE_OWNED = " where id = ? and organization_id = ?";
  private static final String WHERE_ENROLLMENT =
      " where id = ? and program_id in (select id from embed_program where organization_id = ?)";
  private static final String NEWEST =
      " where organization_id = ? order by created_at desc fetch first "
          + MAX_LISTED
          + " rows only";
  private static final String API_KEY_COLUMNS =
      "id, organization_id, sha256, created_at, expires_at, revoked_at, last_used_at";
  private static final String API_KEY = "select " + API_KEY_COLUMNS + " from embed_api_key";

  private static boolean canBeRevoked(String tokenId) {
    return tokenId.length() <= MAX_TOKEN_ID && Sql.isStorable(tokenId);
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
