package co.refport.embed.jpa;

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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** The databases that the store is tested on; each call makes an empty one with our tables. */
enum Database {
  H2("h2") {
    @Override
    DatabaseServer start() {
      return new H2Server();
    }
  },

  POSTGRESQL("postgresql") {
    @Override
    DatabaseServer start() {
      return PostgreSqlServer.start();
    }
  },

  MARIADB("mariadb") {
    @Override
    DatabaseServer start() {
      return MariaDbServer.start();
    }
  };

  /** One server a JVM, started when it is first asked for. */
  private static final Map<Database, DatabaseServer> RUNNING = new ConcurrentHashMap<>();

  /** The scripts in their order. */
  static final List<String> MIGRATIONS =
      List.of("V1__refport_embed.sql", "V2__portal.sql", "V3__operators.sql");

  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\R");

  private final String folder;

  Database(String folder) {
    this.folder = folder;
  }

  /** Where the scripts are, below {@code co/refport/embed/jpa/ddl}. */
  String folder() {
    return folder;
  }

  /** Each database with each provider, as a test's arguments. */
  static Stream<Arguments> withProviders() {
    return Stream.of(values())
        .flatMap(
            database ->
                Stream.of(Provider.values()).map(provider -> Arguments.of(database, provider)));
  }

  /** A server of the caller's own, who may stop it. */
  abstract DatabaseServer start();

  DataSource makeEmpty() {
    return RUNNING.computeIfAbsent(this, Database::start).createDatabase();
  }

  DataSource make() {
    DataSource dataSource = makeEmpty();
    createTables(dataSource);
    return dataSource;
  }

  void createTables(DataSource dataSource) {
    MIGRATIONS.forEach(migration -> migrate(dataSource, migration));
  }

  void migrate(DataSource dataSource, String migration) {
    // one at a time, as not every driver takes several
    END_OF_STATEMENT
        .splitAsStream(script(migration))
        .forEach(statement -> execute(dataSource, statement));
  }

  private String script(String migration) {
    try (InputStream script =
        JpaEmbedStore.class.getResourceAsStream("ddl/" + folder + "/" + migration)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
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
