package co.refport.embed.sample.contract;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

import co.refport.embed.jpa.JpaEmbedStore;
import co.refport.embed.jpa.JtaTransactions;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;
import javax.sql.DataSource;

/** In the sample, on its data source. */
@WebServlet(urlPatterns = ContractFixture.PATH)
public class JpaFixture extends ContractFixture {

  @Serial private static final long serialVersionUID = 1L;

  @Resource(lookup = "java:app/jdbc/refport")
  @SuppressWarnings("NullAway.Init")
  private transient DataSource database;

  @Override
  DataSource database() {
    return database;
  }

  @Override
  String tables() {
    return "refport_";
  }

  /** After the sample's own start, which makes the tables. */
  @ApplicationScoped
  public static class SetUp {

    @PersistenceUnit(unitName = "refport")
    @SuppressWarnings("NullAway.Init") // injected
    EntityManagerFactory entityManagers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    JtaTransactions transactions;

    void run(
        @Observes @Priority(LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
            ServletContext context) {
      setUp(JpaEmbedStore.jta(entityManagers, transactions));
    }
  }
}
