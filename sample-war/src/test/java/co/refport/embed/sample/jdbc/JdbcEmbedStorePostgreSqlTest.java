package co.refport.embed.sample.jdbc;

import javax.sql.DataSource;

class JdbcEmbedStorePostgreSqlTest extends JdbcEmbedStoreTest {

  @Override
  DataSource open() {
    return TestDatabase.postgreSql();
  }
}
