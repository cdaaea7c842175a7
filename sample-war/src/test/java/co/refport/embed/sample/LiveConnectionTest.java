package co.refport.embed.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real H2, whose sessions are ended behind the connection's back. */
class LiveConnectionTest {

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final List<Connection> opened = new ArrayList<>();
  private final JdbcDataSource h2 = new JdbcDataSource();
  private int checks;
  private boolean unreachable;
  private long now = Long.MAX_VALUE - 5; // elapsed time may overflow
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    h2.setUrl("jdbc:h2:mem:live;DB_CLOSE_DELAY=-1");
    connection = LiveConnection.open(this::connect, () -> now);
    execute("CREATE TABLE t (id INT PRIMARY KEY)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    for (Connection one : opened) {
      one.close();
    }
    try (Connection last = h2.getConnection();
        Statement statement = last.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  @Test
  void aClosedConnectionIsReplacedAtOnce() throws SQLException {
    opened.get(0).close();

    assertThat(rows()).isZero();
    assertThat(opened).hasSize(2);
  }

  @Test
  void aDeadConnectionIsReplacedOnceItWasIdle() throws SQLException {
    endSession();
    now += HALF_A_SECOND.toNanos();

    assertThat(rows()).isZero();
    assertThat(opened).hasSize(2);
  }

  @Test
  void aTransactionBeginsOnALiveConnection() throws SQLException {
    endSession();
    now += HALF_A_SECOND.toNanos();

    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    connection.commit();

    assertThat(rows()).isEqualTo(1);
    assertThat(opened).hasSize(2);
    assertThat(opened.get(1).getAutoCommit()).isFalse();
  }

  @Test
  void nothingIsReplacedWithinATransaction() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    endSession();
    now += HALF_A_SECOND.toNanos();

    assertThatThrownBy(() -> execute("INSERT INTO t VALUES (2)")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.commit()).isInstanceOf(SQLException.class);
    assertThat(opened).hasSize(1);
  }

  @Test
  void settingAutoCommitToWhatItIsDoesNotEndATransaction() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    connection.setAutoCommit(false);
    endSession();
    now += HALF_A_SECOND.toNanos();

    assertThatThrownBy(() -> execute("INSERT INTO t VALUES (2)")).isInstanceOf(SQLException.class);
    assertThat(opened).hasSize(1);
  }

  @Test
  void afterTheFailedTransactionTheNextOneSucceedsWithoutWhatWasLost() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    endSession();
    connection.rollback(); // the database has done so

    execute("INSERT INTO t VALUES (2)");
    connection.commit();

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void afterAFailedCommitNoTransactionIsLeftOpen() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    endSession();
    assertThatThrownBy(() -> connection.commit()).isInstanceOf(SQLException.class);

    execute("INSERT INTO t VALUES (2)");

    assertThat(opened.get(1).getAutoCommit()).isTrue();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aReplacementHasTheSettingsOfItsPredecessor() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    opened.get(0).close();

    assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    assertThat(opened).hasSize(2);
  }

  @Test
  void checksOnlyAfterHalfASecondIdle() throws SQLException {
    now += HALF_A_SECOND.toNanos() - 1;
    rows();
    assertThat(checks).isZero();

    now += HALF_A_SECOND.toNanos();
    rows();
    assertThat(checks).isEqualTo(1);
  }

  @Test
  void statementIsUseUntilClosed() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      now += HALF_A_SECOND.toNanos();
      statement.execute("INSERT INTO t VALUES (1)");
    }

    rows();

    assertThat(checks).isZero();
  }

  @Test
  void aConnectionThatWorksIsKept() throws SQLException {
    for (int i = 0; i < 3; i++) {
      now += HALF_A_SECOND.toNanos();
      assertThat(rows()).isZero();
    }
    assertThat(opened).hasSize(1);
  }

  @Test
  void whileTheDatabaseIsAwayTheCallerHearsOfItAndAfterwardsAllIsWell() throws SQLException {
    opened.get(0).close();
    unreachable = true;
    assertThatThrownBy(this::rows).isInstanceOf(SQLException.class).hasMessage("unreachable");

    unreachable = false;
    assertThat(rows()).isZero();
  }

  @Test
  void aSettingAfterTheEndOfATransactionWaitsForTheReplacement() throws SQLException {
    connection.setAutoCommit(false);
    execute("INSERT INTO t VALUES (1)");
    opened.get(0).close();
    unreachable = true;

    connection.rollback();
    connection.setAutoCommit(true);
    assertThatThrownBy(this::rows).isInstanceOf(SQLException.class);

    unreachable = false;
    assertThat(rows()).isZero();
    assertThat(opened.get(1).getAutoCommit()).isTrue();
  }

  @Test
  void whatItsUserClosedStaysClosed() throws SQLException {
    connection.close();

    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(this::rows).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connection.rollback()).isInstanceOf(SQLException.class);
    assertThat(opened).hasSize(1);
  }

  private Connection connect() throws SQLException {
    if (unreachable) {
      throw new SQLException("unreachable", "08001");
    }
    Connection physical = h2.getConnection();
    opened.add(physical);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("isValid")) {
                checks++;
              }
              try {
                return method.invoke(physical, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Ends the first connection's session as an administrator would, without a call to it. */
  private void endSession() throws SQLException {
    int session;
    try (Statement statement = opened.get(0).createStatement();
        ResultSet result = statement.executeQuery("SELECT SESSION_ID()")) {
      result.next();
      session = result.getInt(1);
    }
    try (Connection administrator = h2.getConnection();
        Statement statement = administrator.createStatement()) {
      statement.execute("SELECT ABORT_SESSION(" + session + ")");
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int rows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM t")) {
      result.next();
      return result.getInt(1);
    }
  }
}
