package co.refport.embed.sample.jdbc;

import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs SQL, each time on one connection, which goes back as it was taken. */
record Sql(DataSource dataSource) {

  private static final int MAX_ATTEMPTS = 5;

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done on a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** A constraint stands against it; everything was rolled back. */
  static final class Taken extends Exception {

    private static final long serialVersionUID = 1L;

    Taken() {
      // without a cause: the database's message quotes what is taken, which may be an email
      super("taken");
    }
  }

  <T> List<T> query(String sql, Row<T> row, @Nullable Object... parameters) {
    return run(true, connection -> query(connection, sql, row, parameters));
  }

  /** How many rows an update or delete has changed. */
  int update(String sql, @Nullable Object... parameters) {
    return run(true, connection -> update(connection, sql, parameters));
  }

  /** Whether a statement has changed a row, and no unique constraint stood against it. */
  boolean changed(String sql, @Nullable Object... parameters) {
    return change(sql, parameters) == ChangeResult.CHANGED;
  }

  /** The same, with what stood against it. */
  ChangeResult change(String sql, @Nullable Object... parameters) {
    try {
      return runUnlessTaken(true, connection -> update(connection, sql, parameters)) == 1
          ? ChangeResult.CHANGED
          : ChangeResult.NOT_FOUND;
    } catch (Taken e) {
      return ChangeResult.TAKEN;
    }
  }

  /** Deletes in one transaction; again when another one has just referred to a deleted row. */
  boolean remove(Work<Boolean> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction(work);
      } catch (Taken e) {
        if (attempt == MAX_ATTEMPTS) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Does all or, when it throws, nothing. */
  <T> T transaction(Work<T> work) throws Taken {
    return runUnlessTaken(false, work);
  }

  // --- on a connection

  static <T> List<T> query(
      Connection connection, String sql, Row<T> row, @Nullable Object... parameters)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    if (areStorable(parameters)) {
      try (PreparedStatement statement = prepare(connection, sql, parameters);
          ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row.read(result));
        }
      }
    }
    return rows;
  }

  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    if (!areStorable(parameters)) {
      return 0;
    }
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** An {@link IllegalArgumentException} for a text that cannot be stored. */
  static void insert(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    if (update(connection, sql, parameters) != 1) {
      throw new IllegalArgumentException("A text has U+0000 or an unpaired surrogate");
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** No row has, or can have, a text that UTF-8 or the database cannot hold. */
  private static boolean areStorable(@Nullable Object... parameters) {
    return Arrays.stream(parameters)
        .allMatch(parameter -> !(parameter instanceof String text) || isStorable(text));
  }

  static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  // --- connections and failures

  private <T> T run(boolean autoCommit, Work<T> work) {
    try {
      return runUnlessTaken(autoCommit, work);
    } catch (Taken e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T runUnlessTaken(boolean autoCommit, Work<T> work) throws Taken {
    for (int attempt = 1; ; attempt++) {
      try {
        return runOnce(autoCommit, work);
      } catch (SQLException e) {
        if (isTaken(e)) {
          throw new Taken();
        }
        if (attempt == MAX_ATTEMPTS || !isRolledBackForAnother(e)) {
          throw failure(e);
        }
      }
    }
  }

  private <T> T runOnce(boolean autoCommit, Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(autoCommit);
      try {
        return autoCommit ? work.run(connection) : commit(connection, work);
      } finally {
        // throws too when the connection is broken, and then says the same
        connection.setAutoCommit(before);
      }
    }
  }

  private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        connection.rollback();
      } catch (SQLException broken) {
        e.addSuppressed(broken);
      }
      throw e;
    }
  }

  /**
   * Another call was first: a duplicate, or a row that refers to another. MySQL and MariaDB say
   * 23000 for both, and H2 says 23506 for the second.
   */
  private static boolean isTaken(SQLException e) {
    return hasState(e, "23503", "23505", "23506");
  }

  /** A deadlock or a failed serialization: the same may succeed now. H2 says 90131 too. */
  private static boolean isRolledBackForAnother(SQLException e) {
    return hasState(e, "40", "90131");
  }

  private static RuntimeException failure(SQLException e) {
    // connections, room, operators and time-outs; pools have no state
    if (hasState(e, "08", "40", "53", "55P03", "57", "58", "90131", "HYT")
        || e.getSQLState() == null
        || e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException) {
      return new StoreUnavailableException("The database cannot be reached", e);
    }
    // a defect; its message may quote an email
    return new IllegalStateException("The database refused a statement: " + e.getSQLState());
  }

  private static boolean hasState(SQLException e, String... prefixes) {
    String state = String.valueOf(e.getSQLState());
    return Arrays.stream(prefixes).anyMatch(state::startsWith);
  }
}
