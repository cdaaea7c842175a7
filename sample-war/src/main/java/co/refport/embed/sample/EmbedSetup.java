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
import java.util.List;
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
  private @Nullable OperatorPassword operatorPassword;

  /** Made by the server. */
  public EmbedSetup() {}

  void start(
      @Observes @Priority(LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          ServletContext context) {
    SampleSettings settings = SampleSettings.lookup();
    JpaEmbedStore store = JpaEmbedStore.jta(entityManagers, transactions);
    tokens = EmbedTokens.builder(store).settings(settings.embed()).executor(executor).build();
    expiredTokens = new ExpiredTokens(store, settings.embed());
    migrate(settings);
    ApiKey key = settings.demoApiKey().orElseGet(EmbedSetup::keptKey);
    Instant now = Instant.now();
    DemoData.insert(store, key, settings.demoOrigins(), now);
    DemoActivity.insert(dataSource, LocalDate.ofInstant(now, ZoneOffset.UTC));
    operatorPassword = settings.operatorPassword().orElseGet(EmbedSetup::keptPassword);
    String localUrl =
        CurlLine.guessBaseUrl(System.getProperty("sun.java.command", ""), context.getContextPath());
    String url = settings.baseUrl().orElse(localUrl);
    List<String> lines = List.of(CurlLine.of(url, key), operatorLine(url, settings));
    executor.execute(new Announcement(localUrl, lines, executor));
  }

  /** The library's tables and the sample's own, each with a history that counts for itself. */
  private void migrate(SampleSettings settings) {
    migration(settings.database().kind().ddlFolder()).load().migrate();
    migration("co/refport/embed/sample/ddl")
        .table("sample_schema_history")
        .baselineOnMigrate(true) // the library's tables are there already
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private FluentConfiguration migration(String folder) {
    return Flyway.configure(EmbedSetup.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:" + folder);
  }

  private static ApiKey keptKey() {
    return new SecretFile(Path.of(""), SecretFile.DEMO_KEY, "well-formed API key")
        .readOrCreate(() -> ApiKey.generate(new SecureRandom()).text(), ApiKey::parse);
  }

  private static OperatorPassword keptPassword() {
    return new SecretFile(
            Path.of(""), SecretFile.OPERATOR_PASSWORD, "password of " + OperatorPassword.RANGE)
        .readOrCreate(() -> OperatorPassword.generate(new SecureRandom()), OperatorPassword::parse);
  }

  /** Where the operator signs in, and where the password is: never the password itself. */
  private static String operatorLine(String url, SampleSettings settings) {
    String password =
        settings.operatorPassword().isPresent()
            ? "the password is set"
            : "the password is in the file " + SecretFile.OPERATOR_PASSWORD;
    return "For operators: "
        + url
        + "/operator/ (user "
        + OperatorLogin.OPERATOR
        + ", "
        + password
        + ")";
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
  OperatorPassword operatorPassword() {
    return requireNonNull(operatorPassword, "the sample has not started");
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
