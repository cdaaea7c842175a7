package co.refport.embed.sample.readme;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

class Migrations {

  static void migrate(DataSource dataSource, String database) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:co/refport/embed/jpa/ddl/" + database) // as the folder is named
        .table("refport_schema_history")
        .baselineOnMigrate(true) // your own tables are there already
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
