package co.refport.embed.sample.readme;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.HostSettings;
import co.refport.embed.jpa.JpaEmbedStore;
import co.refport.embed.jpa.JtaTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;

@ApplicationScoped
public class EmbedProducer {

  @PersistenceUnit(unitName = "main")
  EntityManagerFactory entityManagers;

  @Produces
  @ApplicationScoped
  EmbedTokens tokens(JtaTransactions transactions) {
    return EmbedTokens.builder(JpaEmbedStore.jta(entityManagers, transactions))
        .settings(HostSettings.lookup())
        .build();
  }

  void close(@Disposes EmbedTokens tokens) {
    tokens.close();
  }
}
