package co.refport.embed.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;

/** PostgreSQL, from binaries that Maven delivers; it stops with the JVM at the latest. */
record PostgreSqlServer(EmbeddedPostgres server) implements DatabaseServer {

  static PostgreSqlServer start() {
    try {
      return new PostgreSqlServer(EmbeddedPostgres.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataSource createDatabase() {
    String name = "db_" + UUID.randomUUID().toString().replace('-', '_');
    Database.execute(server.getPostgresDatabase(), "create database " + name);
    return server.getDatabase("postgres", name);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
