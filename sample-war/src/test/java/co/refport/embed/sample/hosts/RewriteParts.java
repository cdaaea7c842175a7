package co.refport.embed.sample.hosts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Map;

/** The parts of {@link RewritingIT}: hosts with their own mind about bodies. */
@SuppressWarnings("serial")
public final class RewriteParts {

  private RewriteParts() {}

  /** Maps whatever is thrown, in all of the application. */
  @Provider
  public static class EverythingMapper implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable thrown) {
      return Response.status(500)
          .entity("mapped by the host")
          .type(MediaType.TEXT_PLAIN_TYPE)
          .build();
    }
  }

  /** Puts its own body into each error, whoever made it. */
  @Provider
  public static class ErrorRewriter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
      if (response.getStatus() >= 400) {
        response.setEntity("rewritten by the host", null, MediaType.TEXT_PLAIN_TYPE);
      }
    }
  }

  @Path("/failing")
  public static class Failing {
    @GET
    public String get() {
      throw new IllegalStateException("the host's own failure");
    }
  }

  /** What {@code error-page} in web.xml shows for every error. */
  @WebServlet("/host-error")
  public static class ErrorPage extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      response.getWriter().print("error page of the host");
    }
  }

  @WebServlet("/refusing")
  public static class Refusing extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(403);
    }
  }

  /** Keeps Jersey from its JSON-B; other servers pass over the property. */
  @ApplicationPath("/api")
  public static class JacksonApplication extends Application {
    @Override
    public Map<String, Object> getProperties() {
      return Map.of("jersey.config.jsonFeature", "JacksonFeature");
    }
  }

  /** For all that is JSON, in place of what the server has. */
  @Provider
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static class Jackson extends JacksonJsonProvider {}

  /** Reads and writes what only Jackson understands. */
  @Path("/order")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static class Orders {
    @POST
    public Order post(Order order) {
      return order;
    }
  }

  public static class Order {
    @JsonProperty("order_number")
    public int number;
  }
}
