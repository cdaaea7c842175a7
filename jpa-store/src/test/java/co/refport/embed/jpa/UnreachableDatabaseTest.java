package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.StoreUnavailableException;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that is away is the caller's 503. */
class UnreachableDatabaseTest {

  @ParameterizedTest
  @EnumSource
  void aDatabaseThatIsShutDownIsUnavailable(Provider provider) throws Exception {
    JdbcDataSource dataSource = new JdbcDataSource();
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    dataSource.setURL(url + ";DB_CLOSE_DELAY=-1");
    Database.H2.createTables(dataSource);
    // otherwise the next connection makes a new database
    dataSource.setURL(url + ";IFEXISTS=TRUE");
    try (EntityManagerFactory factory = provider.open(dataSource)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertWorks(store);
      Database.execute(dataSource, "shutdown");
      assertUnavailable(store);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
  void aServerThatIsStoppedIsUnavailable(Database database) throws Exception {
    List<EntityManagerFactory> factories = new ArrayList<>();
    List<JpaEmbedStore> stores = new ArrayList<>();
    try (DatabaseServer server = database.start()) {
      DataSource dataSource = server.createDatabase();
      database.createTables(dataSource);
      for (Provider provider : Provider.values()) {
        EntityManagerFactory factory = provider.open(dataSource);
        factories.add(factory);
        stores.add(JpaEmbedStore.resourceLocal(factory));
      }
      stores.forEach(UnreachableDatabaseTest::assertWorks);
    }
    stores.forEach(UnreachableDatabaseTest::assertUnavailable);
    factories.forEach(EntityManagerFactory::close);
  }

  @ParameterizedTest
  @EnumSource
  void anExhaustedPoolIsUnavailable(Provider provider) throws Exception {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    Database.H2.createTables(pool);
    try (EntityManagerFactory factory = provider.open(pool)) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertWorks(store);
      pool.setMaxConnections(1);
      pool.setLoginTimeout(1);
      try (var taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        assertUnavailable(() -> store.hasActiveProgram(Samples.ORGANIZATION));
        assertUnavailable(() -> store.insertProgram(Samples.program("prg_1")));
      }
      assertWorks(store);
    } finally {
      pool.dispose();
    }
  }

  private static void assertWorks(JpaEmbedStore store) {
    assertThat(store.hasActiveProgram(Samples.ORGANIZATION)).isFalse();
  }

  private static void assertUnavailable(JpaEmbedStore store) {
    assertUnavailable(() -> store.findApiKey("hash"));
    assertUnavailable(() -> store.hasActiveProgram(Samples.ORGANIZATION));
    assertUnavailable(() -> store.findTokenState(Samples.token("1", null, "jti_1")));
    assertUnavailable(() -> store.findSigningKeys());
    assertUnavailable(() -> store.createEnrollment(Samples.enrollment("1", null, Samples.EMAIL)));
    assertUnavailable(() -> store.bindTenantId(Samples.ORGANIZATION, "enr_1", Samples.TENANT));
    assertUnavailable(() -> store.insertProgram(Samples.program("prg_1")));
    assertUnavailable(
        () -> store.insertSigningKey(new SigningKeyRecord("kid", 1, "{}", Samples.NOW)));
    assertUnavailable(() -> store.deleteSigningKey("kid"));
    assertUnavailable(() -> store.setOrigins(Samples.ORGANIZATION, "prg_1", List.of()));
    assertUnavailable(() -> store.revokeToken("jti_1", Samples.NOW));
    assertUnavailable(() -> store.raiseRevision(Samples.ORGANIZATION, "enr_1"));
    assertUnavailable(() -> store.revokeApiKey(Samples.ORGANIZATION, "key_1", Samples.NOW));
    assertUnavailable(() -> store.deleteExpiredRevocations(Samples.NOW));
  }

  private static void assertUnavailable(ThrowingCallable operation) {
    assertThatThrownBy(operation)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("The database cannot be reached");
  }
}
