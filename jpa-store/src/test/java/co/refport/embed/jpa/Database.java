package co.refport.embed.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** The databases that the store is tested on; each call makes an empty one with our tables. */
enum Database {
  H2("h2") {
    @Override
    DataSource makeEmpty() {
      JdbcDataSource dataSource = new JdbcDataSource();
      dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
      return dataSource;
    }
  },

  POSTGRESQL("postgresql") {
    @Override
    DataSource makeEmpty() {
      String name = "db_" + UUID.randomUUID().toString().replace('-', '_');
      execute(Server.INSTANCE.getPostgresDatabase(), "create database " + name);
      return Server.INSTANCE.getDatabase("postgres", name);
    }
  };

  /** One server a JVM; it stops with it. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();
  }

  /** The scripts in their order. */
  static final List<String> MIGRATIONS =
      List.of("V1__refport_embed.sql", "V2__portal.sql", "V3__operators.sql");

  private final String folder;

  Database(String folder) {
    this.folder = folder;
  }

  abstract DataSource makeEmpty();

  DataSource make() {
    DataSource dataSource = makeEmpty();
    createTables(dataSource);
    return dataSource;
  }

  void createTables(DataSource dataSource) {
    MIGRATIONS.forEach(migration -> migrate(dataSource, migration));
  }

  void migrate(DataSource dataSource, String migration) {
    execute(dataSource, script(migration));
  }

  private String script(String migration) {
    try (InputStream script =
        JpaEmbedStore.class.getResourceAsStream("ddl/" + folder + "/" + migration)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void update(DataSource dataSource, String sql, String... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query that selects texts. */
  static List<List<@Nullable String>> select(
      DataSource dataSource, String sql, String... parameters) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  private static PreparedStatement prepare(Connection connection, String sql, String... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setString(i + 1, parameters[i]);
    }
    return statement;
  }
}
