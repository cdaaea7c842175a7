package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.ChangeResult;
import co.refport.embed.spi.TokenReference;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Among many partners the store's statements go straight to the rows they want. */
class PlanTest {

  private static final int ORGANIZATIONS = 2_000;
  private static final int PARTNERS = 20_000;
  // a few organizations have all the partners
  private static final int LARGE_ORGANIZATIONS = 4;
  private static final int API_KEYS = 2_000;
  private static final int REVOKED_TOKENS = 5_000;

  @ParameterizedTest
  @EnumSource
  void everyLookUpGoesByAnIndex(Database database) throws Exception {
    DataSource dataSource = database.make();
    fill(dataSource);
    analyze(database, dataSource);
    for (Provider provider : Provider.values()) {
      ExplainingDataSource explaining = new ExplainingDataSource(dataSource);
      try (EntityManagerFactory factory = provider.open(explaining.explained())) {
        Explained explained =
            new Explained(database, provider, explaining, JpaEmbedStore.resourceLocal(factory));
        explained.assertByIndex(
            "findApiKey", "refport_api_key_sha256_uq", store -> store.findApiKey("hash_7"));
        explained.assertByIndex(
            "findEnrollmentById", "", store -> store.findEnrollmentById("org_3", "enr_7"));
        explained.assertByIndex(
            "findEnrollmentByTenantId",
            "refport_enrollment_tenant_uq",
            store -> store.findEnrollmentByTenantId("org_3", "tenant 7"));
        explained.assertByIndex(
            "findEnrollmentByEmail",
            "refport_partner_email_uq",
            store -> store.findEnrollmentByEmail("org_3", "p7@example.com"));
        explained.assertByIndex(
            "findTokenState",
            "",
            store -> store.findTokenState(new TokenReference("prg_3", "enr_7", "key_3", "jti_7")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void partnerChangesGoByIndexes(Database database) throws Exception {
    DataSource dataSource = database.make();
    fill(dataSource);
    analyze(database, dataSource);
    // of the organization org_0; each provider has its own, because some are deleted
    int number = 0;
    for (Provider provider : Provider.values()) {
      ExplainingDataSource explaining = new ExplainingDataSource(dataSource);
      try (EntityManagerFactory factory = provider.open(explaining.explained())) {
        Explained explained =
            new Explained(database, provider, explaining, JpaEmbedStore.resourceLocal(factory));
        String one = "enr_" + number;
        String other = "enr_" + (number + LARGE_ORGANIZATIONS);
        number += 2 * LARGE_ORGANIZATIONS;
        explained.assertByIndex(
            "setEmail", "", store -> done(store.setEmail("org_0", one, one + "@x.org", one)));
        explained.assertByIndex(
            "setTenantId", "", store -> done(store.setTenantId("org_0", one, one)));
        explained.assertByIndex(
            "mergeEnrollments",
            "refport_enrollment_partner_", // H2 has its own index of the foreign key
            store -> Optional.of(store.mergeEnrollments("org_0", other, one)).filter(done -> done));
        explained.assertByIndex(
            "erasePartner",
            "refport_enrollment_partner_", // H2 has its own index of the foreign key
            store -> Optional.of(store.erasePartner("org_0", one)).filter(done -> done));
      }
    }
  }

  private static Optional<ChangeResult> done(ChangeResult result) {
    return Optional.of(result).filter(ChangeResult.CHANGED::equals);
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatLacksItsIndexIsSeen(Database database) throws Exception {
    DataSource dataSource = database.make();
    insertApiKeys(dataSource);
    Database.execute(
        dataSource, "alter table refport_api_key drop constraint refport_api_key_sha256_uq");
    analyze(database, dataSource);
    for (Provider provider : Provider.values()) {
      ExplainingDataSource explaining = new ExplainingDataSource(dataSource);
      try (EntityManagerFactory factory = provider.open(explaining.explained())) {
        Explained explained =
            new Explained(database, provider, explaining, JpaEmbedStore.resourceLocal(factory));
        assertThat(explained.steps(store -> store.findApiKey("hash_7")))
            .singleElement()
            .matches(step -> !step.byKey());
      }
    }
  }

  private record Explained(
      Database database, Provider provider, ExplainingDataSource dataSource, JpaEmbedStore store) {

    void assertByIndex(
        String operation, String index, Function<JpaEmbedStore, Optional<?>> lookUp) {
      List<PlanStep> steps = steps(lookUp);
      String plan = steps.stream().map(PlanStep::access).collect(Collectors.joining(", "));
      System.out.printf("| %s | %s | %s | %s |%n", database, provider, operation, plan);
      assertThat(steps).isNotEmpty().allMatch(PlanStep::byKey);
      assertThat(plan).containsIgnoringCase(index);
    }

    List<PlanStep> steps(Function<JpaEmbedStore, Optional<?>> lookUp) {
      dataSource.reset();
      assertThat(lookUp.apply(store)).isPresent();
      return PlanStep.parse(database, dataSource.plan());
    }
  }

  private static void fill(DataSource dataSource) throws SQLException {
    insert(
        dataSource,
        "insert into refport_program"
            + " (id, organization_id, active_organization_id, created_at) values (?, ?, ?, 0)",
        ORGANIZATIONS,
        i -> List.of("prg_" + i, "org_" + i, "org_" + i));
    insert(
        dataSource,
        "insert into refport_partner"
            + " (id, organization_id, email_key, email, typed_email, created_at)"
            + " values (?, ?, ?, ?, ?, 0)",
        PARTNERS,
        i -> {
          String email = "p" + i + "@example.com";
          return List.of(
              "ptn_" + i, "org_" + i % LARGE_ORGANIZATIONS, TextKey.of(email), email, email);
        });
    insert(
        dataSource,
        "insert into refport_enrollment"
            + " (id, program_id, partner_id, tenant_key, tenant_id, active, revision, created_at)"
            + " values (?, ?, ?, ?, ?, true, 0, 0)",
        PARTNERS,
        i -> {
          String tenant = "tenant " + i;
          return List.of(
              "enr_" + i, "prg_" + i % LARGE_ORGANIZATIONS, "ptn_" + i, TextKey.of(tenant), tenant);
        });
    insertApiKeys(dataSource);
    insert(
        dataSource,
        "insert into refport_revoked_token (token_id, expires_at) values (?, 0)",
        REVOKED_TOKENS,
        i -> List.of("jti_" + i));
  }

  private static void insertApiKeys(DataSource dataSource) throws SQLException {
    insert(
        dataSource,
        "insert into refport_api_key (id, organization_id, sha256, created_at)"
            + " values (?, ?, ?, 0)",
        API_KEYS,
        i -> List.of("key_" + i, "org_" + i, "hash_" + i));
  }

  private static void insert(
      DataSource dataSource, String sql, int rows, IntFunction<List<String>> values)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      for (int row = 0; row < rows; row++) {
        int column = 1;
        for (String value : values.apply(row)) {
          statement.setString(column++, value);
        }
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    }
  }

  /** Without statistics a planner guesses. */
  private static void analyze(Database database, DataSource dataSource) {
    Database.execute(
        dataSource,
        switch (database) {
          case H2, POSTGRESQL -> "analyze";
          case MARIADB ->
              "analyze table refport_program, refport_partner, refport_enrollment,"
                  + " refport_api_key, refport_revoked_token";
        });
  }
}
