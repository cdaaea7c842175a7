package co.refport.embed.sample.readme;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.HostSettings;
import co.refport.embed.jpa.JpaEmbedStore;
import co.refport.embed.jpa.JtaTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;

@ApplicationScoped
public class EmbedProducer {

  @PersistenceUnit(unitName = "main")
  EntityManagerFactory entityManagers;

  @Produces
  @Singleton
  JpaEmbedStore store(JtaTransactions transactions) {
    return JpaEmbedStore.jta(entityManagers, transactions);
  }

  @Produces
  @ApplicationScoped
  EmbedTokens tokens(JpaEmbedStore store) {
    return EmbedTokens.builder(store).settings(HostSettings.lookup()).build();
  }

  void close(@Disposes EmbedTokens tokens) {
    tokens.close();
  }
}
