package co.refport.embed.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import co.refport.embed.jpa.internal.TextKey;
import co.refport.embed.spi.CreateResult.Lost;
import co.refport.embed.spi.SigningKeyRecord;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Providers log lost races, and databases quote what was duplicate: it must not be personal. */
class LoggingTest {

  private static final String JWK = "{\"kty\":\"oct\",\"k\":\"dmVyeS1zZWNyZXQ\"}";

  private static final List<String> PRIVATE =
      List.of("@example.com", "@Example.com", Samples.NAME, Samples.TENANT, JWK);

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void aLostRaceIsLoggedWithoutWhatTheCallerSent(Database database, Provider provider)
      throws Exception {
    DataSource dataSource = database.make();
    RecordingDataSource recording = new RecordingDataSource(dataSource);
    try (EntityManagerFactory factory = provider.open(recording.recorded())) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      List<String> log =
          logOf(
              () -> {
                loseEveryRace(store);
                loseTheRaceForAPartner(store, recording, dataSource);
              });
      // otherwise the test would not see a leak either
      assertThat(log).anySatisfy(line -> assertThat(line).containsIgnoringCase("_uq"));
      assertThat(log).allSatisfy(line -> assertThat(line).doesNotContain(PRIVATE));
    }
  }

  private static void loseEveryRace(JpaEmbedStore store) {
    assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
    store.createEnrollment(Samples.enrollment("1", Samples.TENANT, Samples.EMAIL));
    store.createEnrollment(Samples.enrollment("2", null, "bob@example.com"));
    // by the partner, the tenant id, the enrollment's id
    assertLost(store, "3", null, Samples.EMAIL);
    assertLost(store, "3", Samples.TENANT, "carol@example.com");
    assertLost(store, "1", null, "carol@example.com");
    assertThat(store.bindTenantId(Samples.ORGANIZATION, "enr_2", Samples.TENANT)).isFalse();
    assertThat(store.insertSigningKey(new SigningKeyRecord("kid", 1, JWK, Samples.NOW))).isTrue();
    assertThat(store.insertSigningKey(new SigningKeyRecord("kid", 2, JWK, Samples.NOW))).isFalse();
    assertThat(store.insertSigningKey(new SigningKeyRecord("k2", 1, JWK, Samples.NOW))).isFalse();
  }

  /** Somebody else creates the partner after the store has looked for it. */
  private static void loseTheRaceForAPartner(
      JpaEmbedStore store, RecordingDataSource recording, DataSource dataSource) {
    String email = "dora@example.com";
    recording.beforeStatement(
        sql -> {
          if (sql.toLowerCase(Locale.ROOT).startsWith("insert into refport_partner")) {
            Database.update(
                dataSource,
                "insert into refport_partner"
                    + " (id, organization_id, email_key, email, typed_email, created_at)"
                    + " values ('ptn_other', ?, ?, ?, ?, 0)",
                Samples.ORGANIZATION,
                TextKey.of(email),
                email,
                email);
          }
        });
    assertLost(store, "4", null, email);
    assertThat(store.findEnrollmentByEmail(Samples.ORGANIZATION, email)).isEmpty();
  }

  private static void assertLost(
      JpaEmbedStore store, String suffix, @Nullable String tenantId, String email) {
    assertThat(store.createEnrollment(Samples.enrollment(suffix, tenantId, email)))
        .isEqualTo(new Lost());
  }

  @ParameterizedTest
  @MethodSource("co.refport.embed.jpa.Database#withProviders")
  void anExceptionForAValueThatDoesNotFitQuotesNothing(Database database, Provider provider)
      throws Exception {
    try (EntityManagerFactory factory = provider.open(database.make())) {
      JpaEmbedStore store = JpaEmbedStore.resourceLocal(factory);
      assertThat(store.insertProgram(Samples.program("prg_1"))).isTrue();
      String tooLong = Samples.EMAIL.repeat(20);
      Throwable failure =
          catchThrowable(() -> store.createEnrollment(Samples.enrollment("1", null, tooLong)));
      assertThat(failure).isInstanceOf(PersistenceException.class);
      assertThat(stackTrace(failure)).doesNotContain(Samples.EMAIL);
    }
  }

  /** All that is logged by anybody at the levels that are on by default. */
  private static List<String> logOf(Runnable work) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler recorder =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(recorder);
    try {
      work.run();
    } finally {
      root.removeHandler(recorder);
    }
    return lines;
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
