package co.refport.embed.sample.contract;

import co.refport.embed.jpa.JpaEmbedStore;
import co.refport.embed.jpa.JtaTransactions;
import co.refport.embed.spi.OperatorStore;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.servlet.annotation.WebServlet;
import java.io.Serial;
import javax.sql.DataSource;

/** In the sample, on its data source. */
@WebServlet(urlPatterns = ContractFixture.PATH, loadOnStartup = 100)
public class JpaFixture extends ContractFixture {

  @Serial private static final long serialVersionUID = 1L;

  @PersistenceUnit(unitName = "refport")
  @SuppressWarnings({"NullAway.Init", "serial"}) // injected
  private transient EntityManagerFactory entityManagers;

  @Inject
  @SuppressWarnings("NullAway.Init")
  private transient JtaTransactions transactions;

  @Resource(lookup = "java:app/jdbc/refport")
  @SuppressWarnings("NullAway.Init")
  private transient DataSource database;

  @Override
  OperatorStore store() {
    return JpaEmbedStore.jta(entityManagers, transactions);
  }

  @Override
  DataSource database() {
    return database;
  }

  @Override
  String tables() {
    return "refport_";
  }
}
