package co.refport.embed.sample.benchmark;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** What the application of {@link FootprintHost} is made of, with us and without. */
public final class FootprintParts {

  private FootprintParts() {}

  /** Scans. */
  @ApplicationPath("/api")
  @DataSourceDefinition(
      name = "java:app/jdbc/main",
      className = "org.h2.jdbcx.JdbcDataSource",
      url = "jdbc:h2:mem:main;DB_CLOSE_DELAY=-1",
      user = "sa",
      password = "sa")
  public static class Api extends Application {}

  /** The host's table. */
  @Entity(name = "Note")
  public static class Note {
    @Id public String id;
  }

  /** The host's bean. */
  @ApplicationScoped
  public static class Notes {

    @PersistenceContext EntityManager entityManager;

    long count() {
      return entityManager.createQuery("select count(n) from Note n", Long.class).getSingleResult();
    }
  }

  /** The host's resource. */
  @Path("/notes")
  @RequestScoped
  public static class NoteResource {

    @Inject Notes notes;

    @GET
    public String count() {
      return Long.toString(notes.count());
    }
  }
}
