package co.refport.embed.jpa;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.transaction.TransactionIntegration;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a Jakarta EE server brings: CDI by Weld, transactions by Narayana, and a data source whose
 * connections are enlisted in them.
 */
record JtaContainer(
    SeContainer cdi,
    TransactionManager transactionManager,
    DataSource dataSource,
    AgroalDataSource enlisting,
    EntityManagerFactory factory)
    implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 64;

  static JtaContainer start() {
    for (@Nullable String store :
        new @Nullable String[] {null, "communicationStore", "stateStore"}) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreType(VolatileStore.class.getName());
    }
    // it would listen on a port
    BeanPopulator.getDefaultInstance(CoordinatorEnvironmentBean.class)
        .setTransactionStatusManagerEnable(false);
    DataSource dataSource = Database.H2.make();
    TransactionManager transactionManager =
        com.arjuna.ats.jta.TransactionManager.transactionManager();
    AgroalDataSource enlisting =
        enlisting(((JdbcDataSource) dataSource).getURL(), transactionManager);
    return new JtaContainer(
        SeContainerInitializer.newInstance().initialize(),
        transactionManager,
        dataSource,
        enlisting,
        Persistence.createEntityManagerFactory(
            "test-jta",
            Map.of(
                "jakarta.persistence.provider",
                "org.hibernate.jpa.HibernatePersistenceProvider",
                "jakarta.persistence.jtaDataSource",
                enlisting,
                "hibernate.transaction.jta.platform",
                "org.hibernate.engine.transaction.jta.platform.internal.JBossStandAloneJtaPlatform")));
  }

  JpaEmbedStore store() {
    return JpaEmbedStore.jta(factory, cdi.select(JtaTransactions.class).get());
  }

  @Override
  public void close() {
    cdi.close();
    enlisting.close();
  }

  private static AgroalDataSource enlisting(String url, TransactionManager transactionManager) {
    TransactionIntegration narayana =
        new NarayanaTransactionIntegration(
            transactionManager, new TransactionSynchronizationRegistryImple());
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(MAX_CONNECTIONS)
                          .transactionIntegration(narayana)
                          .connectionFactoryConfiguration(
                              connections ->
                                  connections
                                      .connectionProviderClass(JdbcDataSource.class)
                                      .jdbcUrl(url))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
