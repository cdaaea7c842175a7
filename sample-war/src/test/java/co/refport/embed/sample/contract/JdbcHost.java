package co.refport.embed.sample.contract;

import co.refport.embed.EmbedSettings;
import co.refport.embed.EmbedTokens;
import co.refport.embed.sample.jdbc.JdbcEmbedStore;
import co.refport.embed.servlet.EmbedTokenServlet;
import co.refport.embed.spi.RateLimit;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;

/** A host without CDI, JAX-RS and JPA: each mount says by itself what mints. */
@SuppressWarnings("serial")
public final class JdbcHost {

  private static final DataSource DATABASE = database();
  private static final JdbcEmbedStore STORE = new JdbcEmbedStore(DATABASE);
  private static final EmbedTokens TOKENS =
      EmbedTokens.builder(STORE)
          .settings(EmbedSettings.system())
          .apiKeyLimit(RateLimit.perMinute(1000))
          .build();

  private JdbcHost() {}

  private static DataSource database() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1");
    try (Reader tables =
            new InputStreamReader(
                Objects.requireNonNull(JdbcEmbedStore.class.getResourceAsStream("tables.sql")),
                StandardCharsets.UTF_8);
        Connection connection = dataSource.getConnection()) {
      RunScript.execute(connection, tables);
      return dataSource;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @WebServlet(
      urlPatterns = {TokenContract.SERVLET, TokenContract.SERVLET + "/"},
      loadOnStartup = 1,
      asyncSupported = true)
  public static class Mount extends EmbedTokenServlet {
    @Override
    protected EmbedTokens tokens() {
      return TOKENS;
    }
  }

  @WebServlet(urlPatterns = FailingAddress.SERVLET)
  public static class FailingMount extends EmbedTokenServlet {

    @Override
    public void init() {}

    @Override
    protected EmbedTokens tokens() {
      return TOKENS;
    }

    @Override
    protected String clientAddress(HttpServletRequest request) {
      return request.getHeader("X-No-Such-Header").strip();
    }
  }

  @WebServlet(urlPatterns = ContractFixture.PATH, loadOnStartup = 100)
  public static class Fixture extends ContractFixture {

    @Override
    public void init() {
      setUp(STORE);
    }

    @Override
    DataSource database() {
      return DATABASE;
    }

    @Override
    String tables() {
      return "embed_";
    }
  }
}
