package co.refport.embed.sample.jar;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenGuard;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.servlet.EmbedPortalFilter;
import co.refport.embed.servlet.EmbedTokenServlet;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;

/** The parts that the hosts of {@link HostWarIT} are made of. */
public final class Hosts {

  private Hosts() {}

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
  @RequestScoped
  public static class Mount extends EmbedTokenResource {}

  @SuppressWarnings("serial")
  @WebServlet(urlPatterns = "/token")
  public static class ServletMount extends EmbedTokenServlet {}

  @WebFilter(urlPatterns = "/portal")
  public static class PortalFilter extends EmbedPortalFilter {}

  @Provider
  @EmbedTokenRequired
  public static class ResourceGuard extends EmbedTokenGuard {}

  @Path("/no-bean")
  @EmbedTokenRequired
  public static class NoBean {
    @GET
    public String get() {
      return "open";
    }
  }

  public interface MarkedInterface {
    @GET
    @EmbedTokenRequired
    String get();
  }

  @Path("/implementation")
  @RequestScoped
  public static class Implementation implements MarkedInterface {
    @Override
    public String get() {
      return "open";
    }
  }

  @ApplicationScoped
  public static class Producer {
    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return EmbedTokens.builder(new InMemoryEmbedStore()).build();
    }
  }

  @ApplicationScoped
  public static class SecondProducer {
    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return EmbedTokens.builder(new InMemoryEmbedStore()).build();
    }
  }

  @ApplicationScoped
  public static class ShortLivedProducer {
    @Produces
    EmbedTokens tokens() {
      return EmbedTokens.builder(new InMemoryEmbedStore()).build();
    }
  }

  @ApplicationScoped
  public static class RefusingProducer {
    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return EmbedTokens.builder(new InMemoryEmbedStore()).cacheSize(1).build();
    }
  }
}
