package co.refport.embed.sample.contract;

import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.servlet.EmbedTokenServlet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import java.io.Serial;

/** Mounts of a host whose own code for the client's address has a defect. */
public final class FailingAddress {

  static final String JAXRS = "/api/failing/token";
  static final String SERVLET = "/servlet/failing/token";

  private FailingAddress() {}

  @Path("/failing/token")
  @ApplicationScoped
  public static class Resource extends EmbedTokenResource {
    @Override
    protected String clientAddress(HttpServletRequest request) {
      return request.getHeader("X-No-Such-Header").strip();
    }
  }

  /** Overrides init too, without calling it: the tokens must be found all the same. */
  @WebServlet(urlPatterns = SERVLET)
  public static class Servlet extends EmbedTokenServlet {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public void init() {}

    @Override
    protected String clientAddress(HttpServletRequest request) {
      return request.getHeader("X-No-Such-Header").strip();
    }
  }
}
