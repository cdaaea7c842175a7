package co.refport.embed.sample.jdbc;

import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.tck.MultiRowInsert;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** An empty database with the tables. */
final class TestDatabase {

  /** As many as the threads of a race. */
  private static final int MAX_CONNECTIONS = 64;

  private TestDatabase() {}

  static DataSource h2() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return withTables(dataSource);
  }

  /** On a server that stops with this JVM, and pooled: connecting costs more than a look-up. */
  static DataSource postgreSql() {
    PGConnectionPoolDataSource server = new PGConnectionPoolDataSource();
    try {
      server.setUrl(EmbeddedPostgres.start().getJdbcUrl("postgres", "postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JdbcConnectionPool pool = JdbcConnectionPool.create(server);
    pool.setMaxConnections(MAX_CONNECTIONS);
    return withTables(pool);
  }

  private static DataSource withTables(DataSource dataSource) {
    try (InputStream tables = TestDatabase.class.getResourceAsStream("tables.sql");
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          new String(Objects.requireNonNull(tables).readAllBytes(), StandardCharsets.UTF_8));
      return dataSource;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the store would do with each of these, but much faster. */
  static void insert(DataSource dataSource, ProgramRecord program, List<NewEnrollment> enrollments)
      throws SQLException {
    MultiRowInsert.run(
        dataSource,
        "insert into embed_partner (id, organization_id, email, typed_email, created_at)",
        enrollments,
        one ->
            List.of(
                one.partnerId(),
                one.organizationId(),
                one.email(),
                one.typedEmail(),
                one.createdAt().toEpochMilli()));
    MultiRowInsert.run(
        dataSource,
        "insert into embed_enrollment"
            + " (id, program_id, partner_id, tenant_id, active, revision, created_at)",
        enrollments,
        one ->
            List.of(
                one.enrollmentId(),
                program.id(),
                one.partnerId(),
                Objects.requireNonNull(one.tenantId()),
                true,
                0,
                one.createdAt().toEpochMilli()));
    // what a database does by itself sooner or later; until then it plans for an empty table
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
  }
}
