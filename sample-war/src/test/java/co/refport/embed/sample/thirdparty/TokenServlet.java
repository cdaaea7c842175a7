package co.refport.embed.sample.thirdparty;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokens;
import co.refport.embed.servlet.EmbedTokenServlet;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.servlet.annotation.WebServlet;
import java.time.Instant;
import java.util.Random;

/**
 * The mount in an application that has no CDI beans: it overrides where the tokens come from. And
 * at a path that the application's own filter does not answer with its page.
 */
@SuppressWarnings("serial")
@WebServlet(urlPatterns = TokenServlet.PATH, loadOnStartup = 1)
public class TokenServlet extends EmbedTokenServlet {

  static final String PATH = "/plugin/embed/token";

  private final transient EmbedTokens tokens = EmbedTokens.builder(store()).build();

  @Override
  protected EmbedTokens tokens() {
    return tokens;
  }

  @Override
  public void destroy() {
    tokens.close();
  }

  /** The same in the test and in the server, and worth nothing elsewhere. */
  static ApiKey apiKey() {
    return ApiKey.generate(new Random(1));
  }

  private static InMemoryEmbedStore store() {
    InMemoryEmbedStore store = new InMemoryEmbedStore();
    store.insertProgram(new ProgramRecord("prg_1", "org_1", Instant.EPOCH));
    store.insertApiKey(
        new ApiKeyRecord("key_1", "org_1", apiKey().sha256(), Instant.EPOCH, null, null));
    return store;
  }
}
