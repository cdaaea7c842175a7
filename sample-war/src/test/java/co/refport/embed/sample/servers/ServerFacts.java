package co.refport.embed.sample.servers;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.spi.JsonProvider;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.io.Serial;
import java.io.Writer;
import java.util.Properties;

/** Tells what the server is made of, as properties: the classes behind Jakarta's interfaces. */
@WebServlet(urlPatterns = ServerFacts.PATH)
public class ServerFacts extends HttpServlet {

  static final String PATH = "/server-facts";

  @Serial private static final long serialVersionUID = 1L;

  @PersistenceUnit(unitName = "refport")
  @SuppressWarnings({"NullAway.Init", "serial"}) // injected
  private transient EntityManagerFactory entityManagers;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Properties facts = new Properties();
    facts.setProperty("java", Integer.toString(Runtime.version().feature()));
    facts.setProperty("jaxrs", RuntimeDelegate.getInstance().getClass().getName());
    facts.setProperty("cdi", CDI.current().getClass().getName());
    facts.setProperty("json", JsonProvider.provider().getClass().getName());
    try (EntityManager entities = entityManagers.createEntityManager()) {
      facts.setProperty("jpa", entities.getDelegate().getClass().getName());
    }
    response.setContentType("text/plain;charset=UTF-8");
    try (Writer out = response.getWriter()) {
      facts.store(out, null);
    }
  }
}
