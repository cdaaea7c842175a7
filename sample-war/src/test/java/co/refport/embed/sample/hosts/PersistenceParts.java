package co.refport.embed.sample.hosts;

import co.refport.embed.EmbedToken;
import co.refport.embed.EmbedTokenRequest;
import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.HostSettings;
import co.refport.embed.jpa.JpaEmbedStore;
import co.refport.embed.jpa.JtaTransactions;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** A host with a database, entities of its own, and the JPA store. */
public final class PersistenceParts {

  private PersistenceParts() {}

  /** Its tables come from the scripts, as an operator would run them. */
  @ApplicationScoped
  @DataSourceDefinition(
      name = "java:app/jdbc/host",
      className = "org.h2.jdbcx.JdbcDataSource",
      url = "jdbc:h2:mem:host;DB_CLOSE_DELAY=0",
      user = "sa",
      password = "sa")
  public static class Setup {

    @Resource(lookup = "java:app/jdbc/host")
    @SuppressWarnings("NullAway.Init")
    private DataSource database;

    @PersistenceUnit(unitName = "embed")
    @SuppressWarnings("NullAway.Init")
    private EntityManagerFactory entityManagers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private JtaTransactions transactions;

    @Produces
    @ApplicationScoped
    EmbedTokens tokens() throws SQLException {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        for (String script :
            List.of("V1__refport_embed.sql", "V2__portal.sql", "V3__operators.sql")) {
          statement.execute(
              "RUNSCRIPT FROM 'classpath:co/refport/embed/jpa/ddl/h2/" + script + "'");
        }
      }
      JpaEmbedStore store = JpaEmbedStore.jta(entityManagers, transactions);
      return EmbedTokens.builder(HostParts.fill(store)).settings(HostSettings.lookup()).build();
    }

    void close(@Disposes EmbedTokens tokens) {
      tokens.close();
    }
  }

  /** Mapped by the host's own {@code META-INF/orm.xml}, which also names its query. */
  public static class Note {
    private String text = "";

    public Note() {}

    Note(String text) {
      this.text = text;
    }

    public String getText() {
      return text;
    }
  }

  @Path("/notes")
  @ApplicationScoped
  public static class Notes {

    @PersistenceContext(unitName = "own")
    @SuppressWarnings("NullAway.Init")
    private EntityManager entities;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private EmbedTokens tokens;

    @GET
    public String get() {
      return entities.createNamedQuery("Note.texts").getResultList().toString();
    }

    /** Keeps a note, mints in process, and commits. */
    @POST
    @Transactional
    public String keep(String text) {
      entities.persist(new Note(text));
      return mint(text).publicToken();
    }

    /** The same, but is then rolled back. */
    @POST
    @Path("/regretted")
    @Transactional
    public String regret(String text) {
      entities.persist(new Note(text));
      entities.flush();
      throw new WebApplicationException(
          Response.status(409).entity(mint(text).publicToken()).build());
    }

    private EmbedToken mint(String tenant) {
      return tokens.create(
          HostParts.ORGANIZATION,
          EmbedTokenRequest.builder()
              .tenantId(tenant)
              .partner(tenant + "@example.com", tenant)
              .build());
    }
  }
}
