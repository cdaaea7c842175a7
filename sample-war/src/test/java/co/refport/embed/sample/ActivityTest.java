package co.refport.embed.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityTest {

  private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 8);
  private static final LocalDate ITS_MONDAY = LocalDate.of(2026, 3, 2);

  private final JdbcDataSource dataSource = new JdbcDataSource();
  private Connection keepsTheDatabase;
  private Activity activity;

  @BeforeEach
  void migrate() throws Exception {
    dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID());
    keepsTheDatabase = dataSource.getConnection();
    activity = new Activity(dataSource);
    try (InputStream script = Activity.class.getResourceAsStream("ddl/V1__sample_activity.sql");
        Statement statement = keepsTheDatabase.createStatement()) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void close() throws Exception {
    keepsTheDatabase.close();
  }

  @Test
  void twelveWeeksEndWithTheCurrentOneAndHaveZerosWhereNothingIsKnown() throws Exception {
    Activity.Week newest = new Activity.Week(ITS_MONDAY, 7, 2, 2_500);
    Activity.Week oldest = new Activity.Week(ITS_MONDAY.minusWeeks(11), 1, 0, 0);
    activity.insert("org_1", newest);
    activity.insert("org_1", oldest);
    activity.insert("org_1", new Activity.Week(ITS_MONDAY.minusWeeks(12), 99, 9, 9));
    activity.insert("org_1", new Activity.Week(ITS_MONDAY.plusWeeks(1), 99, 9, 9));

    List<Activity.Week> weeks = activity.lastWeeks("org_1", SUNDAY);

    assertThat(weeks).hasSize(12).startsWith(oldest).endsWith(newest);
    assertThat(weeks.subList(1, 11)).allMatch(week -> week.clicks() == 0);
  }

  @Test
  void aTenantSeesItsOwnRowsOnly() throws Exception {
    activity.insert("org_1", new Activity.Week(ITS_MONDAY, 7, 2, 2_500));

    assertThat(activity.lastWeeks("ORG_1", SUNDAY)).isEmpty();
    assertThat(activity.lastWeeks("' or '1'='1", SUNDAY)).isEmpty();
  }

  @Test
  void demoRowsAreThereOnceHoweverManyNodesInsertThem() throws Exception {
    List<Callable<Void>> nodes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nodes.add(
          () -> {
            DemoActivity.insert(dataSource, SUNDAY);
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
    try {
      for (Future<Void> node : threads.invokeAll(nodes)) {
        node.get();
      }
    } finally {
      threads.shutdownNow();
    }

    List<Activity.Week> weeks = activity.lastWeeks(DemoUser.ALICE.tenantId(), SUNDAY);
    assertThat(weeks).hasSize(12).allMatch(week -> week.clicks() > 0);
    assertThat(weeks.get(11).clicks()).isGreaterThan(weeks.get(0).clicks());
    assertThat(activity.lastWeeks(DemoUser.BRUNO.tenantId(), SUNDAY)).hasSize(12);
    assertThat(activity.lastWeeks(DemoUser.CHIARA.tenantId(), SUNDAY)).hasSize(12);
    assertThat(activity.lastWeeks(DemoUser.DANA.tenantId(), SUNDAY)).isEmpty();
  }

  @Test
  void aLaterStartAddsTheNewWeeksAndKeepsWhatIsThere() throws Exception {
    DemoActivity.insert(dataSource, SUNDAY);
    List<Activity.Week> before = activity.lastWeeks(DemoUser.ALICE.tenantId(), SUNDAY);

    DemoActivity.insert(dataSource, SUNDAY.plusWeeks(2));

    assertThat(activity.lastWeeks(DemoUser.ALICE.tenantId(), SUNDAY)).isEqualTo(before);
    assertThat(activity.lastWeeks(DemoUser.ALICE.tenantId(), SUNDAY.plusWeeks(2)))
        .hasSize(12)
        .allMatch(week -> week.clicks() > 0);
  }
}
