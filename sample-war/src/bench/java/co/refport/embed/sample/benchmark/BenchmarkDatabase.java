package co.refport.embed.sample.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL of the benchmark's own that keeps what it has committed, as in production. */
final class BenchmarkDatabase implements AutoCloseable {

  private static final String DATABASE = "postgres";

  private final EmbeddedPostgres postgres;

  BenchmarkDatabase() throws IOException, SQLException {
    postgres =
        EmbeddedPostgres.builder()
            // turned off by default, for tests
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
    for (String setting :
        new String[] {
          "server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"
        }) {
      System.out.println("PostgreSQL: " + setting + " = " + show(setting));
    }
  }

  private String show(String setting) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + setting)) {
      result.next();
      return result.getString(1);
    }
  }

  /** What makes the sample use it. */
  Map<String, String> settings() {
    return Map.of("REFPORT_DB_URL", postgres.getJdbcUrl("postgres", DATABASE));
  }

  /** Enrolls the partners of these numbers in the sample's program, as the endpoint would have. */
  void enroll(int first, int last) throws SQLException {
    execute(
        """
        insert into refport_partner
          (id, organization_id, email_key, email, typed_email, name, created_at)
        select 'ptn_' || left(md5('partner ' || n), 22), organization_id,
          encode(sha256(convert_to('p' || n || '@example.com', 'UTF8')), 'hex'),
          'p' || n || '@example.com', 'p' || n || '@example.com', 'Partner ' || n, 0
        from refport_program, generate_series(%1$d, %2$d) n
        where active_organization_id is not null;
        insert into refport_enrollment
          (id, program_id, partner_id, tenant_key, tenant_id, active, revision, created_at)
        select 'enr_' || left(md5('enrollment ' || n), 22), id,
          'ptn_' || left(md5('partner ' || n), 22),
          encode(sha256(convert_to('tenant_' || n, 'UTF8')), 'hex'), 'tenant_' || n, true, 0, 0
        from refport_program, generate_series(%1$d, %2$d) n
        where active_organization_id is not null;
        """
            .formatted(first, last));
    execute("vacuum analyze");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
