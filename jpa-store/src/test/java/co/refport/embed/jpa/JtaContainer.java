package co.refport.embed.jpa;

import com.arjuna.ats.arjuna.common.CoordinatorEnvironmentBean;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.jdbc.TransactionalDriver;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a Jakarta EE server brings: CDI by Weld, transactions by Narayana, and a data source whose
 * connections are enlisted in them.
 */
record JtaContainer(
    SeContainer cdi,
    TransactionManager transactionManager,
    DataSource dataSource,
    DataSource enlisting,
    EntityManagerFactory factory)
    implements AutoCloseable {

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
    DataSource enlisting = enlisting((XADataSource) dataSource);
    return new JtaContainer(
        SeContainerInitializer.newInstance().initialize(),
        com.arjuna.ats.jta.TransactionManager.transactionManager(),
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
  }

  private static DataSource enlisting(XADataSource dataSource) {
    TransactionalDriver driver = new TransactionalDriver();
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getConnection" -> {
                    Properties properties = new Properties();
                    properties.put(TransactionalDriver.XADataSource, dataSource);
                    yield driver.connect(TransactionalDriver.arjunaDriver, properties);
                  }
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "toString" -> "enlisting";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
