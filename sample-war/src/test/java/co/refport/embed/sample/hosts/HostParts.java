package co.refport.embed.sample.hosts;

import co.refport.embed.ApiKey;
import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbedTokensBuilder;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.jaxrs.HostSettings;
import co.refport.embed.servlet.EmbedPortal;
import co.refport.embed.servlet.EmbedPortalFilter;
import co.refport.embed.servlet.EmbedTokenServlet;
import co.refport.embed.spi.ApiKeyRecord;
import co.refport.embed.spi.OperatorStore;
import co.refport.embed.spi.ProgramRecord;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What nearly every host has: tokens, an endpoint, a portal, and something of its own. */
@SuppressWarnings("serial")
public final class HostParts {

  static final String ORGANIZATION = "org_host";
  static final String ORIGIN = "https://app.example.com";

  private HostParts() {}

  /** The same in the tests and in the server, and worth nothing elsewhere. */
  static ApiKey apiKey() {
    return ApiKey.generate(new Random(7));
  }

  /** Gives the organization its program and its key. */
  static <T extends OperatorStore> T fill(T store) {
    Instant now = Instant.now();
    store.insertProgram(new ProgramRecord("prg_host", ORGANIZATION, List.of(ORIGIN), true, now));
    store.insertApiKey(
        new ApiKeyRecord("key_host", ORGANIZATION, apiKey().sha256(), now, null, null));
    return store;
  }

  static EmbedTokensBuilder builder() {
    return EmbedTokens.builder(fill(new InMemoryEmbedStore())).settings(HostSettings.lookup());
  }

  @ApplicationScoped
  public static class Setup {

    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return builder().build();
    }

    void close(@Disposes EmbedTokens tokens) {
      tokens.close();
    }
  }

  /** Scans, as most hosts' applications do. */
  @ApplicationPath("/api")
  public static class ScanningApplication extends Application {}

  @Path("/hello")
  public static class Hello {
    @GET
    public String hello() {
      return "hello";
    }
  }

  @Path("/embed/token")
  @ApplicationScoped
  public static class Mount extends EmbedTokenResource {}

  @WebServlet(urlPatterns = "/servlet/embed/token", loadOnStartup = 1)
  public static class ServletMount extends EmbedTokenServlet {}

  @WebFilter(urlPatterns = "/portal/*", asyncSupported = true)
  public static class PortalFilter extends EmbedPortalFilter {}

  @WebServlet(urlPatterns = "/portal/page")
  public static class PortalPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().print("portal of " + EmbedPortal.partner(request).tenantId());
    }
  }
}
