package co.refport.embed.sample;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that the settings name, for {@code @DataSourceDefinition}: no server but Payara
 * reads settings inside that annotation, so this class reads them itself.
 *
 * <p>It does not pool, which is the server's part, but what it hands out stays usable when the
 * database is restarted. Safe for any number of threads.
 */
public final class SampleDataSource implements DataSource {

  private static final int ANSWER_TIMEOUT_SECONDS = 30;

  private final Supplier<SampleSettings> settings;
  private final LongSupplier ticker;
  private volatile int loginTimeout = 5;
  private volatile @Nullable DataSource driver;

  /** Made by the server; reads the settings when the first connection is asked for. */
  public SampleDataSource() {
    this(SampleSettings::lookup, System::nanoTime);
  }

  SampleDataSource(Supplier<SampleSettings> settings, LongSupplier ticker) {
    this.settings = settings;
    this.ticker = ticker;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return LiveConnection.open(this::connect, ticker);
  }

  /** The same as {@link #getConnection()}: whom to connect as is a setting. */
  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  private Connection connect() throws SQLException {
    return driver().getConnection();
  }

  private DataSource driver() throws SQLException {
    DataSource current = driver;
    if (current == null) {
      current = driver(settings.get());
      driver = current; // two threads may each make one: they are alike
    }
    return current;
  }

  private DataSource driver(SampleSettings settings) throws SQLException {
    Database database = settings.database();
    return switch (database.kind()) {
      case H2 -> h2(database);
      case POSTGRESQL -> postgresql(database, settings);
    };
  }

  private static DataSource h2(Database database) throws SQLException {
    if (database.url().equals(SampleSettings.DEFAULT_DB_URL)) {
      try {
        OwnerOnly.createDirectory(Path.of(SampleSettings.DEFAULT_DB_FOLDER));
      } catch (IOException e) {
        throw new SQLException("The working directory cannot be written.", "08001", e);
      }
    }
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setUrl(database.url());
    h2.setUser(database.user().orElse("sa"));
    h2.setPassword(database.password().orElse(""));
    return h2;
  }

  private DataSource postgresql(Database database, SampleSettings settings) {
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    try {
      postgresql.setUrl(database.url());
    } catch (IllegalArgumentException e) {
      throw settings.unreadableDatabaseUrl(); // the driver's own message quotes the URL
    }
    database.user().ifPresent(postgresql::setUser);
    database.password().ifPresent(postgresql::setPassword);
    postgresql.setLogServerErrorDetail(false); // it would put emails into messages
    if (postgresql.getLoginTimeout() == 0) {
      postgresql.setLoginTimeout(loginTimeout);
    }
    if (postgresql.getSocketTimeout() == 0) {
      postgresql.setSocketTimeout(ANSWER_TIMEOUT_SECONDS);
    }
    return postgresql;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  /** Does nothing: there is nothing to log. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Holds for PostgreSQL, unless the URL says something else; to be set before the first use. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

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
