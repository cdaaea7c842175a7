package co.refport.embed.sample;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_BEFORE;
import static java.util.Objects.requireNonNull;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokens;
import co.refport.embed.jpa.JpaEmbedStore;
import co.refport.embed.jpa.JtaTransactions;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sample ready when it is deployed: settings, schema, demo data, and the one {@link
 * EmbedTokens}. Whatever fails here stops the deployment.
 */
@ApplicationScoped
public class EmbedSetup {

  @PersistenceUnit(unitName = "refport")
  @SuppressWarnings("NullAway.Init") // injected
  EntityManagerFactory entityManagers;

  @Resource(lookup = "java:app/jdbc/refport")
  @SuppressWarnings("NullAway.Init") // injected
  DataSource dataSource;

  @Inject JtaTransactions transactions;

  @Resource
  @SuppressWarnings("NullAway.Init") // injected
  ManagedScheduledExecutorService executor;

  private @Nullable EmbedTokens tokens;
  private @Nullable ExpiredTokens expiredTokens;

  /** Made by the server. */
  public EmbedSetup() {}

  void start(
      @Observes @Priority(LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          ServletContext context) {
    SampleSettings settings = SampleSettings.lookup();
    JpaEmbedStore store = JpaEmbedStore.jta(entityManagers, transactions);
    tokens = EmbedTokens.builder(store).settings(settings.embed()).build();
    expiredTokens = new ExpiredTokens(store, settings.embed());
    migrate(settings);
    ApiKey key = settings.demoApiKey().orElseGet(EmbedSetup::keptKey);
    Instant now = Instant.now();
    DemoData.insert(store, key, settings.demoOrigins(), now);
    DemoActivity.insert(dataSource, LocalDate.ofInstant(now, ZoneOffset.UTC));
    String localUrl =
        CurlLine.guessBaseUrl(System.getProperty("sun.java.command", ""), context.getContextPath());
    String line = CurlLine.of(settings.baseUrl().orElse(localUrl), key);
    executor.execute(new Announcement(localUrl, line, executor));
  }

  /** The library's tables and the sample's own, each with a history that counts for itself. */
  private static void migrate(SampleSettings settings) {
    migration(settings.database().kind().ddlFolder()).load().migrate();
    migration("co/refport/embed/sample/ddl")
        .table("sample_schema_history")
        .baselineOnMigrate(true) // the library's tables are there already
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private static FluentConfiguration migration(String folder) {
    return Flyway.configure(EmbedSetup.class.getClassLoader())
        .dataSource(new SampleDataSource())
        .locations("classpath:" + folder);
  }

  private static ApiKey keptKey() {
    return new DemoKeyFile(Path.of("")).readOrCreate(new SecureRandom());
  }

  @Produces
  @ApplicationScoped
  EmbedTokens tokens() {
    return requireNonNull(tokens, "the sample has not started");
  }

  void close(@Disposes EmbedTokens disposed) {
    disposed.close();
  }

  @Produces
  @Singleton
  ExpiredTokens expiredTokens() {
    return requireNonNull(expiredTokens, "the sample has not started");
  }

  void close(@Disposes ExpiredTokens disposed) {
    disposed.close();
  }
}
