package co.refport.embed.tck;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections fail when a test wants it. It goes between a store, or its JPA
 * provider, and the database; below a pool that the store has of its own.
 *
 * <p>Safe for use by any number of threads. What a test does not ask for is passed on: it opens
 * nothing, keeps nothing, and has nothing to close.
 */
public final class FaultyDataSource implements DataSource, Faults {

  private final DataSource target;
  private volatile @Nullable Trouble lasting;
  private volatile @Nullable Gate gate;
  private volatile boolean happened;

  private @Nullable Moment onceAt;
  private @Nullable Trouble once;
  private int left;

  /**
   * Makes one in which nothing is wrong.
   *
   * @param target the database
   */
  public FaultyDataSource(DataSource target) {
    this.target = requireNonNull(target, "target");
  }

  @Override
  public void fail(Trouble trouble) {
    heal();
    lasting = trouble;
  }

  @Override
  public synchronized void failOnce(Moment moment, int number, Trouble trouble) {
    heal();
    onceAt = moment;
    once = trouble;
    left = number;
  }

  @Override
  public boolean happened() {
    return happened;
  }

  @Override
  public synchronized void heal() {
    lasting = null;
    onceAt = null;
    happened = false;
  }

  @Override
  public Hold hold(Moment moment) {
    Gate hold = new Gate(moment);
    gate = hold;
    return hold;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (lasting == Trouble.UNREACHABLE || lasting == Trouble.EXHAUSTED) {
      happened = true;
      throw requireNonNull(lasting) == Trouble.EXHAUSTED
          ? new SQLTransientConnectionException("no connection is left")
          : new SQLException("nobody answers", "08001");
    }
    return FaultyConnection.around(target.getConnection(), this);
  }

  /** Is {@link #getConnection()}: whom to connect as is the target's to know. */
  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  /** What a connection asks at each moment: what goes wrong there, if anything does. */
  @Nullable Trouble at(Moment moment) {
    Gate hold = gate;
    if (hold != null) {
      hold.pass(moment);
    }
    Trouble trouble = due(moment);
    if (trouble != null) {
      happened = true;
    }
    return trouble;
  }

  private synchronized @Nullable Trouble due(Moment moment) {
    if (onceAt == moment && --left == 0) {
      onceAt = null;
      return once;
    }
    Trouble now = lasting;
    if (now == null) {
      return null;
    }
    return switch (now) {
      case UNREACHABLE, BROKEN -> Trouble.BROKEN;
      case SLOW -> moment == Moment.STATEMENT ? Trouble.SLOW : null;
      case FULL -> moment == Moment.WRITE ? Trouble.FULL : null;
      case EXHAUSTED -> null;
    };
  }

  /** What a driver throws for it. */
  static SQLException exception(Trouble trouble) {
    return switch (trouble) {
      case SLOW -> new SQLTimeoutException("no answer in time");
      case FULL -> new SQLException("no space left on device", "53100");
      default -> new SQLException("the connection is broken", "08006");
    };
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return target.getLogWriter();
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    target.setLogWriter(out);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return target.getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    target.setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return target.getParentLogger();
  }

  /** Never unwraps the target: that would be a way around the faults. */
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("not a wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
