package co.refport.embed.sample.jar;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL that keeps what it has committed, and that can be killed and started again: on the
 * same port, with the same data.
 */
final class KillablePostgres implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 60;
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private final Path data;
  private final int maxConnections;
  private final int port = SampleProcess.freePort();
  private EmbeddedPostgres server;

  KillablePostgres(Path data, int maxConnections) throws IOException {
    this.data = data;
    this.maxConnections = maxConnections;
    this.server = start();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        // off by default there: a server that forgets proves nothing
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", Integer.toString(maxConnections))
        .setPGStartupWait(Duration.ofSeconds(TIMEOUT_SECONDS))
        .start();
  }

  /** What the sample has to be told to use it. */
  Map<String, String> environment() {
    return Map.of(
        "REFPORT_DB_URL",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "REFPORT_DB_USER",
        "postgres",
        "REFPORT_DB_PASSWORD",
        "postgres");
  }

  Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /** Executes one statement on a connection of its own. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(TIMEOUT_SECONDS); // who holds a lock for longer has leaked it
      statement.execute(sql);
    }
  }

  /** The first column of all rows, as text. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  /**
   * Ends everybody's connections and takes all that the server can give; the caller closes them.
   */
  List<Connection> takeAllConnections() throws SQLException {
    execute(
        "select pg_terminate_backend(pid, 30000) from pg_stat_activity"
            + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
    List<Connection> taken = new ArrayList<>();
    while (taken.size() <= maxConnections) {
      try {
        taken.add(connect());
      } catch (SQLException e) {
        if (TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
          return taken;
        }
        throw e;
      }
    }
    throw new AssertionError("the server gives more connections than it was told to");
  }

  /** Ends the server and all its processes as {@code kill -9} does. */
  void kill() throws Exception {
    Path pidFile = data.resolve("postmaster.pid");
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip())).orElseThrow();
    // stopped first, so that it forks no child that would be missed
    Process stop = new ProcessBuilder("kill", "-STOP", Long.toString(postmaster.pid())).start();
    if (stop.waitFor() != 0) {
      throw new IOException("the server could not be stopped");
    }
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Files.delete(pidFile); // else whoever gets that id next would be told to stop
    server.close(); // nothing is left to stop: this gives the data directory free
  }

  /** Starts it again after {@link #kill()}, with what is on the disk. */
  void restart() throws IOException {
    server = start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
