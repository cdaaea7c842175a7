package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.TokenState;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that hold something already are brought up to date. */
class MigrationTest {

  @ParameterizedTest
  @EnumSource
  void aProgramOfTheFirstReleaseIsFramedByItsOwnOriginOnly(Database database) {
    DataSource dataSource = database.makeEmpty();
    database.migrate(dataSource, Database.MIGRATIONS.get(0));
    Database.update(
        dataSource,
        "insert into refport_program"
            + " (id, organization_id, active_organization_id, created_at)"
            + " values ('prg_1', ?, ?, 0)",
        Samples.ORGANIZATION,
        Samples.ORGANIZATION);
    Database.MIGRATIONS.stream()
        .skip(1)
        .forEach(migration -> database.migrate(dataSource, migration));
    try (EntityManagerFactory factory = Provider.HIBERNATE.open(dataSource)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      store.createEnrollment(Samples.enrollment("1", null, Samples.EMAIL));
      assertThat(store.findTokenState(Samples.token("1", null, "jti_1")))
          .map(TokenState::origins)
          .contains(List.of());
    }
  }
}
