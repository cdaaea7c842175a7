package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.CreateResult.Created;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tools for migrations take the scripts as they are. */
class MigrationToolsTest {

  @ParameterizedTest
  @EnumSource
  void flywayCreatesTheTables(Database database) {
    DataSource dataSource = database.makeEmpty();
    MigrateResult result =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:co/refport/embed/jpa/ddl/" + database.folder())
            .load()
            .migrate();
    assertThat(result.migrationsExecuted).isEqualTo(Database.MIGRATIONS.size());
    assertThat(result.warnings).isEmpty();
    assertWorks(dataSource);
  }

  @ParameterizedTest
  @EnumSource
  void liquibaseCreatesTheTables(Database database) throws Exception {
    DataSource dataSource = database.makeEmpty();
    try (Connection connection = dataSource.getConnection()) {
      liquibase.database.Database target =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      new CommandScope(UpdateCommandStep.COMMAND_NAME)
          .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, target)
          .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "liquibase/changelog.xml")
          .execute();
    }
    assertThat(
            Database.select(dataSource, "select ID from DATABASECHANGELOG order by ORDEREXECUTED"))
        .containsExactly(
            List.of("refport-embed-1"), List.of("refport-embed-2"), List.of("refport-embed-3"));
    assertWorks(dataSource);
  }

  /** The provider compares the tables with the mapping, too. */
  private static void assertWorks(DataSource dataSource) {
    try (EntityManagerFactory factory = Provider.HIBERNATE.open(dataSource)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      assertThat(store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL)))
          .isInstanceOf(Created.class);
      store.revokeToken("jti_1", Samples.NOW);
      assertThat(store.findTokenState(Samples.token("1", null, "jti_1")).orElseThrow().revoked())
          .isTrue();
    }
  }
}
