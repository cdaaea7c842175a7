package co.refport.embed.sample.hosts;

import co.refport.embed.EmbedTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Tells where the application has a class from. */
public final class LibraryParts {

  private LibraryParts() {}

  @Path("/origin/{type}")
  public static class Origin {
    @GET
    public String get(@PathParam("type") String type) throws ClassNotFoundException {
      return Class.forName(type, false, EmbedTokens.class.getClassLoader())
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toString();
    }
  }
}
