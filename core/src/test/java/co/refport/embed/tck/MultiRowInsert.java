package co.refport.embed.tck;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Inserts many rows into a table: many with each statement, in one transaction. */
public final class MultiRowInsert {

  private static final int ROWS = 100;

  private MultiRowInsert() {}

  /**
   * Inserts each item as a row.
   *
   * @param <T> what makes a row
   * @param dataSource the database; not by way of a {@link FaultyDataSource}, which would be slower
   * @param insertInto the statement up to its values: {@code insert into t (a, b)}
   * @param items what to insert
   * @param values the values of an item in the columns' order; every item has as many
   * @throws SQLException what the database throws
   */
  public static <T> void run(
      DataSource dataSource, String insertInto, List<T> items, Function<T, List<Object>> values)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      int together = items.size() - items.size() % ROWS;
      insert(connection, insertInto, ROWS, items.subList(0, together), values);
      insert(connection, insertInto, 1, items.subList(together, items.size()), values);
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** With one statement, so that the database reads it once. */
  private static <T> void insert(
      Connection connection,
      String insertInto,
      int rows,
      List<T> items,
      Function<T, List<Object>> values)
      throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    String row = "(" + "?, ".repeat(values.apply(items.get(0)).size() - 1) + "?)";
    String sql = insertInto + " values " + row + (", " + row).repeat(rows - 1);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int from = 0; from < items.size(); from += rows) {
        int i = 0;
        for (T item : items.subList(from, from + rows)) {
          for (Object value : values.apply(item)) {
            statement.setObject(++i, value);
          }
        }
        statement.executeUpdate();
      }
    }
  }
}
