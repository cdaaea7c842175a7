package co.refport.embed.sample.hosts;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.EmbedTokenGuard;
import co.refport.embed.jaxrs.EmbedTokenRequired;
import co.refport.embed.jaxrs.EmbedTokenResource;
import co.refport.embed.servlet.EmbedPortalFilter;
import co.refport.embed.servlet.EmbedTokenServlet;
import co.refport.embed.spi.EmbedStore;
import co.refport.embed.store.InMemoryEmbedStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;

/** The parts that the hosts of {@link MistakesIT} are made of. */
public final class MistakeParts {

  private MistakeParts() {}

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

  /** Leaves it to CDI which store. */
  @ApplicationScoped
  public static class InjectingProducer {
    @Produces
    @ApplicationScoped
    EmbedTokens tokens(EmbedStore store) {
      return EmbedTokens.builder(store).build();
    }
  }

  @ApplicationScoped
  public static class TwoStores {
    @Produces
    @ApplicationScoped
    EmbedStore first() {
      return new InMemoryEmbedStore();
    }

    @Produces
    @ApplicationScoped
    EmbedStore second() {
      return new InMemoryEmbedStore();
    }
  }

  /** Never asks who is there, so that only the library can notice that no guard has. */
  @Path("/forgotten")
  @RequestScoped
  @EmbedTokenRequired
  public static class ForgottenGuard {
    @GET
    public String get() {
      return "open";
    }
  }
}
