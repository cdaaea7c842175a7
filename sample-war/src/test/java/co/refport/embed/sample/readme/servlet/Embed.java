package co.refport.embed.sample.readme.servlet;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.HostSettings;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

@WebListener
public class Embed implements ServletContextListener {

  public static final EmbedTokens TOKENS =
      EmbedTokens.builder(new InMemoryEmbedStore()).settings(HostSettings.lookup()).build();

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    TOKENS.close();
  }
}
