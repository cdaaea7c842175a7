package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.EnrollmentRecord;
import co.refport.embed.spi.StoreUnavailableException;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else holds a row for longer than the database lets others wait. */
class LockedRowTest {

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void whoWaitsInVainHasLostOrIsToldToComeBack(Database database, Provider provider)
      throws Exception {
    DataSource dataSource = database.make();
    try (EntityManagerFactory factory = provider.open(dataSource)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      store.createEnrollment(Samples.enrollment("1", null, Samples.EMAIL));
      store.insertApiKey(
          new ApiKeyRecord("key_1", Samples.ORGANIZATION, "hash", Samples.NOW, null, null));
      try (Connection other = dataSource.getConnection();
          Statement statement = other.createStatement()) {
        Database.execute(dataSource, waitBriefly(database));
        other.setAutoCommit(false);
        statement.executeUpdate("update refport_enrollment set revision = 7 where id = 'enr_1'");
        statement.executeUpdate("update refport_program set created_at = 7 where id = 'prg_1'");
        statement.executeUpdate("update refport_api_key set created_at = 7 where id = 'key_1'");

        assertThat(store.bindTenantId(Samples.ORGANIZATION, "enr_1", Samples.TENANT)).isFalse();
        assertThatThrownBy(() -> store.raiseRevision(Samples.ORGANIZATION, "enr_1"))
            .isInstanceOf(StoreUnavailableException.class);
        // it must not look as if the organization had no such program, or another active one
        for (boolean active : new boolean[] {false, true}) {
          assertThatThrownBy(() -> store.setProgramActive(Samples.ORGANIZATION, "prg_1", active))
              .isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(store.recordApiKeyUse(Samples.ORGANIZATION, "key_1", Samples.NOW)).isFalse();
        // a read waits for nobody
        assertThat(store.findEnrollmentById(Samples.ORGANIZATION, "enr_1"))
            .map(EnrollmentRecord::revision)
            .contains(0);
        other.commit();
      } finally {
        Database.execute(dataSource, waitAsUsual(database));
      }
      assertThat(store.bindTenantId(Samples.ORGANIZATION, "enr_1", Samples.TENANT)).isTrue();
    }
  }

  /** For connections from now on; MariaDB knows such a setting for all its databases only. */
  private static String waitBriefly(Database database) {
    return switch (database) {
      case H2 -> "set default_lock_timeout 1";
      case POSTGRESQL ->
          "do $$ begin execute format("
              + "'alter database %I set lock_timeout = 1', current_database()); end $$";
      case MARIADB -> "set global innodb_lock_wait_timeout = 0";
    };
  }

  private static String waitAsUsual(Database database) {
    return switch (database) {
      case H2 -> "set default_lock_timeout 2000";
      case POSTGRESQL ->
          "do $$ begin execute format("
              + "'alter database %I reset lock_timeout', current_database()); end $$";
      case MARIADB -> "set global innodb_lock_wait_timeout = default";
    };
  }
}
