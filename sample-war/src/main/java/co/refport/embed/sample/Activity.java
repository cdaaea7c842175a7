package co.refport.embed.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What a host keeps about its partners, in its own table and under its own tenant ids. Safe for any
 * number of threads.
 */
final class Activity {

  /** How many weeks the portal shows, the current one included. */
  static final int WEEKS = 12;

  private static final String DUPLICATE = "23505";

  private static final String INSERT =
      """
      insert into sample_activity (tenant_id, week_start, clicks, leads, earnings_cents)
      select cast(? as varchar(255)), cast(? as date),
        cast(? as integer), cast(? as integer), cast(? as bigint)
      where not exists (select 1 from sample_activity where tenant_id = ? and week_start = ?)
      """;

  private static final String FIND =
      """
      select week_start, clicks, leads, earnings_cents from sample_activity
      where tenant_id = ? and week_start > ? and week_start <= ? order by week_start
      """;

  private final DataSource dataSource;

  Activity(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** One week's numbers; earnings in euro cents. */
  record Week(LocalDate start, int clicks, int leads, long earningsCents) {}

  /** The Monday of a day's week. */
  static LocalDate weekOf(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** Adds a week; nothing changes when the tenant's week is there already. */
  void insert(String tenantId, Week week) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, tenantId);
      insert.setObject(2, week.start());
      insert.setInt(3, week.clicks());
      insert.setInt(4, week.leads());
      insert.setLong(5, week.earningsCents());
      insert.setString(6, tenantId);
      insert.setObject(7, week.start());
      insert.executeUpdate();
    } catch (SQLException e) {
      if (!DUPLICATE.equals(e.getSQLState())) { // another node was faster
        throw e;
      }
    }
  }

  /**
   * The last {@value #WEEKS} weeks, the oldest first, with zeros where a week has no row; empty
   * when none has one.
   */
  List<Week> lastWeeks(String tenantId, LocalDate today) throws SQLException {
    LocalDate newest = weekOf(today);
    List<Week> rows = find(tenantId, newest);
    if (rows.isEmpty()) {
      return rows;
    }
    List<Week> weeks = new ArrayList<>();
    for (int i = WEEKS - 1; i >= 0; i--) {
      LocalDate start = newest.minusWeeks(i);
      weeks.add(
          rows.stream()
              .filter(row -> row.start().equals(start))
              .findFirst()
              .orElseGet(() -> new Week(start, 0, 0, 0)));
    }
    return weeks;
  }

  private List<Week> find(String tenantId, LocalDate newest) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, tenantId);
      find.setObject(2, newest.minusWeeks(WEEKS));
      find.setObject(3, newest);
      try (ResultSet rows = find.executeQuery()) {
        List<Week> weeks = new ArrayList<>();
        while (rows.next()) {
          weeks.add(
              new Week(
                  rows.getObject(1, LocalDate.class),
                  rows.getInt(2),
                  rows.getInt(3),
                  rows.getLong(4)));
        }
        return weeks;
      }
    }
  }
}
