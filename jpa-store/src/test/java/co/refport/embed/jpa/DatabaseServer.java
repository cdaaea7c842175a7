package co.refport.embed.jpa;

import javax.sql.DataSource;

/** A running server with databases of its own; it listens on the loopback interface only. */
interface DatabaseServer extends AutoCloseable {

  /** Makes an empty database. */
  DataSource createDatabase();

  /** Stops the server; what it was asked for is gone. */
  @Override
  void close();
}
