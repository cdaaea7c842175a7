package co.refport.embed.sample.servers;

import co.refport.embed.sample.readme.servlet.Embed;
import co.refport.embed.servlet.EmbedPortal;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Properties;

/** What a host adds to the README's lines: a key for its caller, and a portal. */
@SuppressWarnings("serial")
public final class ServletHost {

  static final String KEY = "/key";
  static final String PAGE = "/embed/referrals";

  private ServletHost() {}

  /** Answers with a fresh API key of an organization that has a program. */
  @WebServlet(urlPatterns = KEY)
  public static class FirstKey extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Embed.TOKENS.programs().create("org_1", List.of("https://app.example.com"));
      response.getWriter().print(Embed.TOKENS.apiKeys().issue("org_1").key().text());
    }
  }

  @WebServlet(urlPatterns = PAGE)
  public static class Portal extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("Hello " + EmbedPortal.partner(request).name());
    }
  }

  /** As {@link ServerFacts}, without what such a server does not have. */
  @WebServlet(urlPatterns = ServerFacts.PATH)
  public static class Facts extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Properties facts = new Properties();
      facts.setProperty("java", Integer.toString(Runtime.version().feature()));
      facts.setProperty("json", JsonProvider.provider().getClass().getName());
      facts.setProperty("server", getServletContext().getServerInfo());
      response.setContentType("text/plain;charset=UTF-8");
      try (Writer out = response.getWriter()) {
        facts.store(out, null);
      }
    }
  }
}
