package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operation costs the database. */
class StatementsTest {

  @ParameterizedTest
  @EnumSource
  void everyLookUpIsOneSelect(Provider provider) throws Exception {
    withStore(
        provider,
        (store, database) -> {
          store.insertApiKey(
              new ApiKeyRecord("key_1", Samples.ORGANIZATION, "hash", Samples.NOW, null, null));
          store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL));
          assertOneSelect(database, () -> assertThat(store.findApiKey("hash")).isPresent());
          assertOneSelect(
              database, () -> assertThat(store.hasActiveProgram(Samples.ORGANIZATION)).isTrue());
          assertOneSelect(
              database,
              () ->
                  assertThat(store.findEnrollmentById(Samples.ORGANIZATION, "enr_1")).isPresent());
          assertOneSelect(
              database,
              () ->
                  assertThat(store.findEnrollmentByTenantId(Samples.ORGANIZATION, Samples.TENANT))
                      .isPresent());
          assertOneSelect(
              database,
              () ->
                  assertThat(store.findEnrollmentByEmail(Samples.ORGANIZATION, Samples.EMAIL))
                      .isPresent());
          assertOneSelect(database, () -> assertThat(store.findSigningKeys()).isEmpty());
        });
  }

  private static void assertOneSelect(RecordingDataSource database, Runnable lookUp) {
    // the second time is no cheaper either: nothing is cached
    for (int i = 0; i < 2; i++) {
      database.reset();
      lookUp.run();
      assertThat(database.statements())
          .singleElement()
          .asString()
          .startsWithIgnoringCase("select ");
      assertThat(database.mostOpen()).isEqualTo(1);
      assertThat(database.open()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCreationHoldsOneConnectionAndGivesItBack(Provider provider) throws Exception {
    withStore(
        provider,
        (store, database) -> {
          database.reset();
          assertThat(store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL)))
              .isInstanceOf(Created.class);
          assertThat(database.mostOpen()).isEqualTo(1);
          assertThat(database.open()).isZero();
        });
  }

  @ParameterizedTest
  @EnumSource
  void aLostRaceGivesItsConnectionBack(Provider provider) throws Exception {
    withStore(
        provider,
        (store, database) -> {
          store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL));
          database.reset();
          assertThat(store.createEnrollment(Samples.enrollment("2", null, Samples.EMAIL)))
              .isEqualTo(new Lost());
          assertThat(store.bindTenantId("enr_1", Samples.TENANT)).isFalse();
          assertThat(database.mostOpen()).isEqualTo(1);
          assertThat(database.open()).isZero();
        });
  }

  @ParameterizedTest
  @EnumSource
  void aBindingIsOneUpdate(Provider provider) throws Exception {
    withStore(
        provider,
        (store, database) -> {
          store.createEnrollment(Samples.enrollment("1", null, Samples.EMAIL));
          database.reset();
          assertThat(store.bindTenantId("enr_1", Samples.TENANT)).isTrue();
          assertThat(database.statements())
              .singleElement()
              .asString()
              .startsWithIgnoringCase("update ");
        });
  }

  private interface Scenario {
    void run(JpaEmbedStore store, RecordingDataSource database);
  }

  private static void withStore(Provider provider, Scenario scenario) throws Exception {
    RecordingDataSource database = new RecordingDataSource(Database.H2.make());
    try (EntityManagerFactory factory = provider.open(database.recorded())) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      scenario.run(store, database);
    }
  }
}
