package co.refport.embed.jpa;

import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.NewEnrollment;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.tck.FaultTck;
import co.refport.embed.tck.FaultyDataSource;
import co.refport.embed.tck.MultiRowInsert;
import co.refport.embed.tck.ScaleTck;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;

/** The store with transactions of its own, on one database with one provider. */
abstract class JpaEmbedStoreOnDatabase extends JpaEmbedStoreTck implements FaultTck, ScaleTck {

  /** As many as the threads of a race. */
  private static final int MAX_CONNECTIONS = 64;

  private final Database database;
  private final HikariDataSource pool;
  private final FaultyDataSource faults;

  JpaEmbedStoreOnDatabase(Database database, Provider provider) {
    this(database, pool(database.make()), provider);
  }

  private JpaEmbedStoreOnDatabase(Database database, HikariDataSource pool, Provider provider) {
    this(database, pool, provider, new FaultyDataSource(pool));
  }

  private JpaEmbedStoreOnDatabase(
      Database database, HikariDataSource pool, Provider provider, FaultyDataSource faults) {
    this(database, pool, faults, provider.open(faults));
  }

  private JpaEmbedStoreOnDatabase(
      Database database,
      HikariDataSource pool,
      FaultyDataSource faults,
      EntityManagerFactory factory) {
    super(pool, factory, JpaEmbedStore.resourceLocal(factory));
    this.database = database;
    this.pool = pool;
    this.faults = faults;
  }

  /** Connecting to a server costs more than a look-up. */
  private static HikariDataSource pool(DataSource dataSource) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  @AfterAll
  void closePool() {
    pool.close();
  }

  @Override
  public FaultyDataSource faults() {
    return faults;
  }

  @Override
  public void enrollMany(ProgramRecord program, List<NewEnrollment> enrollments)
      throws SQLException {
    MultiRowInsert.run(
        pool,
        "insert into refport_partner (id, organization_id, email_key, email, typed_email, name,"
            + " created_at)",
        enrollments,
        one ->
            List.of(
                one.partnerId(),
                one.organizationId(),
                TextKey.of(one.email()),
                one.email(),
                one.typedEmail(),
                "Alice",
                one.createdAt().toEpochMilli()));
    MultiRowInsert.run(
        pool,
        "insert into refport_enrollment (id, program_id, partner_id, tenant_key, tenant_id, active,"
            + " revision, created_at)",
        enrollments,
        one -> {
          String tenantId = Optional.ofNullable(one.tenantId()).orElseThrow();
          return List.of(
              one.enrollmentId(),
              program.id(),
              one.partnerId(),
              TextKey.of(tenantId),
              tenantId,
              true,
              0,
              one.createdAt().toEpochMilli());
        });
    analyze();
  }

  /** What databases do by themselves in a while; until then they plan for an empty table. */
  private void analyze() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      switch (database) {
        case POSTGRESQL -> statement.execute("analyze");
        case MARIADB -> statement.execute("analyze table refport_partner, refport_enrollment");
        case H2 -> {} // goes by its indexes anyway
      }
    }
  }
}
