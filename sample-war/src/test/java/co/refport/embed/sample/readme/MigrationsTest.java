package co.refport.embed.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The library's tables join a host's, and joining them again changes nothing. */
class MigrationsTest {

  @Test
  void ourHistoryLeavesTheHostsAlone() throws SQLException {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table customer (id integer)");
      Migrations.migrate(dataSource, "h2");
      Migrations.migrate(dataSource, "h2");
      try (ResultSet rows = statement.executeQuery("select last_used_at from refport_api_key")) {
        assertThat(rows.next()).isFalse();
      }
      try (ResultSet rows =
          statement.executeQuery("select count(*) from \"refport_schema_history\"")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).as("the baseline and every script once").isGreaterThan(3);
      }
    }
  }
}
