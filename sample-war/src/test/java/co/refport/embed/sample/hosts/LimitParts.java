package co.refport.embed.sample.hosts;

import co.refport.embed.EmbedTokens;
import co.refport.embed.spi.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Tokens with a limit that a test can reach. */
public final class LimitParts {

  static final int ADDRESS_LIMIT = 3;

  private LimitParts() {}

  @ApplicationScoped
  public static class LowLimits {
    @Produces
    @ApplicationScoped
    EmbedTokens tokens() {
      return HostParts.builder().addressLimit(RateLimit.perMinute(ADDRESS_LIMIT)).build();
    }
  }
}
