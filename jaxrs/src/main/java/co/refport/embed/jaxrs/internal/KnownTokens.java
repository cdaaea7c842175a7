package co.refport.embed.jaxrs.internal;

import co.refport.embed.EmbedTokens;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What mints the tokens of one mount, asked for when it is needed first and kept from then on: a
 * look-up of a bean costs about as much as a signature. A failed look-up is tried again.
 */
public final class KnownTokens implements Supplier<EmbedTokens> {

  private final Supplier<EmbedTokens> lookUp;
  private volatile @Nullable EmbedTokens known;

  public KnownTokens(Supplier<EmbedTokens> lookUp) {
    this.lookUp = lookUp;
  }

  @Override
  public EmbedTokens get() {
    EmbedTokens tokens = known;
    if (tokens == null) {
      // two threads may each ask: the answers are alike
      tokens = lookUp.get();
      known = tokens;
    }
    return tokens;
  }
}
