package co.refport.embed.jaxrs;

import co.refport.embed.EmbedTokens;
import co.refport.embed.jaxrs.internal.HostBeans;
import co.refport.embed.jaxrs.internal.JaxrsAnswer;
import co.refport.embed.jaxrs.internal.Jwks;
import co.refport.embed.jaxrs.internal.KnownTokens;
import co.refport.embed.jaxrs.internal.Mounts;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;

/**
 * The public keys that tokens are signed with, as a JWK Set (RFC 7517), so that a portal hosted
 * elsewhere can verify them with any JOSE library. To be mounted by a subclass:
 *
 * <pre>{@code
 * @Path("/embed/jwks.json")
 * @ApplicationScoped
 * public class Keys extends JwksResource {}
 * }</pre>
 *
 * <p>Holds the public members of asymmetric keys only, hence nothing with the default algorithm:
 * see {@link co.refport.embed.EmbedTokensBuilder#signingAlgorithm}. May be cached for five minutes;
 * no key signs before that.
 *
 * <p>The host offers one CDI bean of type {@link EmbedTokens}, or overrides {@link #tokens()}. Safe
 * for any number of threads.
 */
public abstract class JwksResource {

  private final KnownTokens knownTokens = new KnownTokens(this::tokens);

  /** For subclasses. */
  protected JwksResource() {}

  /**
   * Whose keys.
   *
   * @return by default the application's one CDI bean of this type
   */
  protected EmbedTokens tokens() {
    return HostBeans.tokens(Mounts.hostClass(this));
  }

  /**
   * Publishes the keys.
   *
   * @return 200 with the keys, or the error as the token endpoint would say it
   */
  @GET
  public Response get() {
    return JaxrsAnswer.of(Jwks.shared().answer(knownTokens));
  }
}
