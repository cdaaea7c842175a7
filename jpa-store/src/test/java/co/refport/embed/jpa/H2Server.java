package co.refport.embed.jpa;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 in this JVM's memory: there is nothing to start. */
record H2Server() implements DatabaseServer {

  @Override
  public DataSource createDatabase() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return dataSource;
  }

  @Override
  public void close() {}
}
