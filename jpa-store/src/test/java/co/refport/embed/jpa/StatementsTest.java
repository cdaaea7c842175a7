package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.CreateResult.Created;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.SigningKeyRecord;
import co.refport.embed.spi.TokenReference;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operation costs the database. */
class StatementsTest {

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void everyLookUpIsOneSelect(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
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
          for (TokenReference token :
              List.of(Samples.token("1", null, "jti_1"), Samples.token("1", "key_1", "jti_1"))) {
            assertOneSelect(database, () -> assertThat(store.findTokenState(token)).isPresent());
          }
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
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void aCreationHoldsOneConnectionAndGivesItBack(Database kind, Provider provider)
      throws Exception {
    withStore(
        kind,
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
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void aCreationIsOneSelectAndTwoInserts(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
        provider,
        (store, database) ->
            assertWrites(
                database,
                () ->
                    store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL))
                        instanceof Created,
                "select",
                "insert",
                "insert"));
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void aLostRaceGivesItsConnectionBack(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
        provider,
        (store, database) -> {
          store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL));
          database.reset();
          assertThat(store.createEnrollment(Samples.enrollment("2", null, Samples.EMAIL)))
              .isEqualTo(new Lost());
          assertThat(store.bindTenantId(Samples.ORGANIZATION, "enr_1", Samples.TENANT)).isFalse();
          assertThat(database.mostOpen()).isEqualTo(1);
          assertThat(database.open()).isZero();
        });
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void aWriteIsOneStatementThatChangesSomething(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
        provider,
        (store, database) -> {
          store.createEnrollment(Samples.enrollment("1", null, Samples.EMAIL));
          store.insertApiKey(
              new ApiKeyRecord("key_1", Samples.ORGANIZATION, "hash", Samples.NOW, null, null));
          store.insertSigningKey(new SigningKeyRecord("kid", 1, "{}", Samples.NOW));
          assertWrites(
              database,
              () -> store.bindTenantId(Samples.ORGANIZATION, "enr_1", Samples.TENANT),
              "select",
              "update");
          assertWrites(
              database,
              () -> store.setEnrollmentActive(Samples.ORGANIZATION, "enr_1", true),
              "select",
              "update");
          assertWrites(
              database,
              () -> store.recordApiKeyUse(Samples.ORGANIZATION, "key_1", Samples.NOW),
              "update");
          assertWrites(
              database,
              () -> store.setProgramActive(Samples.ORGANIZATION, "prg_1", true),
              "update");
          assertWrites(
              database,
              () -> store.raiseRevision(Samples.ORGANIZATION, "enr_1"),
              "select",
              "update");
          assertWrites(
              database,
              () -> store.revokeApiKey(Samples.ORGANIZATION, "key_1", Samples.NOW),
              "update");
          assertWrites(
              database,
              () -> store.revokeApiKey(Samples.ORGANIZATION, "key_1", Samples.NOW),
              "update",
              "select");
          assertWrites(
              database,
              () ->
                  store.setOrigins(
                      Samples.ORGANIZATION, "prg_1", List.of("https://portal.example.com")),
              "update");
          assertWrites(database, () -> store.deleteSigningKey("kid"), "delete");
          assertWrites(
              database,
              () -> {
                store.revokeToken("jti_1", Samples.NOW);
                return true;
              },
              "select",
              "insert");
          store.revokeToken("jti_2", Samples.NOW);
          assertWrites(database, () -> store.deleteExpiredRevocations(Samples.NOW) == 2, "delete");
        });
  }

  private static void assertWrites(
      RecordingDataSource database, BooleanSupplier write, String... verbs) {
    database.reset();
    assertThat(write.getAsBoolean()).isTrue();
    assertThat(database.statements())
        .map(sql -> sql.substring(0, sql.indexOf(' ')).toLowerCase(Locale.ROOT))
        .containsExactly(verbs);
    assertThat(database.statements())
        .as("what a subquery has judged is not judged anew once the row is locked")
        .noneMatch(sql -> sql.toLowerCase(Locale.ROOT).matches("(update|delete).*\\(select.*"));
    assertThat(database.mostOpen()).isEqualTo(1);
    assertThat(database.open()).isZero();
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void partnerChangesAreFewStatements(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
        provider,
        (store, database) -> {
          store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL));
          store.createEnrollment(Samples.enrollment("2", null, "bob@example.com"));
          assertWrites(
              database,
              () ->
                  store.setEmail(Samples.ORGANIZATION, "enr_1", "a@example.com", "A@example.com")
                      == ChangeResult.CHANGED,
              "select",
              "update");
          for (Optional<String> tenantId :
              List.of(
                  Optional.of("looking-glass"),
                  Optional.<String>empty(),
                  Optional.of(Samples.TENANT))) {
            assertWrites(
                database,
                () ->
                    store.setTenantId(Samples.ORGANIZATION, "enr_1", tenantId.orElse(null))
                        == ChangeResult.CHANGED,
                "select",
                "update");
          }
          assertWrites(
              database,
              () -> store.mergeEnrollments(Samples.ORGANIZATION, "enr_1", "enr_2"),
              "select",
              "select",
              // the loser's partner and both enrollments are locked
              "update",
              "update",
              "update",
              // the tenant id is passed on
              "select",
              "delete",
              "update",
              // the loser's partner has no other enrollment
              "select",
              "delete");
          assertWrites(
              database,
              () -> store.erasePartner(Samples.ORGANIZATION, "enr_2"),
              "select",
              // the partner is locked
              "update",
              // the enrollment, the partner's others, the partner
              "delete",
              "delete",
              "delete");
        });
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void knownPartnerIsLockedAndEnrolled(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
        provider,
        (store, database) -> {
          store.createEnrollment(Samples.enrollment("1", null, Samples.EMAIL));
          store.setProgramActive(Samples.ORGANIZATION, "prg_1", false);
          store.insertProgram(Samples.program("prg_2"));
          assertWrites(
              database,
              () ->
                  store.createEnrollment(Samples.enrollment("2", null, Samples.EMAIL))
                      instanceof Created,
              "select",
              "update",
              "insert");
        });
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void aTokenThatIsRevokedAlreadyIsLeftAlone(Database kind, Provider provider) throws Exception {
    withStore(
        kind,
        provider,
        (store, database) -> {
          store.revokeToken("jti_1", Samples.NOW);
          assertOneSelect(database, () -> store.revokeToken("jti_1", Samples.NOW));
        });
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void noStatementQuotesWhatACallerSent(Database kind, Provider provider) throws Exception {
    String sent = "sent by a caller";
    withStore(
        kind,
        provider,
        (store, database) -> {
          database.reset();
          store.findApiKey(sent);
          store.hasActiveProgram(sent);
          store.findEnrollmentById(sent, sent);
          store.findEnrollmentByTenantId(sent, sent);
          store.findEnrollmentByEmail(sent, sent);
          store.findTokenState(new TokenReference(sent, sent, sent, sent));
          store.createEnrollment(Samples.enrollment("1", sent, sent));
          store.bindTenantId(sent, sent, sent);
          store.revokeToken(sent, Samples.NOW);
          store.raiseRevision(sent, sent);
          store.revokeApiKey(sent, sent, Samples.NOW);
          store.setOrigins(sent, sent, List.of());
          store.setEmail(Samples.ORGANIZATION, "enr_1", sent, sent);
          store.setTenantId(Samples.ORGANIZATION, "enr_1", sent);
          store.mergeEnrollments(sent, sent, sent);
          store.erasePartner(sent, sent);
          store.deleteSigningKey(sent);
          assertThat(database.statements())
              .hasSizeGreaterThan(12)
              .allSatisfy(sql -> assertThat(sql).doesNotContain(sent));
        });
  }

  private interface Scenario {
    void run(JpaEmbedStore store, RecordingDataSource database);
  }

  private static void withStore(Database kind, Provider provider, Scenario scenario)
      throws Exception {
    RecordingDataSource database = new RecordingDataSource(kind.make());
    try (EntityManagerFactory factory = provider.open(database.recorded())) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      scenario.run(store, database);
    }
  }
}
