package co.refport.embed.sample.portal;

import co.refport.embed.EmbedTokens;
import co.refport.embed.EmbeddedPartner;
import co.refport.embed.jaxrs.EmbedTokenGuard;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.jaxrs.JwksResource;
import co.refport.embed.servlet.EmbedPortal;
import co.refport.embed.servlet.EmbedPortalFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** What a host with CDI and JAX-RS has besides: the bean, both guards, guarded resources. */
public final class PortalResources {

  private PortalResources() {}

  @ApplicationScoped
  public static class Producer {
    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return PortalHost.current();
    }
  }

  @WebFilter(urlPatterns = "/portal/*", asyncSupported = true)
  public static class Guard extends EmbedPortalFilter {}

  /** Lists its classes, the guard among them. */
  @ApplicationPath("/api")
  public static class GuardedApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(GuardedResource.class, ResourceGuard.class, Keys.class);
    }
  }

  /** Has a resource of which one method is marked. */
  @ApplicationPath("/sub")
  public static class SubclassApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(GuardedResource.class, ForgottenMethod.class, ResourceGuard.class);
    }
  }

  @Provider
  @EmbedTokenRequired
  public static class ResourceGuard extends EmbedTokenGuard {}

  /** Has forgotten the guard. */
  @ApplicationPath("/forgotten")
  public static class ForgetfulApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(
          ForgottenResource.class, ForgottenMethod.class, UnmarkedResource.class, Mapper.class);
    }
  }

  @Path("/page")
  @RequestScoped
  @EmbedTokenRequired
  public static class GuardedResource {

    @Context
    @SuppressWarnings("NullAway.Init")
    HttpServletRequest request;

    @Context
    @SuppressWarnings("NullAway.Init")
    SecurityContext security;

    @GET
    public Response get() {
      EmbeddedPartner partner = EmbedPortal.partner(request);
      return Response.ok(
              PortalPages.greet(
                  partner,
                  partner.enrollmentId().equals(security.getUserPrincipal().getName()),
                  security.isUserInRole("**")),
              "text/plain;charset=UTF-8")
          .header("X-Frame-Options", "DENY")
          .header("Cache-Control", "public")
          .header("Content-Security-Policy", "script-src 'self'")
          .build();
    }
  }

  /** Never asks who is there, so that only the library can notice. */
  @Path("/resource")
  @RequestScoped
  @EmbedTokenRequired
  public static class ForgottenResource {
    @GET
    public String get() {
      return "wide open";
    }
  }

  /** Has forgotten the annotation too, but uses the accessor. */
  @Path("/unmarked")
  @RequestScoped
  public static class UnmarkedResource {
    @GET
    public String get(@Context HttpServletRequest request) {
      return "wide open to " + EmbedPortal.partner(request);
    }
  }

  /** Claims every exception. */
  @Provider
  public static class Mapper implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable failure) {
      return Response.status(418).entity("the host's").build();
    }
  }

  /** Closed where no guard is registered, guarded where one is. */
  @Path("/method")
  @ApplicationScoped
  public static class ForgottenMethod {

    @GET
    @EmbedTokenRequired
    public String get() {
      return "wide open";
    }

    @GET
    @Path("/public")
    public String open() {
      return "meant to be open";
    }
  }

  @Path("/jwks.json")
  @ApplicationScoped
  public static class Keys extends JwksResource {}
}
